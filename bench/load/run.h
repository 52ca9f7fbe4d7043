#pragma once

#include "loop.h"
#include "options.h"
#include "result.h"
#include "server_process.h"

namespace moim::bench {

/// What every mode works with.
struct Run {
  explicit Run(const Options& given);

  const Options& options;
  Loop loop;
  ServerProcess server;
  Result result;
  bool failed = false;  ///< a message was lost or wrong
};

/// CPU time and throughput over a stretch of time.
class Meter {
 public:
  Meter(const Run& run, std::uint64_t count);

  /// `count` is the same counter, later. Adds seconds, count, per_second, server_cpu_us (for each),
  /// server_busy and load_busy (fractions of one core).
  void report(Run& run, std::uint64_t count) const;

 private:
  std::uint64_t count_;
  Nanos started_;
  double server_cpu_;
  double own_cpu_;
};

void run_closed(Run& run);
void run_open(Run& run);
void run_idle(Run& run);
void run_churn(Run& run);
void run_stampede(Run& run);

// What several modes do.

/// How the generator passes the time. Waking a sleeping process costs the waker, above all in a virtual
/// machine, and who would pay is the server under test: where CPU time is measured, the generator never
/// sleeps.
enum class Pastime : std::uint8_t { spin, sleep };

/// Turns the loop for so many seconds.
void turn_for(Run& run, Crowd& crowd, double seconds, Pastime pastime);
/// Waits until all that was sent has arrived, for 5 s at most, and a moment longer for what comes twice.
void drain(Run& run, const Traffic& traffic);
/// Adds what the traffic counted, and fails the run if a message was lost or wrong.
void report_delivery(Run& run, const Traffic& traffic);
/// Closes all connections, and waits for the server to answer, for 60 s at most.
void dismiss(Run& run, Crowd& crowd);

}  // namespace moim::bench
