#pragma once

#include <string_view>

#include "moim/base/random.h"
#include "moim/rooms/settings.h"

namespace moim::signaling {

/// A salt of its own, and HMAC-SHA256 (RFC 2104) of the password under it. It is never written anywhere and
/// goes with the room, so it need not be slow; guessing over the wire is limited elsewhere.
[[nodiscard]] rooms::PasswordDigest digest_password(std::string_view password, base::RandomSource& random);

/// Whether `digest` was made of `password`, in a time that does not depend on how much of it is right.
[[nodiscard]] bool is_password(std::string_view password, const rooms::PasswordDigest& digest);

}  // namespace moim::signaling
