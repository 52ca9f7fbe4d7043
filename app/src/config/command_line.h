#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/setting.h"

namespace moim::app {

/// What was asked for on the command line.
struct CommandLine {
  std::vector<Setting> settings;
  std::optional<std::string> config_file;  ///< --config
  bool help = false;
  bool version = false;
  bool check_config = false;
};

/// Reads the arguments after the program's name. Values are not judged yet.
[[nodiscard]] std::expected<CommandLine, ConfigError> read_command_line(
    std::span<const std::string> arguments);

/// What --help prints.
[[nodiscard]] std::string help_text();

}  // namespace moim::app
