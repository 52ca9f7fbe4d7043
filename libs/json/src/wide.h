#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Looking at many octets of a string at once: the only place here that knows what the processor can do.
// Strings are nearly all of a session description, and one octet at a time costs four times as much.
namespace moim::json::detail {

/// Whether a character of a JSON string stands for itself (RFC 8259, 7), as far as one octet tells.
[[nodiscard]] constexpr bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

#if defined(__SSE2__)

inline constexpr std::size_t kWide = 16;

/// One bit for each of the `kWide` octets from `at` on.
struct WideLook {
  std::uint32_t special;  ///< not is_plain()
  std::uint32_t beyond;   ///< beyond ASCII
};

[[nodiscard]] inline WideLook look(const char* at) {
  const __m128i octets = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(octets, _mm_set1_epi8(0x1f)), octets);
  const __m128i quote = _mm_cmpeq_epi8(octets, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(octets, _mm_set1_epi8('\\'));
  const __m128i special = _mm_or_si128(control, _mm_or_si128(quote, backslash));
  return {static_cast<std::uint32_t>(_mm_movemask_epi8(special)),
          static_cast<std::uint32_t>(_mm_movemask_epi8(octets))};
}

#else

inline constexpr std::size_t kWide = 8;

struct WideLook {
  std::uint32_t special;
  std::uint32_t beyond;
};

[[nodiscard]] inline WideLook look(const char* at) {
  WideLook found{0, 0};
  for (std::size_t i = 0; i < kWide; ++i) {
    found.special |= static_cast<std::uint32_t>(!is_plain(at[i])) << i;
    found.beyond |= static_cast<std::uint32_t>(static_cast<unsigned char>(at[i]) >= 0x80) << i;
  }
  return found;
}

#endif

inline constexpr std::size_t kBlock = 64;

/// One bit for each of the `kBlock` octets from `at` on: whether it is special. `beyond` as in
/// find_special().
[[nodiscard]] inline std::uint64_t specials(const char* at, std::uint32_t& beyond) {
  std::uint64_t special = 0;
  for (std::size_t i = 0; i < kBlock; i += kWide) {
    const WideLook found = look(at + i);
    beyond |= found.beyond;
    special |= std::uint64_t{found.special} << i;
  }
  return special;
}

/// The first octet of [at, end) that is not plain, or `end`. `beyond` gets bits set if there is, or may be,
/// one beyond ASCII before it.
[[nodiscard]] inline const char* find_special(const char* at, const char* end, std::uint32_t& beyond) {
  while (static_cast<std::size_t>(end - at) >= kWide) {
    const WideLook found = look(at);
    beyond |= found.beyond;
    if (found.special != 0) return at + std::countr_zero(found.special);
    at += kWide;
  }
  for (; at != end && is_plain(*at); ++at) beyond |= static_cast<unsigned char>(*at) & 0x80U;
  return at;
}

/// Whether all of `text` is ASCII that stands for itself in a JSON string, as ids and names mostly are.
[[nodiscard]] inline bool all_plain(std::string_view text) {
  std::uint32_t beyond = 0;
  const char* const end = text.data() + text.size();
  return find_special(text.data(), end, beyond) == end && beyond == 0;
}

/// Where the first quote in `text` from `from` on is, or npos. Names and ids are short: they are found before
/// the function that is fast on long texts has been called.
[[nodiscard]] inline std::size_t find_quote(std::string_view text, std::size_t from) {
  constexpr std::size_t kNear = 2 * kWide;
  std::uint32_t ignored = 0;
  const std::string_view rest = text.substr(from, kNear);
  const char* const end = rest.data() + rest.size();
  const char* const near = find_special(rest.data(), end, ignored);
  if (near != end && *near == '"') return static_cast<std::size_t>(near - text.data());
  return text.find('"', static_cast<std::size_t>(near - text.data()));
}

}  // namespace moim::json::detail
