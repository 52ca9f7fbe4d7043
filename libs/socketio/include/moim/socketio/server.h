#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "moim/base/bytes.h"
#include "moim/base/random.h"
#include "moim/base/time.h"
#include "moim/socketio/adapter.h"
#include "moim/socketio/counters.h"
#include "moim/socketio/handshake.h"
#include "moim/socketio/namespace.h"
#include "moim/socketio/options.h"
#include "moim/socketio/outbox.h"
#include "moim/socketio/socket.h"
#include "moim/socketio/types.h"

namespace moim::socketio {
namespace detail {
class Core;
}

/// A Socket.IO server without sockets: protocol revisions 4 (clients 1.x, 2.x) and 5 (clients 3.x, 4.x) side
/// by side, in the same namespaces and rooms. Messages of Engine.IO sessions go in, messages go out through
/// an Outbox, time is a parameter. net::Server puts it on the network.
///
/// ```cpp
/// Server server{{}, random};
/// server.of("/").on_connection([](Socket& socket) { socket.emit("hello", "world"); });
/// server.of("/admin").use([](Socket& socket, Next next) {
///   if (socket.auth().find("token")…) next(); else next.refuse("not authorized");
/// });
/// ```
///
/// A packet that is not valid Socket.IO or JSON, or that breaks a limit of Options, ends the connection that
/// sent it: its sockets end with DisconnectReason::parse_error, and on_protocol_error hears why. Packets to a
/// namespace this server has just disconnected are on their way already, and ignored.
///
/// One thread. Handlers run inside handle_* (or inside the call that causes them, such as Socket::disconnect)
/// and must not call handle_* themselves.
class Server {
 public:
  /// Throws std::invalid_argument when an option is out of range. `random` outlives the Server. Without a
  /// factory every namespace gets a MemoryAdapter.
  Server(const Options& options, base::RandomSource& random, AdapterFactory make_adapter = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Ends everything without calling a handler. To end in good order call shut_down() before.
  ~Server();

  /// Other limits from now on, for those who are connected too; who waits or is held does so for as long as
  /// before. Sockets that were connected without recovery stay without. Buffers for reuse keep their number.
  /// Throws std::invalid_argument, changing nothing, when an option is out of range.
  void set_options(const Options& options);

  /// Where packets go. Before the first handle_open; `outbox` outlives the Server or the last call to it.
  void attach(Outbox& outbox);

  // From the sessions beneath.
  void handle_open(base::TimePoint now, ConnectionId connection, Handshake handshake);
  /// One Engine.IO message. `payload` must stay valid during the call.
  void handle_message(base::TimePoint now, ConnectionId connection, bool binary, base::ByteView payload);
  /// The session has ended; nothing follows. Also the answer to Outbox::close. `heard`: when the client last
  /// gave a sign of life, the end of its connection included; Socket::last_heard tells it.
  void handle_close(base::TimePoint now, ConnectionId connection, TransportClose reason,
                    base::TimePoint heard);
  void handle_close(base::TimePoint now, ConnectionId connection, TransportClose reason) {
    handle_close(now, connection, reason, now);
  }
  /// The client has got the first `messages` messages that went to Outbox::send for its connection. Without
  /// such news, what is kept for recovery is only bounded by Options::recovery.
  void handle_delivered(base::TimePoint now, ConnectionId connection, std::uint64_t messages);
  void handle_timeout(base::TimePoint now);
  [[nodiscard]] base::TimePoint next_deadline() const;
  /// Tells the time to calls from outside a handler (a timer, a finished database query) that start a
  /// timeout: emit_with_ack, disconnect, Next.
  void set_time(base::TimePoint now);
  /// The time that was last told: in a handler, that of its call.
  [[nodiscard]] base::TimePoint now() const;

  /// The namespace of that name, made at the first call ("chat" means "/chat"). "/" is always there; others
  /// are refused until asked for here.
  Namespace& of(std::string_view name);

  // The main namespace, for short.
  void use(Middleware middleware) { main().use(std::move(middleware)); }
  void on_connection(Namespace::ConnectionHandler handler) { main().on_connection(std::move(handler)); }
  template <class... T>
  void emit(std::string_view event, const T&... args) {
    main().emit(event, args...);
  }
  [[nodiscard]] Broadcast to(std::string_view room) { return main().to(room); }
  [[nodiscard]] Broadcast in(std::string_view room) { return main().to(room); }
  [[nodiscard]] Broadcast except(std::string_view room) { return main().except(room); }

  /// Hears why a connection is being ended, for a log line.
  void on_protocol_error(std::function<void(ConnectionId, ProtocolError)> handler);

  /// Ends every socket ("server shutting down") and connection, in order after what was sent, and refuses new
  /// ones. Clients will try to reconnect, as they do when a server restarts.
  void shut_down();

  [[nodiscard]] std::size_t connection_count() const;
  [[nodiscard]] const Statistics& statistics() const;
  [[nodiscard]] const Options& options() const;

 private:
  [[nodiscard]] Namespace& main();

  std::unique_ptr<detail::Core> core_;
};

}  // namespace moim::socketio
