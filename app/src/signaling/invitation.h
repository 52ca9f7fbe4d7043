#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "moim/crypto/sealer.h"
#include "moim/rooms/role.h"

#include "signaling/world.h"

namespace moim::signaling {

/// A way into one room, for whoever holds it, until it expires. The server remembers none.
struct Invitation {
  std::string room;
  rooms::Role role;
  WallTime expires;

  [[nodiscard]] bool operator==(const Invitation&) const = default;
};

/// How long one may be good for: long enough to be read, and not for ever.
inline constexpr std::chrono::minutes kShortestInvitation{1};
inline constexpr std::chrono::days kLongestInvitation{30};

/// The opaque text that is handed out.
[[nodiscard]] std::string seal(const Invitation& invitation, const crypto::Sealer& sealer);

/// The invitation, or nullopt for anything that is not one of ours or is not good any more.
[[nodiscard]] std::optional<Invitation> open_invitation(std::string_view text, const crypto::Sealer& sealer,
                                                        WallTime now);

}  // namespace moim::signaling
