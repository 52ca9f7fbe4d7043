// Taking a place and giving it up.
#include <variant>

#include "signaling/message.h"
#include "signaling/payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::join_room(socketio::Event& event) {
  const auto payload = read_join(event.args());
  if (!payload) return std::unexpected{payload.error()};
  const auto invitation = invitation_of(*payload);
  if (!invitation) return std::unexpected{invitation.error()};
  socketio::Socket& socket = event.socket();
  const Claim claim = claim_of(socket, *payload);
  const bool seated = rooms_.find(claim.id.view()) != nullptr;
  const bool waited = rooms_.waits(claim.id.view());
  const std::string call = base::random_id(world_.random);
  const std::string network = world_.network_of(socket.handshake().address);
  rooms::JoinRequest request{.room = payload->room,
                             .label = payload->label,
                             .state = payload->state,
                             .call = call,
                             .visitor = payload->visitor,
                             .address = network,
                             .manages = event.wants_ack(),
                             .password = guess_of(*payload),
                             .invitation = *invitation,
                             .now = server_.now()};
  if (claim.token) request.seat = {.call = claim.token->call, .role = claim.token->role};
  const auto result = claim.token ? rooms_.resume(claim.id, request) : rooms_.join(claim.id, request);
  if (!result) return fault(result.error());
  const rooms::MemberId before = member_id(socket);
  if (claim.token) take_seat(socket, claim.id, {.seated = seated, .waited = waited});
  for (const rooms::Effect& effect : *result) {
    if (const auto* snapshot = std::get_if<rooms::Snapshot>(&effect)) acknowledge(event, *snapshot, claim);
    if (const auto* waits = std::get_if<rooms::Waits>(&effect)) event.ack(WaitAck{*waits->who});
  }
  apply(*result);
  // Nobody speaks any more for the id that the socket had before: what that waited for, it cannot be told.
  if (before != claim.id) apply(rooms_.disconnect(before));
  return {};
}

// Who asks for no acknowledgement gets no token either, so there is nothing to hold the seat for: base
// clients go when their connection does.
void Signaling::acknowledge(socketio::Event& event, const rooms::Snapshot& snapshot, const Claim& claim) {
  seats_.keep(snapshot.to->id.view(), event.wants_ack());
  if (event.wants_ack()) event.ack(join_ack(*snapshot.to, snapshot.users, claim.token.has_value()));
}

JoinAck Signaling::join_ack(const rooms::Member& self, rooms::MemberList users, bool resumed) const {
  return {.self = self,
          .users = users,
          .limit = rooms_.options().max_participants,
          .ice_servers = ice_servers_,
          .seat = seat_token(self),
          .hold = options_.seat_hold,
          .resumed = resumed};
}

Outcome<> Signaling::leave_room(socketio::Event& event) {
  const rooms::MemberId& id = member_id(event.socket());
  seats_.keep(id.view(), false);
  return finish(event, rooms_.leave(id));
}

}  // namespace moim::signaling
