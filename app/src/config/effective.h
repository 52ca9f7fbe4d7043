#pragma once

#include <string>

#include "config/config.h"
#include "config/consistency.h"

namespace moim::app {

/// The configuration in force as a TOML file, each line with where it came from. Secrets are hidden.
[[nodiscard]] std::string effective_config(const Config& config, const Origins& origins);

}  // namespace moim::app
