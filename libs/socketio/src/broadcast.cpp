#include "moim/socketio/broadcast.h"

#include "core.h"

namespace moim::socketio {

Broadcast& Broadcast::to(std::string_view room) {
  rooms_.emplace_back(room);
  return *this;
}

Broadcast& Broadcast::except(std::string_view room) {
  except_.emplace_back(room);
  return *this;
}

bool Broadcast::can_send(std::string_view event) {
  if (!is_reserved_event(event)) return true;
  nsp_.core_.statistics().activity.add(Activity::reserved_events);
  return false;
}

PacketWriter& Broadcast::begin(std::string_view event, std::size_t attachments) {
  PacketWriter& writer = nsp_.core_.writer();
  writer.begin({.attachments = attachments, .nsp = nsp_.name()}, event);
  return writer;
}

void Broadcast::finish(PacketWriter& writer) {
  nsp_.core_.statistics().activity.add(Activity::broadcasts);
  nsp_.adapter().broadcast(writer.finish(), {.rooms = rooms_, .except = except_, .sender = sender_});
}

std::vector<std::shared_ptr<Socket>> Broadcast::sockets() const {
  return nsp_.adapter().sockets({.rooms = rooms_, .except = except_, .sender = sender_});
}

void Broadcast::sockets_join(std::string_view room) const {
  for (const auto& socket : sockets()) socket->join(room);
}

void Broadcast::sockets_leave(std::string_view room) const {
  for (const auto& socket : sockets()) socket->leave(room);
}

void Broadcast::disconnect_sockets(bool close) const {
  for (const auto& socket : sockets()) socket->disconnect(close);
}

}  // namespace moim::socketio
