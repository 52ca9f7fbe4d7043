#pragma once

#include "histogram.h"
#include "traffic.h"

namespace moim::bench {

class Result;

/// Messages at a fixed rate, whoever may be late: the n-th is due n / rate seconds after the start, and its
/// latency counts from then, so that a stall costs every message it held up (no coordinated omission).
class Pace {
 public:
  /// Starts now.
  Pace(Crowd& crowd, Traffic& traffic, double rate);

  /// Sends what is due at `time`. Call it often.
  void send_due(Nanos time);
  /// How late this message came, by when it was read.
  [[nodiscard]] Nanos latency(const Arrival& arrival, const Person& receiver) const;
  /// When it was due.
  [[nodiscard]] Nanos due(const Arrival& arrival) const;

 private:
  [[nodiscard]] Nanos due(std::uint64_t index) const;

  Crowd& crowd_;
  Traffic& traffic_;
  double interval_;  // nanoseconds
  Nanos started_;
  std::uint64_t sent_ = 0;
};

/// Adds p50, p90, p99 and the greatest, in microseconds, each as `prefix` and its name.
void report_latency(Result& result, const Histogram& latencies, std::string_view prefix);

}  // namespace moim::bench
