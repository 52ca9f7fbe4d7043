#include "result.h"

#include <array>
#include <cstdio>

namespace moim::bench {

void Result::add(std::string_view name, std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  append(name, quoted + '"');
}

void Result::add(std::string_view name, double number) {
  std::array<char, 64> text;
  const int size = std::snprintf(text.data(), text.size(), "%.6g", number);
  append(name, {text.data(), static_cast<std::size_t>(size)});
}

void Result::append(std::string_view name, std::string_view json) {
  if (!members_.empty()) members_ += ", ";
  members_.append("\"").append(name).append("\": ").append(json);
}

}  // namespace moim::bench
