// Taking a place and giving it up.
#include <variant>

#include "signaling/message.h"
#include "signaling/payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::join_room(socketio::Event& event) {
  const auto payload = read_join(event.args());
  if (!payload) return std::unexpected{payload.error()};
  socketio::Socket& socket = event.socket();
  const Claim claim = claim_of(socket, *payload);
  const bool seated = rooms_.find(claim.id.view()) != nullptr;
  const std::string call = base::random_id(world_.random);
  const rooms::JoinRequest request{
      .room = payload->room, .label = payload->label, .state = payload->state, .call = call};
  const auto result = claim.by_token ? rooms_.resume(claim.id, request) : rooms_.join(claim.id, request);
  if (!result) return fault(result.error());
  if (claim.by_token) take_seat(socket, claim.id, seated);
  for (const rooms::Effect& effect : *result) {
    if (const auto* snapshot = std::get_if<rooms::Snapshot>(&effect)) acknowledge(event, *snapshot, claim);
  }
  apply(*result);
  return {};
}

// Who asks for no acknowledgement gets no token either, so there is nothing to hold the seat for: base
// clients go when their connection does.
void Signaling::acknowledge(socketio::Event& event, const rooms::Snapshot& snapshot, const Claim& claim) {
  const rooms::Member& self = *snapshot.to;
  seats_.keep(self.id.view(), event.wants_ack());
  if (!event.wants_ack()) return;
  event.ack(JoinAck{.self = self,
                    .users = snapshot.users,
                    .limit = rooms_.options().max_participants,
                    .ice_servers = ice_servers_,
                    .seat = seat_token(self),
                    .hold = seat_hold_,
                    .resumed = claim.by_token});
}

Outcome<> Signaling::leave_room(socketio::Event& event) {
  const rooms::MemberId& id = member_id(event.socket());
  seats_.keep(id.view(), false);
  return finish(event, rooms_.leave(id));
}

}  // namespace moim::signaling
