#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "moim/base/time.h"
#include "moim/rooms/participant_state.h"
#include "moim/rooms/role.h"

namespace moim::rooms {

/// A password that came with a request, held against `Room::password`.
enum class PasswordGuess : std::uint8_t { none, wrong, right };

/// What a seat token proves of whoever brings it.
struct SeatProof {
  std::string_view call;  ///< the life of the room it was given in
  Role role;
};

/// What a joiner asks for. All text is valid UTF-8: whoever reads it off the wire checks that. Signatures are
/// checked by then, too.
struct JoinRequest {
  /// 1 to `Options::max_room_id` bytes, NUL and all. Names are the same when their bytes are.
  std::string_view room;
  /// 0 to `Options::max_label` bytes.
  std::string_view label;
  ParticipantState state{};
  /// Names the life of the room, should it begin with this member and no seat name it: random, for logs and
  /// statistics.
  std::string_view call{};

  // Who asks: see `Visitor` and `Member::manages`.
  std::string_view visitor{};
  std::string_view address{};
  bool manages = true;

  // What opens the door.
  PasswordGuess password = PasswordGuess::none;
  /// The role of an invitation to this room. It stands for password and lobby, not against lock or ban.
  std::optional<Role> invitation{};
  /// Who was in this life of the room before comes back: no lock, password or lobby holds them, only a ban. A
  /// room that they open again, after a restart, goes on with the life they know.
  std::optional<SeatProof> seat{};

  base::TimePoint now{};
};

}  // namespace moim::rooms
