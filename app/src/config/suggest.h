#pragma once

#include <span>
#include <string>
#include <string_view>

namespace moim::app {

/// The one of `known` that `typed` was probably meant to be, or an empty string if none is near.
[[nodiscard]] std::string suggest(std::string_view typed, std::span<const std::string> known);

/// " Did you mean …?" for `suggest`, or an empty string.
[[nodiscard]] std::string did_you_mean(std::string_view typed, std::span<const std::string> known);

}  // namespace moim::app
