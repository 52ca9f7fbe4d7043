#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace moim::net {

/// Which web pages may use an endpoint. Browsers name the page's origin in the Origin header of every
/// cross-origin request and of every WebSocket handshake; programs that are not browsers send none.
struct OriginPolicy {
  bool any = false;                    ///< every page; only for public services without secrets
  std::vector<std::string> allowed{};  ///< beyond the server's own: "https://example.org", port included
                                       ///< unless it is the scheme's own
  bool loopback = true;  ///< pages from this machine, any port, while the server itself is addressed as
                         ///< loopback: a development server next to it
};

enum class OriginVerdict : std::uint8_t {
  none,          ///< no Origin: not a browser, or its own page's plain GET
  same_origin,   ///< the server's own page
  cross_origin,  ///< another page that is allowed
  refused,
};

/// Judges the value of an Origin header (RFC 6454 7; empty: there was none) for a request to `host`, which is
/// the Host header's value, or what a trusted proxy says it was. Same origin means same host and port: the
/// scheme is not compared, because a proxy may end TLS without saying so.
[[nodiscard]] OriginVerdict judge_origin(const OriginPolicy& policy, std::string_view origin,
                                         std::string_view host);

/// Whether `host` ("name", "name:port", "[v6]:port") is this machine by name or address: localhost,
/// *.localhost, 127.0.0.0/8, ::1.
[[nodiscard]] bool is_loopback_host(std::string_view host);

}  // namespace moim::net
