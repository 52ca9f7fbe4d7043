#include "moim/base/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace moim::base {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kInvalid = 0xff;

using Reverse = std::array<std::uint8_t, 256>;

constexpr Reverse reverse_of(std::string_view alphabet) {
  Reverse reverse{};
  reverse.fill(kInvalid);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    reverse[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return reverse;
}
constexpr Reverse kReverse = reverse_of(kAlphabet);
constexpr Reverse kUrlReverse = reverse_of(kUrlAlphabet);

std::uint32_t octet(ByteView octets, std::size_t i) {
  return i < octets.size() ? static_cast<unsigned char>(octets[i]) : 0U;
}

// Appends without padding: n octets become ceil(4n/3) characters.
void append_digits(std::string& out, ByteView octets, std::string_view alphabet) {
  out.reserve(out.size() + (octets.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < octets.size(); i += 3) {
    const std::uint32_t group = octet(octets, i) << 16 | octet(octets, i + 1) << 8 | octet(octets, i + 2);
    const std::size_t digits = std::min<std::size_t>(octets.size() - i, 3) + 1;
    for (std::size_t d = 0; d < digits; ++d) out.push_back(alphabet[group >> (18 - 6 * d) & 63U]);
  }
}

// Digits without padding; how many stand in the last group says how many octets it holds.
std::optional<Bytes> decode_digits(ByteView digits, const Reverse& reverse) {
  if (digits.size() % 4 == 1) return std::nullopt;
  Bytes out;
  out.reserve(digits.size() * 3 / 4);
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::uint8_t value = reverse[static_cast<unsigned char>(digits[i])];
    if (value == kInvalid) return std::nullopt;
    group = group << 6 | value;
    if (i % 4 == 3) {
      for (int shift = 16; shift >= 0; shift -= 8) out.push_back(static_cast<char>(group >> shift & 0xffU));
      group = 0;
    }
  }
  if (digits.size() % 4 == 2) {
    if ((group & 0x0fU) != 0) return std::nullopt;
    out.push_back(static_cast<char>(group >> 4));
  } else if (digits.size() % 4 == 3) {
    if ((group & 0x03U) != 0) return std::nullopt;
    out.push_back(static_cast<char>(group >> 10));
    out.push_back(static_cast<char>(group >> 2 & 0xffU));
  }
  return out;
}

}  // namespace

void base64_append(std::string& out, ByteView octets) {
  append_digits(out, octets, kAlphabet);
  out.append((3 - octets.size() % 3) % 3, '=');
}

std::string base64_encode(ByteView octets) {
  std::string out;
  base64_append(out, octets);
  return out;
}

std::string base64url_encode(ByteView octets) {
  std::string out;
  append_digits(out, octets, kUrlAlphabet);
  return out;
}

std::optional<Bytes> base64_decode(ByteView text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  return decode_digits(text.substr(0, text.size() - padding), kReverse);
}

std::optional<Bytes> base64url_decode(ByteView text) { return decode_digits(text, kUrlReverse); }

}  // namespace moim::base
