#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <sys/types.h>

#include "person.h"
#include "traffic.h"

namespace moim::bench {

enum class Mode : std::uint8_t { closed, open, idle, churn, stampede };

struct Options {
  Mode mode = Mode::closed;
  Place place;
  pid_t server_pid = 0;
  std::size_t connections = 200;
  Load load;
  std::size_t window = 1;  ///< messages of one person under way at a time
  double rate = 10'000;    ///< messages per second, all people together
  std::size_t held = 0;  ///< stampede: people who are there before, and who leave in place of those who came
  std::uint64_t joins = 0;  ///< churn ends after so many; 0: after `seconds`
  double warmup = 1;        ///< seconds before measuring
  double seconds = 3;       ///< seconds of measuring
  double timeout = 120;     ///< seconds after which the run gives up
};

/// Reads the command line. nullopt: help was asked for and printed, or the line is wrong and that was said;
/// the process ends with `exit_code`.
[[nodiscard]] std::optional<Options> read_options(int count, char** arguments, int& exit_code);

}  // namespace moim::bench
