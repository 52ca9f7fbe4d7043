#pragma once

#include <any>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/time.h"
#include "moim/json/view.h"
#include "moim/socketio/broadcast.h"
#include "moim/socketio/event.h"
#include "moim/socketio/handlers.h"
#include "moim/socketio/handshake.h"
#include "moim/socketio/types.h"

namespace moim::socketio {

class Namespace;
class TimedEmit;
namespace detail {
class Core;
struct Admission;
struct Connection;
struct LocalHandlers;
struct PendingAck;
struct Recovery;
}  // namespace detail

/// One client in one namespace: what `io.on("connection", socket => …)` is given.
///
/// ```cpp
/// server.of("/").on_connection([](Socket& socket) {
///   socket.join("lobby");
///   socket.on("message", [&socket](Event& event) {
///     socket.to("lobby").emit("message", event.args());  // passed on untouched
///     event.ack("delivered");
///   });
///   socket.on_disconnect([](DisconnectReason reason) { … });
/// });
/// ```
///
/// **Life.** A `Socket&` is valid until its last on_disconnect handler has returned, so a handler set on it
/// may capture it. Elsewhere keep `socket.weak_from_this()`. A socket somebody still holds after its end is
/// inert: it sends nothing and is in no room, but can still address the others (`socket.to("room")`) as long
/// as the Server lives.
/// **Order.** What is emitted arrives in that order, and before a disconnect that follows it. Events are
/// handled one after the other, as they arrived. Handlers may disconnect, join or leave any socket, their own
/// too (on_disconnect handlers run inside the call that disconnects). They must not throw.
class Socket : public std::enable_shared_from_this<Socket> {
 public:
  using DisconnectHandler = std::function<void(DisconnectReason)>;

  /// Sockets are made by the Server, when a client asks for a namespace.
  Socket(detail::Core& core, detail::Connection& connection, Namespace& nsp, std::string id,
         std::string auth);
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket();

  /// 20 random characters. Unrelated to the Engine.IO session's id, which is that session's key and nobody
  /// else's business. Clients of revision 4 never learn it: they show their own `socket.id`, made from the
  /// session's.
  [[nodiscard]] std::string_view id() const { return id_; }
  [[nodiscard]] Namespace& nsp() const { return nsp_; }
  [[nodiscard]] ConnectionId connection() const { return connection_id_; }
  /// What is known from the connection's first request.
  [[nodiscard]] const Handshake& handshake() const { return *handshake_; }
  /// The payload of the client's CONNECT, an object; of a revision 4 client, the query of the namespace it
  /// asked for.
  [[nodiscard]] json::View auth() const { return auth_.empty() ? json::View{"{}"} : json::View{auth_}; }
  /// Admitted and not ended.
  [[nodiscard]] bool connected() const { return state_ == State::connected; }
  /// Of a socket that has ended with its connection: when the client was last heard from.
  [[nodiscard]] base::TimePoint last_heard() const { return last_heard_; }
  /// Whether this socket goes on where one before it ended, with its id, rooms and data (Options::recovery).
  [[nodiscard]] bool recovered() const { return recovered_; }
  /// Whether it has ended and its client may still come back: what is emitted to it meanwhile is kept for
  /// that, and it stays in its rooms. True in on_disconnect handlers and after them.
  [[nodiscard]] bool held() const { return state_ == State::held; }
  /// Its client is not to come back to it: nothing is kept any more. For a socket that is held that is the
  /// end.
  void forget();
  /// Yours. Moves on to the socket that recovers from this one.
  [[nodiscard]] std::any& data() { return data_; }

  /// Handles an event by its name. More than one handler may be set. To spare memory with very many sockets
  /// see Namespace::on_event.
  void on(std::string_view event, EventHandler handler);
  /// Removes the handlers of an event.
  void off(std::string_view event);
  /// Sees every event before its own handlers do.
  void on_any(EventHandler handler);
  /// The socket is about to end: no longer connected, but still in its rooms.
  void on_disconnecting(DisconnectHandler handler);
  /// The socket has ended. Runs exactly once.
  void on_disconnect(DisconnectHandler handler);

  /// Sends an event. Arguments: strings, integers, floating point numbers, bool, nullptr, vectors and
  /// optionals of those, json::Raw and json::View, Binary, the Args of a received event, nlohmann::json
  /// (include moim/json/nlohmann.h), and any type with a json::Writer. An event with one of the names the
  /// clients keep for themselves (`connect`, `disconnect`, …) would end their connection: it is not sent, but
  /// counted.
  template <class... T>
  void emit(std::string_view event, const T&... args) {
    if (!can_send(event)) return;
    PacketWriter& writer = begin(event, (std::size_t{0} + ... + attachment_count(args)), std::nullopt);
    (writer.add(args), ...);
    deliver(writer.finish());
  }

  /// Sends an event that the client must acknowledge within Options::ack_timeout. `handler` may be called
  /// before this returns, when it cannot be sent.
  template <class... T>
  void emit_with_ack(std::string_view event, AckHandler handler, const T&... args);
  /// Another timeout for the request that follows: `socket.timeout(5s).emit_with_ack("ask", handler, 1);`
  [[nodiscard]] TimedEmit timeout(base::Duration timeout);

  /// Enters a room; entering twice is entering once. False when the socket is not connected or is in
  /// Options::max_rooms_per_socket rooms.
  bool join(std::string_view room);
  void leave(std::string_view room);
  /// The rooms joined. (The room named like its id, which every socket is in, is not listed and cannot be
  /// left.)
  [[nodiscard]] std::vector<std::string> rooms() const;
  [[nodiscard]] bool in_room(std::string_view room) const;

  /// The members of a room, without this socket. Use it in one expression: it refers to the socket.
  [[nodiscard]] Broadcast to(std::string_view room);
  [[nodiscard]] Broadcast in(std::string_view room) { return to(room); }
  /// Everyone in the namespace but this socket and the members of a room.
  [[nodiscard]] Broadcast except(std::string_view room);
  /// Everyone in the namespace but this socket.
  [[nodiscard]] Broadcast broadcast();

  /// Ends this socket, after what was sent before; with `close` all sockets of its connection, and the
  /// connection. on_disconnect handlers run before this returns. What the client has sent and this server not
  /// yet seen is dropped.
  void disconnect(bool close = false);

  /// For adapters: sends a packet that is encoded already.
  void deliver(const EncodedPacket& packet);
  /// For adapters: whether this is the first visit in this round of a broadcast. Rounds are numbered upwards
  /// from 1.
  bool first_visit(std::uint64_t round) {
    if (visited_ == round) return false;
    visited_ = round;
    return true;
  }

 private:
  friend class detail::Core;
  friend class Ack;
  friend class Next;
  friend class TimedEmit;
  enum class State : std::uint8_t { pending, connected, held, ended };

  [[nodiscard]] bool can_send(std::string_view event);
  PacketWriter& begin(std::string_view event, std::size_t attachments, std::optional<std::uint64_t> ack);
  std::optional<std::uint64_t> expect_ack(std::string_view event, AckHandler handler,
                                          std::optional<base::Duration> timeout);
  detail::LocalHandlers& local();

  detail::Core* core_;
  detail::Connection* connection_;
  Namespace& nsp_;
  ConnectionId connection_id_;
  State state_ = State::pending;
  base::TimePoint last_heard_{};
  std::uint64_t visited_ = 0;
  std::uint64_t next_ack_ = 0;
  std::string id_;
  std::string auth_;
  std::shared_ptr<const Handshake> handshake_;
  std::unique_ptr<detail::Admission> admission_;  // while pending
  std::unique_ptr<detail::LocalHandlers> local_;  // from the first handler on
  std::vector<detail::PendingAck> pending_acks_;  // by ascending id
  std::unique_ptr<detail::Recovery> recovery_;    // what may be recovered
  bool recovered_ = false;
  std::any data_;
};

/// A socket with a timeout for one request. See Socket::timeout.
class TimedEmit {
 public:
  TimedEmit(Socket& socket, std::optional<base::Duration> timeout) : socket_(socket), timeout_(timeout) {}

  template <class... T>
  void emit_with_ack(std::string_view event, AckHandler handler, const T&... args) {
    const auto id = socket_.expect_ack(event, std::move(handler), timeout_);
    if (!id) return;
    PacketWriter& writer = socket_.begin(event, (std::size_t{0} + ... + attachment_count(args)), id);
    (writer.add(args), ...);
    socket_.deliver(writer.finish());
  }

 private:
  Socket& socket_;
  std::optional<base::Duration> timeout_;
};

template <class... T>
void Socket::emit_with_ack(std::string_view event, AckHandler handler, const T&... args) {
  TimedEmit{*this, std::nullopt}.emit_with_ack(event, std::move(handler), args...);
}
inline TimedEmit Socket::timeout(base::Duration timeout) { return {*this, timeout}; }

}  // namespace moim::socketio
