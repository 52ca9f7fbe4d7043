#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "moim/base/random.h"
#include "moim/crypto/sealer.h"

namespace moim::signaling {

/// The time of day. What must mean something to another run of the program is written in it; everything else
/// is measured on the monotonic clock.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// What signaling takes from the world outside.
struct World {
  base::RandomSource& random;  ///< outlives it
  crypto::Sealer sealer;       ///< with the key that outlives a restart
  std::function<WallTime()> wall_clock;
  /// Whom limits and bans by address count an address for, both as text: one subscriber has many of IPv6.
  std::function<std::string(std::string_view address)> network_of;
};

}  // namespace moim::signaling
