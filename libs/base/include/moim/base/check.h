#pragma once

#include <cstdio>
#include <cstdlib>

namespace moim::base {

/// Ends the process with the failed condition and its place. For bugs of our own, never for bad input.
[[noreturn]] inline void check_failed(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr, "moim: check failed: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace moim::base

/// An invariant that holds unless our own code is wrong. Stays on in release builds.
#define MOIM_CHECK(condition)                          \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::moim::base::check_failed(#condition, __FILE__, __LINE__))
