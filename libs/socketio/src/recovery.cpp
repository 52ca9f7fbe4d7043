// Connection state recovery: what is kept of a client whose connection is lost, and how it gets it back.
#include <charconv>
#include <optional>
#include <utility>

#include "moim/base/check.h"

#include "core.h"
#include "socket_state.h"

namespace moim::socketio::detail {
namespace {

// A client that has seen no event yet has no offset to tell.
std::optional<std::uint64_t> read_offset(std::optional<json::View> value) {
  if (!value) return 0;
  const auto text = value->string();
  if (!text) return std::nullopt;
  std::uint64_t offset = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), offset);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return offset;
}

// Whether a client whose socket ended like this may mean to go on with it.
bool is_recoverable(DisconnectReason reason) {
  switch (reason) {
    case DisconnectReason::transport_close:
    case DisconnectReason::going_away:
    case DisconnectReason::transport_error:
    case DisconnectReason::ping_timeout:
    case DisconnectReason::forced_close:
      return true;
    default:
      return false;
  }
}

}  // namespace

void Core::begin_recovery(Socket& socket) {
  if (options_.recovery.window <= base::Duration::zero()) return;
  if (socket.handshake().revision != Revision::v5) return;
  socket.recovery_ = std::make_unique<Recovery>();
  socket.recovery_->pid = base::random_id(random_);
  pids_.emplace(socket.recovery_->pid, &socket);
}

// The same event with its offset as the last argument.
EncodedPacket Core::with_offset(const EncodedPacket& packet, std::uint64_t offset) {
  text_.assign(packet.text, 0, packet.text.size() - 1);  // without the bracket that closes the arguments
  text_ += ",\"";
  json::append_integer(text_, offset);
  text_ += "\"]";
  return {.text = text_, .attachments = packet.attachments};
}

void Core::send_recoverable(Socket& socket, const EncodedPacket& packet) {
  Recovery& recovery = *socket.recovery_;
  const EncodedPacket numbered = with_offset(packet, ++recovery.last);
  std::uint64_t message = Retained::kNotSent;
  if (Connection* connection = socket.connection_; connection != nullptr && !connection->ending) {
    send_packet(*connection, numbered);
    message = connection->sent;
  }
  const std::size_t before = recovery.kept.cost();
  recovery.kept.push(blocks_, numbered, recovery.last, message);
  statistics_.retained_bytes += recovery.kept.cost() - before;
  limit_retained(socket);
}

// Beyond the limits the oldest are not kept any more. For somebody away that means there is no way back; the
// end itself comes with the next deadline, because this may be in the middle of a broadcast.
void Core::limit_retained(Socket& socket) {
  Recovery& recovery = *socket.recovery_;
  const RecoveryOptions& options = options_.recovery;
  if (recovery.kept.cost() <= options.max_session_bytes && statistics_.retained_bytes <= options.max_bytes)
    return;
  statistics_.recovery.add(RecoveryEvent::overflow);
  if (socket.state_ == Socket::State::held) {
    drop_all(recovery);
    return held_deadlines_.set(&socket, now_);
  }
  const bool crowded = statistics_.retained_bytes > options.max_bytes;
  while (!recovery.kept.empty() && (crowded || recovery.kept.cost() > options.max_session_bytes))
    drop_first(recovery);
}

void Core::drop_first(Recovery& recovery) {
  const std::size_t before = recovery.kept.cost();
  recovery.dropped = recovery.kept.first();
  recovery.kept.pop(blocks_);
  statistics_.retained_bytes -= before - recovery.kept.cost();
}

void Core::drop_all(Recovery& recovery) {
  while (!recovery.kept.empty()) drop_first(recovery);
}

void Core::handle_delivered(ConnectionId id, std::uint64_t messages) {
  Connection* connection = connections_.find(id);
  if (connection == nullptr) return;
  for (const auto& socket : connection->sockets) {
    if (!socket->recovery_) continue;
    Recovery& recovery = *socket->recovery_;
    while (!recovery.kept.empty() && recovery.kept.first_arrived(messages)) drop_first(recovery);
  }
}

bool Core::hold(Socket& socket, DisconnectReason reason) {
  const base::TimePoint until = socket.last_heard_ + options_.recovery.window;
  if (!socket.recovery_ || shutting_down_ || !is_recoverable(reason) || until <= now_) return false;
  if (held_deadlines_.size() >= options_.recovery.max_sessions) {
    statistics_.recovery.add(RecoveryEvent::overflow);
    return false;
  }
  socket.state_ = Socket::State::held;
  socket.nsp_.held_.emplace(socket.id(), socket.shared_from_this());
  held_deadlines_.set(&socket, until);
  statistics_.recovery.add(RecoveryEvent::held);
  return true;
}

// Out of all tables but those of its connection.
void Core::release(Socket& socket) {
  const auto alive = socket.shared_from_this();
  socket.state_ = Socket::State::ended;
  socket.nsp_.adapter_->remove_all(socket);
  socket.nsp_.held_.erase(socket.id());
  held_deadlines_.clear(&socket);
}

void Core::forget(Socket& socket) {
  const auto alive = socket.shared_from_this();
  if (!socket.recovery_) return;
  drop_all(*socket.recovery_);
  pids_.erase(socket.recovery_->pid);
  socket.recovery_.reset();
  if (socket.state_ == Socket::State::held) release(socket);
}

// Whose way back this CONNECT is. A socket whose end was not noticed yet ends now.
std::shared_ptr<Socket> Core::find_recoverable(const Namespace& nsp, json::View auth, std::uint64_t& offset) {
  if (options_.recovery.window <= base::Duration::zero()) return nullptr;
  const auto pid = auth.find("pid").value_or(json::View{}).string();
  if (!pid) return nullptr;
  const auto found = pids_.find(*pid);
  const auto told = read_offset(auth.find("offset"));
  if (found == pids_.end() || &found->second->nsp_ != &nsp || !told) return missed();
  const auto socket = found->second->shared_from_this();
  offset = *told;
  if (offset < socket->recovery_->dropped || offset > socket->recovery_->last) {
    if (!socket->connected()) forget(*socket);
    return missed();
  }
  if (socket->connected()) end(*socket->connection_, DisconnectReason::transport_close);
  return socket->state_ == Socket::State::held ? socket : missed();
}

std::shared_ptr<Socket> Core::missed() {
  statistics_.recovery.add(RecoveryEvent::missed);
  return nullptr;
}

void Core::restore(Socket& socket, Socket& before, std::uint64_t offset) {
  const auto alive = before.shared_from_this();
  socket.id_ = before.id_;
  socket.recovered_ = true;
  socket.data_ = std::move(before.data_);
  socket.recovery_ = std::move(before.recovery_);
  pids_.find(socket.recovery_->pid)->second = &socket;
  Adapter& adapter = *socket.nsp_.adapter_;
  for (const std::string& room : adapter.rooms_of(before)) adapter.add(socket, room);
  release(before);
  Recovery& recovery = *socket.recovery_;
  while (!recovery.kept.empty() && recovery.kept.first() <= offset) drop_first(recovery);
  statistics_.recovery.add(RecoveryEvent::recovered);
}

void Core::resend(Socket& socket) {
  if (!socket.recovery_) return;
  Connection& connection = *socket.connection_;
  socket.recovery_->kept.resend(blocks_, [&](bool binary, base::ByteView octets) {
    send_message(connection, binary, octets);
    return connection.sent;
  });
}

}  // namespace moim::socketio::detail
