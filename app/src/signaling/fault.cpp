#include "signaling/fault.h"

#include <array>
#include <cstddef>
#include <string>

#include "moim/base/check.h"

namespace moim::signaling {

std::string_view to_string(ErrorCode code) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(ErrorCode::count_)> kNames = {
      "bad_request",       "room_full",        "too_many_rooms", "not_in_room",
      "no_such_user",      "self_addressed",   "unknown_event",  "room_locked",
      "password_required", "wrong_password",   "removed",        "invite_invalid",
      "room_not_open",     "too_many_waiting", "not_allowed",    "too_fast"};
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
    case Refusal::visitor_length:
      return {ErrorCode::bad_request,
              "visitor must have at most " + to_string(limits.max_visitor) + " bytes"};
    case Refusal::chat_length:
      return {ErrorCode::bad_request,
              "text must have 1 to " + to_string(limits.max_chat_text) + " code points"};
    case Refusal::chat_key_length:
      return {ErrorCode::bad_request, "key must have at most " + to_string(limits.max_chat_key) + " bytes"};
    case Refusal::room_not_open:
      return {ErrorCode::room_not_open, "the room is not open yet: a host opens it"};
    case Refusal::room_locked:
      return {ErrorCode::room_locked, "the room is locked"};
    case Refusal::password_required:
      return {ErrorCode::password_required, "the room has a password"};
    case Refusal::wrong_password:
      return {ErrorCode::wrong_password, "the password is another one"};
    case Refusal::removed:
      return {ErrorCode::removed, "a host has removed you from this call"};
    case Refusal::too_many_waiting:
      return {ErrorCode::too_many_waiting, "there wait " + to_string(limits.max_waiting) + " people already"};
    case Refusal::not_allowed:
      return {ErrorCode::not_allowed, "the room does not allow it to the sender"};
    case Refusal::last_host:
      return {ErrorCode::not_allowed, "the last host of a room stays one"};
    case Refusal::too_fast:
      return {ErrorCode::too_fast, "too many in a short time; wait a moment"};
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
