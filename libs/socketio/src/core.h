#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "moim/base/bytes.h"
#include "moim/base/deadline_queue.h"
#include "moim/base/dense_map.h"
#include "moim/base/hash.h"
#include "moim/base/random.h"
#include "moim/base/time.h"
#include "moim/json/validator.h"
#include "moim/socketio/adapter.h"
#include "moim/socketio/counters.h"
#include "moim/socketio/namespace.h"
#include "moim/socketio/options.h"
#include "moim/socketio/outbox.h"
#include "moim/socketio/packet.h"
#include "moim/socketio/packet_writer.h"
#include "moim/socketio/socket.h"

#include "byte_queue.h"
#include "connection.h"

namespace moim::socketio::detail {

/// What Server, Namespace and Socket share: all connections, namespaces and deadlines. A connection's packets
/// come in through receive.cpp, its sockets are let in by admission.cpp and end in core.cpp.
class Core {
 public:
  Core(const Options& options, base::RandomSource& random, AdapterFactory make_adapter);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;
  ~Core();

  void set_options(const Options& options);
  void attach(Outbox& outbox) { outbox_ = &outbox; }
  void set_time(base::TimePoint now) { now_ = now; }
  [[nodiscard]] base::TimePoint now() const { return now_; }
  void on_protocol_error(std::function<void(ConnectionId, ProtocolError)> handler) {
    on_protocol_error_ = std::move(handler);
  }

  void handle_open(ConnectionId id, Handshake handshake);
  void handle_message(ConnectionId id, bool binary, base::ByteView payload);
  void handle_close(ConnectionId id, TransportClose reason, base::TimePoint heard);
  void handle_delivered(ConnectionId id, std::uint64_t messages);
  void handle_timeout();
  [[nodiscard]] base::TimePoint next_deadline() const;
  void shut_down();

  Namespace& of(std::string_view name);
  [[nodiscard]] Namespace& main() { return *main_; }

  // For Socket.
  void disconnect(Socket& socket, bool close);
  void send(Socket& socket, const EncodedPacket& packet);
  void forget(Socket& socket);
  std::optional<std::uint64_t> expect_ack(Socket& socket, AckHandler handler,
                                          std::optional<base::Duration> timeout);

  // For Next: the answer of the middleware at `step`.
  void proceed(Socket& socket, std::size_t step);
  void refuse(Socket& socket, std::size_t step, std::string_view message, std::string_view data);

  [[nodiscard]] PacketWriter& writer() { return writer_; }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] Statistics& statistics() { return statistics_; }
  [[nodiscard]] std::size_t connection_count() const { return connections_.size(); }

 private:
  struct AckKey {
    Socket* socket;
    std::uint64_t id;
    bool operator==(const AckKey&) const = default;
  };
  struct AckKeyHash {
    std::size_t operator()(const AckKey& key) const noexcept {
      return std::hash<Socket*>{}(key.socket) ^ static_cast<std::size_t>(key.id * 0x9e3779b97f4a7c15U);
    }
  };

  // receive.cpp
  void receive_text(Connection& connection, std::string_view text);
  void receive_binary(Connection& connection, base::ByteView octets);
  [[nodiscard]] bool may_wait(std::size_t bytes) const;
  void await_attachments(Connection& connection, std::string_view text);
  void dispatch(Connection& connection, const Packet& packet, const Payload& payload,
                std::span<const base::ByteView> attachments);
  void dispatch_to(Socket& socket, const Packet& packet, const Payload& payload,
                   std::span<const base::ByteView> attachments);
  void handle_event(Socket& socket, Event& event);
  void handle_ack(Socket& socket, std::uint64_t id, const Args& args);
  void no_socket(Connection& connection, const Packet& packet);
  void protocol_error(Connection& connection, ProtocolError error);

  // admission.cpp
  void connect(Connection& connection, const Packet& packet, json::View payload);
  void ask(Connection& connection, Namespace& nsp, std::string auth);
  bool make_way(Connection& connection, const Namespace& nsp);
  void advance(Socket& socket);
  void admit(Socket& socket);
  void refuse_admission(Socket& socket, std::string_view message, std::string_view data);
  void drop_admission(Socket& socket);
  void send_connect(Socket& socket);
  void send_connect_error(Connection& connection, std::string_view nsp, std::string_view message,
                          std::string_view data);
  void refuse_connect(Connection& connection, std::string_view nsp, std::string_view message, LimitHit limit);

  // core.cpp
  void end(Socket& socket, DisconnectReason reason);
  void end(Connection& connection, DisconnectReason reason);
  void end_sockets(Connection& connection, DisconnectReason reason);
  void detach(Socket& socket);
  void fail_acks(Socket& socket);
  void expire_ack(const AckKey& key);
  AckHandler take_ack(Socket& socket, std::uint64_t id);
  void send_disconnect(Socket& socket);
  void send_packet(Connection& connection, const EncodedPacket& packet);
  void send_message(Connection& connection, bool binary, base::ByteView payload);

  // recovery.cpp
  void begin_recovery(Socket& socket);
  [[nodiscard]] EncodedPacket with_offset(const EncodedPacket& packet, std::uint64_t offset);
  void send_recoverable(Socket& socket, const EncodedPacket& packet);
  void limit_retained(Socket& socket);
  void drop_first(Recovery& recovery);
  void drop_all(Recovery& recovery);
  bool hold(Socket& socket, DisconnectReason reason);
  void release(Socket& socket);
  std::shared_ptr<Socket> find_recoverable(const Namespace& nsp, json::View auth, std::uint64_t& offset);
  std::shared_ptr<Socket> missed();
  void restore(Socket& socket, Socket& before, std::uint64_t offset);
  void resend(Socket& socket);

  Options options_;
  base::RandomSource& random_;
  AdapterFactory make_adapter_;
  Outbox* outbox_ = nullptr;
  base::TimePoint now_{};
  bool shutting_down_ = false;
  std::function<void(ConnectionId, ProtocolError)> on_protocol_error_;

  base::StringMap<std::unique_ptr<Namespace>> namespaces_;
  Namespace* main_;
  std::size_t waiting_bytes_ = 0;  // of packets whose attachments have not all come
  base::DenseMap<ConnectionId, Connection> connections_;
  base::DeadlineQueue<ConnectionId> connect_deadlines_;  // of connections without a connected socket
  base::DeadlineQueue<Socket*> admission_deadlines_;
  base::DeadlineQueue<ConnectionId> attachment_deadlines_;
  base::DeadlineQueue<AckKey, AckKeyHash> ack_deadlines_;
  base::DeadlineQueue<Socket*> held_deadlines_;
  std::unordered_map<std::string_view, Socket*> pids_;  // of all that may be recovered; the keys are theirs
  BlockPool blocks_;

  json::Validator validator_;
  PacketWriter writer_;
  std::string text_;  // for packets without arguments, and for those with an offset
  std::string name_;  // for event names with escapes
  Statistics statistics_;
};

/// The socket of this connection in the namespace of that name, connected or waiting.
[[nodiscard]] Socket* find_socket(const Connection& connection, std::string_view nsp);
[[nodiscard]] bool has_connected_socket(const Connection& connection);

}  // namespace moim::socketio::detail
