#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "config/option.h"

namespace moim::app {

/// Where a value came from. Later ones win.
enum class Source : std::uint8_t { preset, file, environment, flag };

/// A value given for an option, not yet judged.
struct Setting {
  const Option* option;
  std::vector<std::string> values;
  Source source;
  std::string origin;  ///< as the one who gave it would call it: "--port", "PORT", "moim.toml:3: port"
};

/// Why the program does not start.
struct ConfigError {
  std::string origin;  ///< as in `Setting`; empty if no option is to blame
  std::string message;

  /// One line for people.
  [[nodiscard]] std::string to_string() const { return origin.empty() ? message : origin + ": " + message; }
};

/// `ConfigError` for a value that is not allowed: origin, value, and what is.
[[nodiscard]] ConfigError refuse(std::string_view origin, std::string_view value, std::string_view allowed);

}  // namespace moim::app
