#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "config/setting.h"

namespace moim::app {

/// Reads a TOML file: `key = value` for every option, dashes as underscores, lists as arrays, and
/// [[ice_servers]] tables with urls, username and credential. `name` is how errors call the file. Anything
/// unknown is an error: a misspelt limit must not go unnoticed.
[[nodiscard]] std::expected<std::vector<Setting>, ConfigError> read_toml(std::string_view text,
                                                                         std::string_view name);

}  // namespace moim::app
