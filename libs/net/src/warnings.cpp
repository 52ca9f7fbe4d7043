#include "warnings.h"

#include <cstdio>

namespace moim::net {

void Warnings::warn(base::TimePoint now, std::string_view kind, std::string_view detail) {
  auto seen = seen_.find(kind);
  if (seen == seen_.end()) seen = seen_.emplace(std::string(kind), Seen{}).first;
  if (now < seen->second.silent_until) {
    ++seen->second.left_out;
    return;
  }
  std::string line(kind);
  if (!detail.empty()) line.append(": ").append(detail);
  if (seen->second.left_out > 0) line += " (and " + std::to_string(seen->second.left_out) + " times before)";
  seen->second = {.silent_until = now + kEvery, .left_out = 0};
  sink_(LogLevel::warning, line);
}

void log_to_stderr(LogLevel level, std::string_view line) {
  if (level < LogLevel::warning) return;
  std::fprintf(stderr, "moim: %.*s\n", static_cast<int>(line.size()), line.data());
}

}  // namespace moim::net
