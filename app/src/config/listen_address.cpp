#include "config/listen_address.h"

#include <charconv>

#include "moim/net/address.h"

namespace moim::app {
namespace {

constexpr std::string_view kAllowed =
    "host:port, where host is an IP address (IPv6 in brackets), localhost, or nothing for every interface, "
    "and port is "
    "0 to 65535";
constexpr std::string_view kAllowedHost = "an IP address or localhost";

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool is_bare_v6(std::string_view host) {
  return host.find(':') != std::string_view::npos && !host.starts_with('[');
}

}  // namespace

Parsed<std::string> parse_listen_host(std::string_view text) {
  if (text == "localhost") return "127.0.0.1";
  const auto address = net::Address::parse(text);
  if (!address) return std::unexpected(std::string{kAllowedHost});
  return address->to_string();
}

Parsed<ListenAddress> parse_plain_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const auto fail = std::unexpected(std::string{kAllowed});
  if (colon == std::string_view::npos || is_bare_v6(text.substr(0, colon))) return fail;
  const std::string_view digits = text.substr(colon + 1);
  ListenAddress address;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
  if (error != std::errc{} || end != digits.data() + digits.size()) return fail;
  const auto host = parse_listen_host(colon == 0 ? "0.0.0.0" : text.substr(0, colon));
  if (!host) return fail;
  address.host = *host;
  return address;
}

Parsed<ListenAddress> parse_listen_address(std::string_view text) {
  const Scheme scheme = take_prefix(text, "https://")  ? Scheme::https
                        : take_prefix(text, "http://") ? Scheme::http
                                                       : Scheme::automatic;
  auto address = parse_plain_listen_address(text);
  if (!address) return std::unexpected("[http://|https://]" + address.error());
  address->scheme = scheme;
  return address;
}

std::string to_string(const ListenAddress& address) {
  const std::string_view scheme = address.scheme == Scheme::https  ? "https://"
                                  : address.scheme == Scheme::http ? "http://"
                                                                   : "";
  return std::string{scheme} + host_and_port(address.host, address.port);
}

std::string host_and_port(std::string_view host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string_view::npos;
  return (v6 ? "[" + std::string{host} + "]" : std::string{host}) + ":" + std::to_string(port);
}

}  // namespace moim::app
