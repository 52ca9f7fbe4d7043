#include "scan.h"

#include "moim/json/view.h"

#include "wide.h"

namespace moim::json {
namespace {

// An odd number of backslashes before a quote makes it a character of the string.
bool escaped(std::string_view text, std::size_t quote) {
  std::size_t before = quote;
  while (before > 0 && text[before - 1] == '\\') --before;
  return (quote - before) % 2 != 0;
}

std::size_t container_length(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '"':
        i += string_length(text.substr(i)) - 1;
        break;
      case '[':
      case '{':
        ++depth;
        break;
      case ']':
      case '}':
        if (--depth == 0) return i + 1;
        break;
      default:
        break;
    }
  }
  return text.size();
}

std::size_t scalar_length(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && text[i] != ',' && text[i] != ']' && text[i] != '}' && !detail::is_space(text[i]))
    ++i;
  return i;
}

}  // namespace

std::size_t string_length(std::string_view text) {
  std::size_t quote = detail::find_quote(text, 1);
  while (quote != std::string_view::npos && escaped(text, quote)) quote = text.find('"', quote + 1);
  return quote == std::string_view::npos ? text.size() : quote + 1;
}

std::size_t value_length(std::string_view text) {
  if (text.empty()) return 0;
  switch (text.front()) {
    case '"':
      return string_length(text);
    case '[':
    case '{':
      return container_length(text);
    default:
      return scalar_length(text);
  }
}

namespace detail {

std::string_view skip_space(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && is_space(text[i])) ++i;
  return text.substr(i);
}

View take_value(std::string_view& rest) {
  const std::size_t length = value_length(rest);
  const View value{rest.substr(0, length)};
  rest = skip_space(rest.substr(length));
  // A closing bracket ends a list whose end nobody has looked for.
  rest = rest.starts_with(',') ? skip_space(rest.substr(1)) : std::string_view{};
  return value;
}

Field take_field(std::string_view& rest) {
  const std::size_t length = string_length(rest);
  const View key{rest.substr(0, length)};
  rest = skip_space(rest.substr(length));
  if (!rest.empty()) rest = skip_space(rest.substr(1));  // the colon
  return {key, take_value(rest)};
}

}  // namespace detail
}  // namespace moim::json
