#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "moim/rooms/options.h"
#include "moim/rooms/refusal.h"

namespace moim::signaling {

/// The error codes of docs/protocol.md.
enum class ErrorCode : std::uint8_t {
  bad_request,
  room_full,
  too_many_rooms,
  not_in_room,
  no_such_user,
  self_addressed,
  unknown_event,
  room_locked,
  password_required,
  wrong_password,
  removed,
  invite_invalid,
  room_not_open,
  too_many_waiting,
  not_allowed,
  too_fast,
  count_,
};

/// The code as it is on the wire.
[[nodiscard]] std::string_view to_string(ErrorCode code);

/// Whether it keeps somebody out of a room. To a client that does not know the code, the room is full.
[[nodiscard]] constexpr bool shuts_out(ErrorCode code) {
  return code == ErrorCode::room_full ||
         (code >= ErrorCode::room_locked && code <= ErrorCode::too_many_waiting);
}

/// Why an event was not carried out: a code for programs and a sentence for people.
struct Fault {
  ErrorCode code;
  std::string message;
  std::optional<std::size_t> limit{};  ///< of `room_full`: how many people the room holds
};

/// What handling one event came to. A fault has changed nothing.
template <class T = void>
using Outcome = std::expected<T, Fault>;

/// A refusal of the rooms in the words of the protocol. `limits` are those of the rooms that refused.
[[nodiscard]] Fault to_fault(rooms::Refusal refusal, const rooms::Options& limits);

}  // namespace moim::signaling
