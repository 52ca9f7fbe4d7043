// What opens a room to somebody, and what can be seen from outside.
#include "signaling/invitation.h"
#include "signaling/password.h"
#include "signaling/room_payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::peek_room(socketio::Event& event) {
  const auto payload = read_peek(event.args());
  if (!payload) return std::unexpected{payload.error()};
  const rooms::Options& limits = rooms_.options();
  if (payload->room.empty() || payload->room.size() > limits.max_room_id)
    return fault(rooms::Refusal::room_id_length);
  Peek peek{rooms_.find_room(payload->room), limits.max_participants};
  if (lets_in(event.socket(), *payload)) peek.ice_servers = ice_servers_;
  event.ack(peek);
  return {};
}

// With nothing but what was brought along: who has a password to type is not asked for it here.
bool Signaling::lets_in(socketio::Socket& socket, const PeekPayload& payload) {
  const auto invitation = open_invitation(payload.invite, world_.sealer, world_.wall_clock());
  const std::string network = world_.network_of(socket.handshake().address);
  rooms::JoinRequest request{.room = payload.room,
                             .label = {},
                             .visitor = payload.visitor,
                             .address = network,
                             .now = server_.now()};
  if (invitation && invitation->room == payload.room) request.invitation = invitation->role;
  return rooms_.lets_in(member_id(socket), request);
}

// A paper that does not hold is refused even where none is asked for, so that its bearer learns of it.
Outcome<std::optional<rooms::Role>> Signaling::invitation_of(const JoinPayload& payload) const {
  if (!payload.invite) return std::nullopt;
  const auto invitation = open_invitation(*payload.invite, world_.sealer, world_.wall_clock());
  if (invitation && invitation->room == payload.room) return invitation->role;
  return std::unexpected{
      Fault{ErrorCode::invite_invalid, "the invitation is not for this room, or has expired"}};
}

rooms::PasswordGuess Signaling::guess_of(const JoinPayload& payload) const {
  const rooms::Room* room = payload.password ? rooms_.find_room(payload.room) : nullptr;
  if (!room || !room->password()) return rooms::PasswordGuess::none;
  return is_password(*payload.password, *room->password()) ? rooms::PasswordGuess::right
                                                           : rooms::PasswordGuess::wrong;
}

}  // namespace moim::signaling
