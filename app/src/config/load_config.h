#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/environment.h"
#include "config/file_reader.h"
#include "config/setting.h"

namespace moim::app {

/// What the program is to do.
enum class Action : std::uint8_t {
  run,
  print,  ///< print `output` and end with success: --help, --version, --check-config
};

/// What came of flags, environment and file.
struct LoadedConfig {
  Action action = Action::run;
  std::string output;
  Config config;
  std::vector<std::string> warnings;  ///< one line each
  std::vector<Setting> settings;      ///< where `config` comes from, those that win last
};

/// Where options come from.
struct ConfigInputs {
  std::span<const std::string> arguments;  ///< after the program's name
  const Environment& environment;
  FileReader read_file;
};

/// Puts the configuration together: flags before environment before file before defaults. Every value given
/// anywhere is checked, also one that is overruled; the first that is not allowed is the error. Named files
/// (certificate, key, web root) must be there and make sense.
[[nodiscard]] std::expected<LoadedConfig, ConfigError> load_config(const ConfigInputs& inputs);

}  // namespace moim::app
