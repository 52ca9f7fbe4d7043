#pragma once

#include <cstdint>
#include <span>
#include <variant>

#include "moim/rooms/member.h"
#include "moim/rooms/room.h"

namespace moim::rooms {

/// To the joiner: everybody else in the room.
struct Snapshot {
  const Member* to;
  MemberList users;
};

/// To everybody else in the room: `who` took a place.
struct Entered {
  MemberList to;
  const Member* who;
};

/// To everybody else in the room: the state or the label of `who` is now this.
struct StateChanged {
  MemberList to;
  const Member* who;
};

enum class ExitReason : std::uint8_t {
  left,          ///< asked to
  moved,         ///< joined another room
  disconnected,  ///< the connection ended
};

/// To everybody who stays: `who` has no place any more. Follows exactly once on each `Entered`, also when
/// nobody stays to hear it.
struct Exited {
  MemberList to;
  const Member* who;
  ExitReason reason;
};

using Effect = std::variant<Snapshot, Entered, StateChanged, Exited>;

/// What a command brought about, in order. It and all it points to are valid until the next command.
using Effects = std::span<const Effect>;

}  // namespace moim::rooms
