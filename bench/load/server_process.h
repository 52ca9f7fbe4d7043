#pragma once

#include <cstdint>
#include <sys/types.h>

namespace moim::bench {

/// What the kernel says about the server under test (proc(5)).
class ServerProcess {
 public:
  /// `pid` 0: none is known, and everything reads 0.
  explicit ServerProcess(pid_t pid) : pid_(pid) {}

  /// User and system time of all its threads so far, in seconds; the kernel counts in hundredths.
  [[nodiscard]] double cpu_seconds() const;
  /// VmRSS, in KiB.
  [[nodiscard]] std::uint64_t resident_kib() const;

 private:
  pid_t pid_;
};

/// User and system time of this process so far, in seconds.
[[nodiscard]] double own_cpu_seconds();

}  // namespace moim::bench
