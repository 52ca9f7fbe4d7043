#pragma once

#include <chrono>
#include <string>

#include "moim/base/time.h"

#include "signaling/world.h"

namespace moim::app {

/// Notices when the machine's clock is set: it goes another way than the monotonic clock, on which everything
/// else runs. Shorter jumps than a minute, as of an NTP client that just started, are nobody's concern.
class ClockWatch {
 public:
  static constexpr std::chrono::minutes kLeast{1};

  ClockWatch(base::TimePoint now, signaling::WallTime wall);

  /// What to log about a jump since the last call; mostly nothing.
  [[nodiscard]] std::string news(base::TimePoint now, signaling::WallTime wall);

 private:
  std::chrono::milliseconds apart_;  // the two clocks
};

}  // namespace moim::app
