#include "utf8.h"

namespace moim::json::detail {
namespace {

std::uint32_t octet(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

struct Lead {
  std::size_t length;    // of the sequence; 0: no sequence begins so
  std::uint32_t lowest;  // code point that needs this length: less would be an overlong form
};

Lead lead_of(std::uint32_t first) {
  if (first < 0x80) return {1, 0};
  if (first >= 0xc2 && first < 0xe0) return {2, 0x80};
  if (first >= 0xe0 && first < 0xf0) return {3, 0x800};
  if (first >= 0xf0 && first < 0xf5) return {4, 0x10000};
  return {0, 0};
}

}  // namespace

void append_code_point(std::string& out, std::uint32_t code_point) {
  const auto put = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  const auto put_low = [&](std::uint32_t shift) { put(0x80 | (code_point >> shift & 0x3f)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xc0 | code_point >> 6);
    put_low(0);
  } else if (code_point < 0x10000) {
    put(0xe0 | code_point >> 12);
    put_low(6);
    put_low(0);
  } else {
    put(0xf0 | code_point >> 18);
    put_low(12);
    put_low(6);
    put_low(0);
  }
}

std::size_t sequence_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto [length, lowest] = lead_of(octet(text, 0));
  if (length <= 1 || text.size() < length) return length == 1 ? 1 : 0;
  std::uint32_t code_point = octet(text, 0) & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((octet(text, i) & 0xc0) != 0x80) return 0;
    code_point = code_point << 6 | (octet(text, i) & 0x3f);
  }
  const bool surrogate = code_point >= 0xd800 && code_point < 0xe000;
  return code_point < lowest || code_point > 0x10ffff || surrogate ? 0 : length;
}

}  // namespace moim::json::detail
