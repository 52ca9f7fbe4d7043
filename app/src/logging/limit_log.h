#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "metrics/metrics.h"

namespace moim::app {

/// Says which limits were reached since it was last asked, from the counters: one line, however many packets
/// and clients it was, and nothing on the way of a packet.
class LimitLog {
 public:
  /// "dropped_send_queue_full 2, late attachment 1", or empty when nothing new was refused or dropped.
  [[nodiscard]] std::string news(const MetricsSources& sources);

 private:
  std::map<std::string, std::uint64_t, std::less<>> told_;
};

}  // namespace moim::app
