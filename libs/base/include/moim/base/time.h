#pragma once

#include <chrono>

namespace moim::base {

/// A point on the monotonic clock. Pure objects get it as a parameter and never ask for it.
using TimePoint = std::chrono::steady_clock::time_point;
using Duration = std::chrono::steady_clock::duration;

/// What `next_deadline()` returns when nothing is armed.
inline constexpr TimePoint kNever = TimePoint::max();

}  // namespace moim::base
