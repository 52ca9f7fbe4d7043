#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/counters.h"

#include "config/config.h"
#include "config/load_config.h"

namespace moim::app {

/// What came of reading the configuration again.
enum class Reading : std::uint8_t { changed, unchanged, refused, count_ };
[[nodiscard]] std::string_view to_string(Reading reading);

/// The configuration that a running program goes by, and how it is read again.
class RunningConfig {
 public:
  /// Reads everything as at the start: the same flags, environment and file.
  using Load = std::function<std::expected<LoadedConfig, ConfigError>()>;

  /// What is new, a line for each option.
  struct News {
    std::vector<std::string> changed;      ///< "max_rooms 50 -> 100"
    std::vector<std::string> for_restart;  ///< what has to wait, and that it does; each said once
  };

  RunningConfig(LoadedConfig started_with, Load load);

  [[nodiscard]] const Config& config() const { return in_force_; }

  /// Takes over what can change while the program runs (`Option::change`). A configuration that the program
  /// would not start with changes nothing, and is the error.
  [[nodiscard]] std::expected<News, ConfigError> read_again();

  [[nodiscard]] const base::Counters<Reading>& readings() const { return readings_; }

 private:
  [[nodiscard]] bool is_new_for_restart(const Option& option, const LoadedConfig& fresh) const;

  Load load_;
  Config in_force_;
  LoadedConfig read_last_;
  base::Counters<Reading> readings_;
};

}  // namespace moim::app
