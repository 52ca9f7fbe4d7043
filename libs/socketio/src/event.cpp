#include "moim/socketio/event.h"

#include "core.h"

namespace moim::socketio {

Ack::operator bool() const {
  const auto socket = socket_.lock();
  return id_ && socket && socket->connected();
}

PacketWriter* Ack::begin(std::size_t attachments) {
  const auto socket = socket_.lock();
  const auto id = std::exchange(id_, std::nullopt);
  if (!id || !socket || !socket->connected()) return nullptr;
  PacketWriter& writer = socket->core_->writer();
  writer.begin({.type = PacketType::ack, .attachments = attachments, .nsp = socket->nsp().name(), .id = id},
               std::nullopt);
  return &writer;
}

void Ack::finish(PacketWriter& writer) {
  const auto socket = socket_.lock();
  socket->core_->statistics().activity.add(Activity::acks_sent);
  socket->core_->send(*socket, writer.finish());
}

Ack Event::take_ack() {
  const auto id = std::exchange(id_, std::nullopt);
  return id ? Ack{socket_.weak_from_this(), *id} : Ack{};
}

}  // namespace moim::socketio
