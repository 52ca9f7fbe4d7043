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

/// To everybody else in the room: the connection of `who` is lost, the seat is kept. Followed by `Back` or by
/// `Exited`.
struct Away {
  MemberList to;
  const Member* who;
};

/// To everybody else in the room: `who` has its seat again.
struct Back {
  MemberList to;
  const Member* who;
  bool fresh;  ///< it knows nothing of before and offers anew: not the connection came back but the person
};

enum class ExitReason : std::uint8_t {
  left,          ///< asked to
  moved,         ///< joined another room
  disconnected,  ///< the connection ended
  expired,       ///< was away and did not come back
};

/// To everybody who stays: `who` has no place any more. Follows exactly once on each `Entered`, also when
/// nobody stays to hear it.
struct Exited {
  MemberList to;
  const Member* who;
  ExitReason reason;
};

using Effect = std::variant<Snapshot, Entered, StateChanged, Away, Back, Exited>;

/// What a command brought about, in order. It and all it points to are valid until the next command.
using Effects = std::span<const Effect>;

}  // namespace moim::rooms
