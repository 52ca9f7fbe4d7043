#include "logging/clock_watch.h"

#include <utility>

#include <fmt/format.h>

namespace moim::app {
namespace {

using std::chrono::milliseconds;

milliseconds distance(base::TimePoint now, signaling::WallTime wall) {
  return wall.time_since_epoch() - std::chrono::duration_cast<milliseconds>(now.time_since_epoch());
}

}  // namespace

ClockWatch::ClockWatch(base::TimePoint now, signaling::WallTime wall) : apart_{distance(now, wall)} {}

std::string ClockWatch::news(base::TimePoint now, signaling::WallTime wall) {
  const milliseconds before = std::exchange(apart_, distance(now, wall));
  const milliseconds jump = apart_ - before;
  if (std::chrono::abs(jump) < kLeast) return "";
  return fmt::format(
      "the machine's clock went {} by {} s: it was set, or the machine slept. Calls go on; invitations and "
      "seats "
      "given out before expire by the new time. Keep the clock right with NTP",
      jump > milliseconds{0} ? "forward" : "back",
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::abs(jump)).count());
}

}  // namespace moim::app
