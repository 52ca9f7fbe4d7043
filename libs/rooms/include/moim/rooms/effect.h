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

/// To everybody else in the room: the state or the label of `who` is now this. Where somebody else changed
/// it, or nobody, `who` is among those who hear it.
struct StateChanged {
  MemberList to;
  const Member* who;
};

/// To everybody in the room: its settings are now these.
struct SettingsChanged {
  MemberList to;
  const Room* room;
};

/// To one who asked to come in: wait for a host. Followed by `Admitted`, `Denied` or `Removed`, unless the
/// wait is given up.
struct Waits {
  const Member* who;
};

/// To the hosts: these wait now.
struct WaitingChanged {
  MemberList to;
  MemberList waiting;
};

/// To one who waited: come in. `Snapshot` and `Entered` follow.
struct Admitted {
  const Member* who;
  MemberList users;
};

enum class Denial : std::uint8_t {
  denied,   ///< by a host
  timeout,  ///< nobody answered
  closed,   ///< there is no room any more, or no waiting for it
};

/// To one who waited: go away.
struct Denied {
  const Member* who;
  Denial reason;
};

/// To one who was in the room or waited for it: `by` has put you out. `Exited` follows for the others.
struct Removed {
  const Member* who;
  const Member* by;
};

enum class Source : std::uint8_t { microphone, camera, screen };

/// To one member: `by` asks you to switch `source` on or off.
struct StateAsked {
  const Member* who;
  Source source;
  bool on;
  const Member* by;
};

/// To everybody else in the room: somebody said this.
struct Said {
  MemberList to;
  const ChatMessage* message;
};

enum class Reaction : std::uint8_t { thumbs_up, clap, heart, laugh, surprise, party, count_ };

/// To everybody else in the room.
struct Reacted {
  MemberList to;
  const Member* who;
  Reaction reaction;
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
  removed,       ///< put out by a host
};

/// To everybody who stays: `who` has no place any more. Follows exactly once on each `Entered`, also when
/// nobody stays to hear it.
struct Exited {
  MemberList to;
  const Member* who;
  ExitReason reason;
};

using Effect = std::variant<Snapshot, Entered, StateChanged, Away, Back, Exited, SettingsChanged, Waits,
                            WaitingChanged, Admitted, Denied, Removed, StateAsked, Said, Reacted>;

/// What a command brought about, in order. It and all it points to are valid until the next command.
using Effects = std::span<const Effect>;

}  // namespace moim::rooms
