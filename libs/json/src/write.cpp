#include "moim/json/write.h"

#include <array>
#include <charconv>
#include <cmath>

#include "moim/json/validator.h"

#include "utf8.h"
#include "wide.h"

namespace moim::json {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

char short_escape(char c) {
  switch (c) {
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    case '"':
    case '\\':
      return c;
    default:
      return '\0';
  }
}

void append_escape(std::string& out, char c) {
  out += '\\';
  if (const char letter = short_escape(c); letter != '\0') {
    out += letter;
    return;
  }
  const auto value = static_cast<unsigned char>(c);
  out += "u00";
  out += kHexDigits[value >> 4];
  out += kHexDigits[value & 0xf];
}

// Runs of characters that stand for themselves are copied whole.
void append_valid(std::string& out, std::string_view utf8) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (detail::is_plain(utf8[i])) continue;
    out += utf8.substr(run, i - run);
    append_escape(out, utf8[i]);
    run = i + 1;
  }
  out += utf8.substr(run);
}

void append_repaired(std::string& out, std::string_view text) {
  while (!text.empty()) {
    std::size_t valid = 0;
    while (const std::size_t length = detail::sequence_length(text.substr(valid))) valid += length;
    append_valid(out, text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) return;
    detail::append_code_point(out, detail::kReplacement);
    text.remove_prefix(1);
  }
}

template <class Number>
void append_chars(std::string& out, Number value) {
  std::array<char, 32> digits{};  // the longest double has 24 characters
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), end);
}

}  // namespace

void append_string(std::string& out, std::string_view utf8) {
  out += '"';
  if (detail::all_plain(utf8)) {
    out += utf8;
  } else if (valid_utf8(utf8)) {
    append_valid(out, utf8);
  } else {
    append_repaired(out, utf8);
  }
  out += '"';
}

void append_integer(std::string& out, std::int64_t value) { append_chars(out, value); }
void append_integer(std::string& out, std::uint64_t value) { append_chars(out, value); }

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  append_chars(out, value);
}

}  // namespace moim::json
