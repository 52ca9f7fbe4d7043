#include "query.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "moim/json/write.h"

namespace moim::socketio::detail {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// application/x-www-form-urlencoded: `+` is a space, `%41` an octet; a percent sign before anything else
// stands for itself.
std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high << 4 | low);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::string query_to_json(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, std::min(query.find('&'), query.size()));
    query.remove_prefix(std::min(part.size() + 1, query.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    std::string name = decode(part.substr(0, equals));
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    fields.emplace_back(std::move(name), decode(part.substr(std::min(equals + 1, part.size()))));
  }
  std::string out;
  {
    json::ObjectWriter object{out};
    for (const auto& [name, value] : fields) object.field(name, value);
  }
  return out;
}

}  // namespace moim::socketio::detail
