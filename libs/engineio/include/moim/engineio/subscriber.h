#pragma once

#include <cstddef>

#include "moim/base/token_bucket.h"

namespace moim::engineio {

/// Whoever is behind several sessions, as far as can be told: an IPv4 address, an IPv6 /64. The limits it
/// meets are in Options. Made by whoever knows addresses, shared by its sessions.
struct Subscriber {
  std::size_t sessions = 0;   ///< open now
  base::TokenBucket packets;  ///< of all its sessions together
};

}  // namespace moim::engineio
