// Taking a place and giving it up.
#include <variant>

#include "signaling/message.h"
#include "signaling/payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::join_room(socketio::Event& event) {
  const auto payload = read_join(event.args());
  if (!payload) return std::unexpected{payload.error()};
  const auto result = rooms_.join(member_id(event.socket()),
                                  {.room = payload->room, .label = payload->label, .state = payload->state});
  if (!result) return fault(result.error());
  for (const rooms::Effect& effect : *result) {
    if (const auto* snapshot = std::get_if<rooms::Snapshot>(&effect)) {
      event.ack(JoinAck{*snapshot->to, snapshot->users, rooms_.options().max_participants, ice_servers_});
    }
  }
  apply(*result);
  return {};
}

Outcome<> Signaling::leave_room(socketio::Event& event) {
  return finish(event, rooms_.leave(member_id(event.socket())));
}

void Signaling::handle_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason) {
  // A server that ends takes everybody along. Nobody is told that the others left: their calls go on without
  // it, and they come back to the next one.
  const bool everybody_goes = reason == socketio::DisconnectReason::server_shutting_down;
  for (const rooms::Effect& effect : rooms_.disconnect(member_id(socket))) {
    const auto& exited = std::get<rooms::Exited>(effect);
    everybody_goes ? note(exited) : apply(exited);
  }
}

}  // namespace moim::signaling
