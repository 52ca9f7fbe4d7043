#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "config/setting.h"

namespace moim::app {

/// Environment variables by name.
using Environment = std::map<std::string, std::string, std::less<>>;

/// What the environment says about options. An empty variable counts as none.
[[nodiscard]] std::vector<Setting> read_environment(const Environment& environment);

/// Warnings about variables that look like misspelt ones of ours. Others that begin with MOIM_ are left
/// alone: container platforms make some up from the names of services.
[[nodiscard]] std::vector<std::string> misspelt_variables(const Environment& environment);

/// The variable's value, or an empty string.
[[nodiscard]] std::string value_of(const Environment& environment, std::string_view name);

}  // namespace moim::app
