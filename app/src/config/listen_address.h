#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "config/parsed.h"

namespace moim::app {

/// Whether a listener speaks TLS. `automatic`: TLS if there is a certificate.
enum class Scheme : std::uint8_t { automatic, http, https };

/// Where to listen.
struct ListenAddress {
  Scheme scheme = Scheme::automatic;
  std::string host;        ///< an IPv4 or IPv6 address, without brackets
  std::uint16_t port = 0;  ///< 0: any free one

  bool operator==(const ListenAddress&) const = default;
};

/// Reads "[http://|https://]host:port". The host is an address, IPv6 in brackets, or `localhost` (127.0.0.1),
/// or nothing, which means every IPv4 interface. Names are not looked up: they may stand for other addresses
/// tomorrow.
[[nodiscard]] Parsed<ListenAddress> parse_listen_address(std::string_view text);

/// The same without a scheme in front.
[[nodiscard]] Parsed<ListenAddress> parse_plain_listen_address(std::string_view text);

/// Reads a host alone, as in `parse_listen_address`.
[[nodiscard]] Parsed<std::string> parse_listen_host(std::string_view text);

/// What `parse_listen_address` reads: "https://[::1]:8443".
[[nodiscard]] std::string to_string(const ListenAddress& address);

/// "192.0.2.1:80" or "[2001:db8::1]:80".
[[nodiscard]] std::string host_and_port(std::string_view host, std::uint16_t port);

}  // namespace moim::app
