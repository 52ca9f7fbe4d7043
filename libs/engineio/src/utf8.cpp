#include "utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace moim::engineio {
namespace {

using base::ByteView;

std::uint8_t octet(ByteView text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

bool continues(ByteView text, std::size_t at) { return (octet(text, at) & 0xc0U) == 0x80U; }

// Most text is ASCII: eight octets are looked at in one step.
std::size_t ascii_run(ByteView text, std::size_t from, std::size_t limit) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080U;
  std::size_t at = from;
  for (; at + 8 <= limit; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (at < limit && octet(text, at) < 0x80U) ++at;
  return at - from;
}

struct Range {
  std::size_t size;    // octets of the character
  std::uint8_t first;  // what its second octet may be: RFC 3629 section 4
  std::uint8_t last;
};

Range range_of(std::uint8_t lead) {
  if (lead < 0xc2U) return {0, 0, 0};
  if (lead < 0xe0U) return {2, 0x80, 0xbf};
  if (lead == 0xe0U) return {3, 0xa0, 0xbf};
  if (lead == 0xedU) return {3, 0x80, 0x9f};
  if (lead < 0xf0U) return {3, 0x80, 0xbf};
  if (lead == 0xf0U) return {4, 0x90, 0xbf};
  if (lead < 0xf4U) return {4, 0x80, 0xbf};
  if (lead == 0xf4U) return {4, 0x80, 0x8f};
  return {0, 0, 0};
}

// Octets of the character beyond ASCII at `at`, or 0 if there is none.
std::size_t character_size(ByteView text, std::size_t at) {
  const Range range = range_of(octet(text, at));
  if (range.size == 0 || text.size() - at < range.size) return 0;
  const std::uint8_t second = octet(text, at + 1);
  if (second < range.first || second > range.last) return 0;
  for (std::size_t i = 2; i < range.size; ++i) {
    if (!continues(text, at + i)) return 0;
  }
  return range.size;
}

// U+10000 and above take two UTF-16 code units, and four octets.
std::size_t units_of(std::size_t size) { return size == 4 ? 2U : 1U; }

}  // namespace

bool is_utf8(ByteView text) {
  std::size_t at = ascii_run(text, 0, text.size());
  while (at < text.size()) {
    const std::size_t size = character_size(text, at);
    if (size == 0) return false;
    at += size;
    at += ascii_run(text, at, text.size());
  }
  return true;
}

std::size_t utf16_length(ByteView text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t run = ascii_run(text, at, text.size());
    units += run;
    at += run;
    if (at == text.size()) break;
    if (!continues(text, at)) units += octet(text, at) >= 0xf0U ? 2U : 1U;
  }
  return units;
}

std::expected<std::size_t, ParseError> utf16_prefix(ByteView text, std::size_t units) {
  std::size_t at = 0;
  while (units > 0) {
    const std::size_t run = ascii_run(text, at, at + std::min(units, text.size() - at));
    at += run;
    units -= run;
    if (units == 0) break;
    if (at == text.size()) return std::unexpected(ParseError::truncated);
    const std::size_t size = character_size(text, at);
    if (size == 0) return std::unexpected(ParseError::bad_utf8);
    if (units_of(size) > units) return std::unexpected(ParseError::bad_length);
    at += size;
    units -= units_of(size);
  }
  return at;
}

}  // namespace moim::engineio
