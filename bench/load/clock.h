#pragma once

#include <chrono>
#include <cstdint>

namespace moim::bench {

/// Nanoseconds of the monotonic clock: every time and duration of the generator.
using Nanos = std::int64_t;

inline constexpr Nanos kMillisecond = 1'000'000;
inline constexpr Nanos kSecond = 1'000'000'000;

[[nodiscard]] inline Nanos now() {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace moim::bench
