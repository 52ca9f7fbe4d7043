#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace moim::net {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// Where the library's few log lines go. Repeated warnings are thinned out before they get here. A line holds
/// no client address.
using LogSink = std::function<void(LogLevel, std::string_view line)>;

}  // namespace moim::net
