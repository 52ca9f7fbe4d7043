#include "core.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "moim/base/check.h"
#include "moim/socketio/memory_adapter.h"

#include "socket_state.h"

namespace moim::socketio::detail {
namespace {

void require(bool condition, const char* message) {
  if (!condition) throw std::invalid_argument{message};
}

void check(const Options& options) {
  require(options.connect_timeout > base::Duration::zero(), "socketio: connect_timeout must be positive");
  require(options.ack_timeout > base::Duration::zero(), "socketio: ack_timeout must be positive");
  require(options.attachment_timeout > base::Duration::zero(),
          "socketio: attachment_timeout must be positive");
  require(options.max_namespaces > 0, "socketio: max_namespaces must be at least 1");
  require(options.max_namespace_name > 0, "socketio: max_namespace_name must be at least 1");
  require(options.max_event_name > 0, "socketio: max_event_name must be at least 1");
}

}  // namespace

Socket* find_socket(const Connection& connection, std::string_view nsp) {
  const auto found =
      std::ranges::find(connection.sockets, nsp, [](const auto& socket) { return socket->nsp().name(); });
  return found == connection.sockets.end() ? nullptr : found->get();
}

bool has_connected_socket(const Connection& connection) {
  return std::ranges::any_of(connection.sockets, [](const auto& socket) { return socket->connected(); });
}

Core::Core(const Options& options, base::RandomSource& random, AdapterFactory make_adapter)
    : options_(options),
      random_(random),
      make_adapter_(std::move(make_adapter)),
      blocks_(options.recovery.spare_buffer_bytes) {
  check(options_);
  if (!make_adapter_) make_adapter_ = [](Namespace& nsp) { return std::make_unique<MemoryAdapter>(nsp); };
  main_ = &of("/");
}

void Core::set_options(const Options& options) {
  check(options);
  options_ = options;
}

Core::~Core() {
  const auto end = [](const std::shared_ptr<Socket>& socket) {
    socket->state_ = Socket::State::ended;
    socket->core_ = nullptr;
    socket->local_.reset();
    socket->pending_acks_.clear();
  };
  connections_.for_each(
      [&end](ConnectionId, Connection& connection) { std::ranges::for_each(connection.sockets, end); });
  for (auto& [name, nsp] : namespaces_) {
    for (const auto& [id, socket] : nsp->held_) end(socket);
  }
}

Namespace& Core::of(std::string_view name) {
  std::string full{name};
  if (!full.starts_with('/')) full.insert(0, 1, '/');
  auto& nsp = namespaces_[full];
  if (!nsp) nsp = std::make_unique<Namespace>(*this, full, make_adapter_);
  return *nsp;
}

void Core::handle_open(ConnectionId id, Handshake handshake) {
  MOIM_CHECK(outbox_ != nullptr);
  const auto [entry, added] = connections_.try_emplace(id);
  MOIM_CHECK(added);
  Connection& connection = *entry;
  connection.id = id;
  connection.handshake = std::make_shared<const Handshake>(std::move(handshake));
  statistics_.activity.add(Activity::connections);
  if (shutting_down_) return end(connection, DisconnectReason::server_shutting_down);
  connect_deadlines_.set(id, now_ + options_.connect_timeout);
  // A client of revision 4 is in the main namespace without asking.
  if (connection.handshake->revision == Revision::v4) ask(connection, *main_, {});
}

void Core::handle_close(ConnectionId id, TransportClose reason, base::TimePoint heard) {
  Connection* connection = connections_.find(id);
  if (connection == nullptr) return;
  connection->ending = true;
  connection->heard = heard;
  end_sockets(*connection, to_disconnect_reason(reason));
  connect_deadlines_.clear(id);
  attachment_deadlines_.clear(id);
  connections_.erase(id);
}

void Core::handle_timeout() {
  while (const auto socket = admission_deadlines_.pop_due(now_)) {
    statistics_.limits.add(LimitHit::middleware_timeout);
    refuse_admission(**socket, "Connection timed out", {});
  }
  while (const auto key = ack_deadlines_.pop_due(now_)) expire_ack(*key);
  while (const auto socket = held_deadlines_.pop_due(now_)) {
    statistics_.recovery.add(RecoveryEvent::expired);
    forget(**socket);
  }
  while (const auto id = attachment_deadlines_.pop_due(now_)) {
    protocol_error(*connections_.find(*id), ProtocolError::late_attachment);
  }
  while (const auto id = connect_deadlines_.pop_due(now_)) {
    statistics_.limits.add(LimitHit::connect_timeout);
    end(*connections_.find(*id), DisconnectReason::forced_server_close);
  }
}

base::TimePoint Core::next_deadline() const {
  return std::min({connect_deadlines_.next(), admission_deadlines_.next(), attachment_deadlines_.next(),
                   ack_deadlines_.next(), held_deadlines_.next()});
}

void Core::shut_down() {
  shutting_down_ = true;
  connections_.for_each([this](ConnectionId, Connection& connection) {
    end(connection, DisconnectReason::server_shutting_down);
  });
  while (const auto socket = held_deadlines_.pop_due(base::kNever)) forget(**socket);
}

void Core::end(Connection& connection, DisconnectReason reason) {
  if (connection.ending) return;
  connection.ending = true;
  connect_deadlines_.clear(connection.id);
  connection.incoming.reset();
  attachment_deadlines_.clear(connection.id);
  end_sockets(connection, reason);
  outbox_->close(connection.id);
}

// Over a copy: one of them may be ending already, with its handlers further up the stack, and leaves the list
// only later.
void Core::end_sockets(Connection& connection, DisconnectReason reason) {
  const auto sockets = connection.sockets;
  for (const auto& socket : sockets) end(*socket, reason);
}

void Core::end(Socket& socket, DisconnectReason reason) {
  const auto alive = socket.shared_from_this();
  if (socket.state_ == Socket::State::pending) return drop_admission(socket);
  if (!socket.connected()) return;
  socket.state_ = Socket::State::ended;
  socket.last_heard_ = socket.connection_->heard.value_or(now_);
  Namespace& nsp = socket.nsp_;
  nsp.disconnecting_.call(socket, reason);
  if (socket.local_) socket.local_->disconnecting.call(reason);
  nsp.sockets_.erase(socket.id());
  detach(socket);
  if (!hold(socket, reason)) {
    nsp.adapter_->remove_all(socket);
    forget(socket);
  }
  fail_acks(socket);
  nsp.disconnect_.call(socket, reason);
  if (socket.local_) socket.local_->disconnect.call(reason);
  socket.local_.reset();
}

// Takes the socket off its connection, which gets connect_timeout to join another namespace when it was the
// last.
void Core::detach(Socket& socket) {
  Connection& connection = *std::exchange(socket.connection_, nullptr);
  std::erase_if(connection.sockets, [&](const auto& other) { return other.get() == &socket; });
  if (connection.ending || has_connected_socket(connection)) return;
  connect_deadlines_.set(connection.id, now_ + options_.connect_timeout);
}

void Core::disconnect(Socket& socket, bool close) {
  const auto alive = socket.shared_from_this();
  if (socket.state_ == Socket::State::pending) refuse_admission(socket, "Refused", {});
  Connection* connection = socket.connection_;
  if (!close || connection == nullptr || connection->ending) {
    if (!socket.connected()) return;
    send_disconnect(socket);
    return end(socket, DisconnectReason::server_namespace_disconnect);
  }
  for (const auto& each : connection->sockets) {
    if (each->connected()) send_disconnect(*each);
  }
  end(*connection, DisconnectReason::server_namespace_disconnect);
}

void Core::send_disconnect(Socket& socket) {
  text_.clear();
  append_header(text_, {.type = PacketType::disconnect, .nsp = socket.nsp_.name()});
  send_message(*socket.connection_, false, text_);
  auto& left = socket.connection_->left;
  while (left.size() >= options_.max_namespaces) left.erase(left.begin());
  left.push_back(&socket.nsp_);
}

void Core::send(Socket& socket, const EncodedPacket& packet) {
  if (packet.recoverable && socket.recovery_) return send_recoverable(socket, packet);
  Connection* connection = socket.connection_;
  if (connection == nullptr || connection->ending) return;
  send_packet(*connection, packet);
}

void Core::send_packet(Connection& connection, const EncodedPacket& packet) {
  send_message(connection, false, packet.text);
  for (const base::ByteView octets : packet.attachments) send_message(connection, true, octets);
}

void Core::send_message(Connection& connection, bool binary, base::ByteView payload) {
  ++connection.sent;
  outbox_->send(connection.id, binary, payload);
}

std::optional<std::uint64_t> Core::expect_ack(Socket& socket, AckHandler handler,
                                              std::optional<base::Duration> timeout) {
  if (socket.pending_acks_.size() >= options_.max_pending_acks) {
    statistics_.limits.add(LimitHit::pending_acks);
    handler(std::unexpected(AckError::too_many));
    return std::nullopt;
  }
  const std::uint64_t id = socket.next_ack_++;
  socket.pending_acks_.push_back({id, std::move(handler)});
  ack_deadlines_.set({&socket, id}, now_ + timeout.value_or(options_.ack_timeout));
  return id;
}

AckHandler Core::take_ack(Socket& socket, std::uint64_t id) {
  auto& pending = socket.pending_acks_;
  const auto found = std::ranges::lower_bound(pending, id, {}, &PendingAck::id);
  if (found == pending.end() || found->id != id) return {};
  AckHandler handler = std::move(found->handler);
  pending.erase(found);
  return handler;
}

void Core::expire_ack(const AckKey& key) {
  const auto alive = key.socket->shared_from_this();
  statistics_.limits.add(LimitHit::ack_timeout);
  take_ack(*key.socket, key.id)(std::unexpected(AckError::timeout));
}

void Core::fail_acks(Socket& socket) {
  auto pending = std::exchange(socket.pending_acks_, {});
  for (const PendingAck& ack : pending) ack_deadlines_.clear({&socket, ack.id});
  for (PendingAck& ack : pending) ack.handler(std::unexpected(AckError::disconnected));
}

}  // namespace moim::socketio::detail
