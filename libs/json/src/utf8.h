#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace moim::json::detail {

inline constexpr std::uint32_t kReplacement = 0xfffd;

[[nodiscard]] constexpr bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
[[nodiscard]] constexpr bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

/// Appends one Unicode scalar value as UTF-8 (RFC 3629).
void append_code_point(std::string& out, std::uint32_t code_point);

/// How many octets the valid UTF-8 sequence at the front of `text` has; 0 when there is none.
[[nodiscard]] std::size_t sequence_length(std::string_view text);

}  // namespace moim::json::detail
