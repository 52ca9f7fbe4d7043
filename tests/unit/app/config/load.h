#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/load_config.h"

namespace moim::app::test {

using Arguments = std::vector<std::string>;
using Files = std::map<std::string, std::string>;

struct Given {
  Arguments arguments;
  Environment environment = {};
  Files files = {};
};

inline std::expected<LoadedConfig, ConfigError> load(const Given& given) {
  const auto read = [&](const std::filesystem::path& path) -> std::expected<std::string, std::string> {
    const auto found = given.files.find(path.string());
    if (found == given.files.end()) return std::unexpected("No such file or directory");
    return found->second;
  };
  return load_config({.arguments = given.arguments, .environment = given.environment, .read_file = read});
}

/// The configuration, or the defaults and a failed test.
Config config_of(const Given& given);

/// The error in one line, or an empty string.
inline std::string error_of(const Given& given) {
  const auto loaded = load(given);
  return loaded ? "" : loaded.error().to_string();
}

}  // namespace moim::app::test
