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
  count_,
};

/// The code as it is on the wire.
[[nodiscard]] std::string_view to_string(ErrorCode code);

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
