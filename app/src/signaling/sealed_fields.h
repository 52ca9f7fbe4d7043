#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "moim/crypto/sealer.h"
#include "moim/json/view.h"

#include "signaling/world.h"

namespace moim::signaling {

/// The name under which every token says until when it is good: milliseconds since 1970.
inline constexpr std::string_view kExpiresField = "expires";

/// The JSON object of one of our tokens, or nullopt for anything that is none, is for something else or is
/// not good any more.
[[nodiscard]] std::optional<std::string> open_sealed_fields(std::string_view purpose, std::string_view token,
                                                            const crypto::Sealer& sealer, WallTime now);

/// The string in a field of such an object; empty when there is none.
[[nodiscard]] std::string text_field(json::View object, std::string_view name);
/// `kExpiresField`.
[[nodiscard]] WallTime expires_field(json::View object);

}  // namespace moim::signaling
