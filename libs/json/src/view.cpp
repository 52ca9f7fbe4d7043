#include "moim/json/view.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "scan.h"
#include "utf8.h"

namespace moim::json {
namespace {

std::optional<std::string_view> quoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"') return std::nullopt;
  return text.substr(1, text.size() - 2);
}

char unescaped(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;  // quote, backslash, slash
  }
}

// The four digits after `\u` at the front of `text`.
std::uint32_t code_unit(std::string_view text) {
  std::uint32_t unit = 0;
  for (const char c : text.substr(0, 4))
    unit = unit << 4 | static_cast<std::uint32_t>(detail::hex_digit(c) & 0xf);
  return unit;
}

// Appends the character whose `\u` escape `text` begins with; returns the length of its digits (and of the
// second escape).
std::size_t append_escaped(std::string& out, std::string_view text) {
  const std::uint32_t unit = code_unit(text);
  if (!detail::is_high_surrogate(unit)) {
    detail::append_code_point(out, detail::is_low_surrogate(unit) ? detail::kReplacement : unit);
    return 4;
  }
  const std::uint32_t low = text.substr(0, 6).ends_with("\\u") ? code_unit(text.substr(6)) : 0;
  if (!detail::is_low_surrogate(low)) {
    detail::append_code_point(out, detail::kReplacement);
    return 4;
  }
  detail::append_code_point(out, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
  return 10;
}

void append_unescaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find('\\'), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.size() < 2) return;
    const char c = text[1];
    text.remove_prefix(2);
    if (c == 'u') {
      text.remove_prefix(std::min(append_escaped(out, text), text.size()));
    } else {
      out += unescaped(c);
    }
  }
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Kind View::kind() const {
  switch (text_.empty() ? 'n' : text_.front()) {
    case '"':
      return Kind::string;
    case '{':
      return Kind::object;
    case '[':
      return Kind::array;
    case 't':
    case 'f':
      return Kind::boolean;
    case 'n':
      return Kind::null;
    default:
      return Kind::number;
  }
}

std::optional<bool> View::boolean() const {
  if (kind() != Kind::boolean) return std::nullopt;
  return text_.front() == 't';
}

std::optional<std::int64_t> View::integer() const {
  if (kind() != Kind::number) return std::nullopt;
  return parse_number<std::int64_t>(text_);
}

std::optional<double> View::number() const {
  if (kind() != Kind::number) return std::nullopt;
  return parse_number<double>(text_);
}

std::optional<std::string_view> View::string(std::string& scratch) const {
  const auto inner = quoted(text_);
  if (!inner || inner->find('\\') == std::string_view::npos) return inner;
  scratch.clear();
  append_unescaped(scratch, *inner);
  return scratch;
}

std::optional<std::string> View::string() const {
  std::string scratch;
  const auto text = string(scratch);
  if (!text) return std::nullopt;
  return std::string{*text};
}

bool View::equals(std::string_view utf8) const {
  const auto inner = quoted(text_);
  if (!inner) return false;
  if (inner->find('\\') == std::string_view::npos) return *inner == utf8;
  std::string scratch;
  return string(scratch) == utf8;
}

Elements View::elements() const {
  return is_array() ? Elements{text_.substr(1, text_.size() - 2)} : Elements{};
}

Fields View::fields() const { return is_object() ? Fields{text_.substr(1, text_.size() - 2)} : Fields{}; }

Fields leading_fields(std::string_view list) {
  if (!list.starts_with('{')) return {};
  const std::string_view inside = detail::skip_space(list.substr(1));
  return inside.starts_with('}') ? Fields{} : Fields{inside};
}

std::optional<View> View::find(std::string_view key) const {
  std::optional<View> found;
  for (const Field& field : fields()) {
    if (field.key.equals(key)) found = field.value;
  }
  return found;
}

std::size_t Elements::size() const {
  std::size_t count = 0;
  for (auto it = begin(); it != end(); ++it) ++count;
  return count;
}

}  // namespace moim::json
