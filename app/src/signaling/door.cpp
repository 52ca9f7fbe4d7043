// What opens a room to somebody, and what can be seen from outside.
#include "signaling/invitation.h"
#include "signaling/password.h"
#include "signaling/room_payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::peek_room(socketio::Event& event) {
  const auto name = read_room(event.args());
  if (!name) return std::unexpected{name.error()};
  const rooms::Options& limits = rooms_.options();
  if (name->empty() || name->size() > limits.max_room_id) return fault(rooms::Refusal::room_id_length);
  event.ack(Peek{rooms_.find_room(*name), limits.max_participants});
  return {};
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
