#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/parsed.h"

namespace moim::app {

/// ASCII letters in lower case; everything else as it is.
[[nodiscard]] std::string to_lower(std::string_view text);

/// The authority of a URL without user information (RFC 3986 3.2).
struct Authority {
  std::string host;  ///< in lower case: a name, an IPv4 address, or an IPv6 address in brackets
  std::optional<std::uint16_t> port;  ///< 1 to 65535
};

/// Reads "host[:port]".
[[nodiscard]] std::optional<Authority> parse_authority(std::string_view text);

/// "host" or "host:port".
[[nodiscard]] std::string to_string(const Authority& authority);

/// Reads an origin (RFC 6454): "https://host[:port]" or "http://host[:port]", with nothing behind but perhaps
/// a slash. Returns it as browsers write it: lower case, without the scheme's own port, without a slash.
[[nodiscard]] Parsed<std::string> parse_origin(std::string_view text);

}  // namespace moim::app
