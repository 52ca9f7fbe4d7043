#include "signaling/fault.h"

#include <array>
#include <cstddef>
#include <string>

#include "moim/base/check.h"

namespace moim::signaling {

std::string_view to_string(ErrorCode code) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(ErrorCode::count_)> kNames = {
      "bad_request",  "room_full",      "too_many_rooms", "not_in_room",
      "no_such_user", "self_addressed", "unknown_event"};
  return kNames[static_cast<std::size_t>(code)];
}

Fault to_fault(rooms::Refusal refusal, const rooms::Options& limits) {
  using rooms::Refusal;
  using std::to_string;
  switch (refusal) {
    case Refusal::room_id_length:
      return {ErrorCode::bad_request, "room must have 1 to " + to_string(limits.max_room_id) + " bytes"};
    case Refusal::label_length:
      return {ErrorCode::bad_request, "email must have at most " + to_string(limits.max_label) + " bytes"};
    case Refusal::room_full:
      return {ErrorCode::room_full,
              "the room holds its limit of " + to_string(limits.max_participants) + " people",
              limits.max_participants};
    case Refusal::too_many_rooms:
      return {ErrorCode::too_many_rooms,
              "the server holds its limit of " + to_string(limits.max_rooms) + " rooms"};
    case Refusal::not_in_room:
      return {ErrorCode::not_in_room, "the sender is in no room"};
    case Refusal::no_such_member:
      return {ErrorCode::no_such_user, "the receiver is not in the sender's room"};
    case Refusal::self_addressed:
      return {ErrorCode::self_addressed, "the receiver is the sender"};
  }
  MOIM_CHECK(false);
}

}  // namespace moim::signaling
