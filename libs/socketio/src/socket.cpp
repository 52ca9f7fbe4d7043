#include "moim/socketio/socket.h"

#include <utility>

#include "moim/socketio/namespace.h"

#include "core.h"
#include "socket_state.h"

namespace moim::socketio {

Socket::Socket(detail::Core& core, detail::Connection& connection, Namespace& nsp, std::string id,
               std::string auth)
    : core_(&core),
      connection_(&connection),
      nsp_(nsp),
      connection_id_(connection.id),
      id_(std::move(id)),
      auth_(std::move(auth)),
      handshake_(connection.handshake) {}

Socket::~Socket() = default;

detail::LocalHandlers& Socket::local() {
  if (!local_) local_ = std::make_unique<detail::LocalHandlers>();
  return *local_;
}

void Socket::on(std::string_view event, EventHandler handler) {
  if (state_ == State::pending || connected()) local().events[std::string{event}].add(std::move(handler));
}

void Socket::off(std::string_view event) {
  if (!local_) return;
  const auto found = local_->events.find(event);
  if (found != local_->events.end()) local_->events.erase(found);
}

void Socket::on_any(EventHandler handler) {
  if (state_ == State::pending || connected()) local().any.add(std::move(handler));
}

void Socket::on_disconnecting(DisconnectHandler handler) {
  if (state_ == State::pending || connected()) local().disconnecting.add(std::move(handler));
}

void Socket::on_disconnect(DisconnectHandler handler) {
  if (state_ == State::pending || connected()) local().disconnect.add(std::move(handler));
}

bool Socket::can_send(std::string_view event) {
  if (!connected() && !held()) return false;
  if (!is_reserved_event(event)) return true;
  core_->statistics().activity.add(Activity::reserved_events);
  return false;
}

PacketWriter& Socket::begin(std::string_view event, std::size_t attachments,
                            std::optional<std::uint64_t> ack) {
  PacketWriter& writer = core_->writer();
  writer.begin({.attachments = attachments, .nsp = nsp_.name(), .id = ack}, event);
  return writer;
}

void Socket::deliver(const EncodedPacket& packet) {
  if (!connected() && !held()) return;
  core_->statistics().activity.add(Activity::events_sent);
  core_->send(*this, packet);
}

std::optional<std::uint64_t> Socket::expect_ack(std::string_view event, AckHandler handler,
                                                std::optional<base::Duration> timeout) {
  if (connected() && can_send(event)) return core_->expect_ack(*this, std::move(handler), timeout);
  handler(std::unexpected(connected() ? AckError::reserved_event : AckError::disconnected));
  return std::nullopt;
}

bool Socket::join(std::string_view room) {
  if (!connected()) return false;
  if (room == id_ || in_room(room)) return true;
  if (nsp_.adapter().room_count_of(*this) >= core_->options().max_rooms_per_socket) {
    core_->statistics().limits.add(LimitHit::rooms);
    return false;
  }
  nsp_.adapter().add(*this, room);
  return true;
}

void Socket::leave(std::string_view room) {
  if (connected()) nsp_.adapter().remove(*this, room);
}

std::vector<std::string> Socket::rooms() const {
  return core_ == nullptr ? std::vector<std::string>{} : nsp_.adapter().rooms_of(*this);
}

bool Socket::in_room(std::string_view room) const {
  return core_ != nullptr && (nsp_.adapter().contains(*this, room) || (connected() && room == id_));
}

Broadcast Socket::to(std::string_view room) { return broadcast().to(room); }
Broadcast Socket::except(std::string_view room) { return broadcast().except(room); }
Broadcast Socket::broadcast() { return Broadcast{nsp_, this}; }

void Socket::forget() {
  if (core_ != nullptr) core_->forget(*this);
}

void Socket::disconnect(bool close) {
  if (held()) return forget();
  if (state_ != State::ended) core_->disconnect(*this, close);
}

}  // namespace moim::socketio
