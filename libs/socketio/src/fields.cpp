#include "moim/socketio/fields.h"

#include <algorithm>
#include <charconv>

namespace moim::socketio {
namespace {

std::string decode(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned octet = 0;
    if (text[i] == '%' && text.size() - i > 2) {
      const char* const digits = text.data() + i + 1;
      if (std::from_chars(digits, digits + 2, octet, 16).ptr == digits + 2) {
        result += static_cast<char>(octet);
        i += 2;
        continue;
      }
    }
    result += text[i] == '+' ? ' ' : text[i];
  }
  return result;
}

}  // namespace

void Fields::reserve(std::size_t fields, std::size_t octets) {
  ends_.reserve(fields);
  text_.reserve(octets);
}

void Fields::add(std::string_view name, std::string_view value) {
  text_ += name;
  const auto name_end = static_cast<std::uint32_t>(text_.size());
  text_ += value;
  ends_.push_back({.name = name_end, .value = static_cast<std::uint32_t>(text_.size())});
}

Field Fields::operator[](std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1].value;
  const Ends ends = ends_[index];
  const std::string_view text = text_;
  return {.name = text.substr(begin, ends.name - begin),
          .value = text.substr(ends.name, ends.value - ends.name)};
}

std::string_view Fields::find(std::string_view name) const {
  for (std::size_t i = 0; i < size(); ++i) {
    if (const Field field = (*this)[i]; field.name == name) return field.value;
  }
  return {};
}

Fields read_query(std::string_view query) {
  Fields result;
  result.reserve(static_cast<std::size_t>(std::ranges::count(query, '&')) + 1, query.size());
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const std::string_view value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
    result.add(decode(pair.substr(0, equals)), decode(value));
  }
  return result;
}

}  // namespace moim::socketio
