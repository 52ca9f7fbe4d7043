#pragma once

#include <string>

#include "config/config.h"
#include "config/consistency.h"
#include "config/option.h"

namespace moim::app {

/// The value of `option` as a TOML file has it, or an empty string if it is not set. Secrets are hidden.
[[nodiscard]] std::string toml_value(const Option& option, const Config& config);

/// The configuration in force as a TOML file, each line with where it came from. Secrets are hidden.
[[nodiscard]] std::string effective_config(const Config& config, const Origins& origins);

}  // namespace moim::app
