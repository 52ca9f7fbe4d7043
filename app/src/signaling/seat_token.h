#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "moim/crypto/sealer.h"
#include "moim/rooms/role.h"

#include "signaling/world.h"

namespace moim::signaling {

/// What whoever took a seat is given to prove it later, from another connection, to another run of the server
/// as well. Opaque to the client.
struct SeatToken {
  std::string room;
  std::string id;                         ///< the public id
  std::string call;                       ///< the life of the room it was given in
  rooms::Role role = rooms::Role::guest;  ///< when it was given
  WallTime expires;

  [[nodiscard]] bool operator==(const SeatToken&) const = default;
};

/// How long one is good for. The longest call with a restart in it, and not for ever.
inline constexpr std::chrono::hours kSeatTokenLife{24};

[[nodiscard]] std::string seal(const SeatToken& token, const crypto::Sealer& sealer);

/// The token, or nullopt for anything that is not one of ours or is not good any more.
[[nodiscard]] std::optional<SeatToken> open_seat_token(std::string_view text, const crypto::Sealer& sealer,
                                                       WallTime now);

}  // namespace moim::signaling
