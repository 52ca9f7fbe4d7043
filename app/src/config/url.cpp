#include "config/url.h"

#include <algorithm>
#include <charconv>

#include "moim/net/address.h"

namespace moim::app {
namespace {

constexpr std::size_t kMaxHost = 253;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) return net::Address::parse(host).has_value() && host.contains(':');
  return !host.empty() && host.size() <= kMaxHost && !host.starts_with('.') && !host.contains("..") &&
         std::ranges::all_of(host, is_name_character);
}

std::optional<std::uint16_t> parse_port(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || end != digits.data() + digits.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

std::string to_lower(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::optional<Authority> parse_authority(std::string_view text) {
  const std::size_t host_end = text.starts_with('[') ? text.find(']') : 0;
  if (host_end == std::string_view::npos) return std::nullopt;
  const std::size_t colon = std::min(text.find(':', host_end), text.size());
  Authority authority{.host = to_lower(text.substr(0, colon)), .port = std::nullopt};
  if (!is_host(authority.host)) return std::nullopt;
  if (colon == text.size()) return authority;
  authority.port = parse_port(text.substr(colon + 1));
  if (!authority.port) return std::nullopt;
  return authority;
}

std::string to_string(const Authority& authority) {
  return authority.port ? authority.host + ":" + std::to_string(*authority.port) : authority.host;
}

Parsed<std::string> parse_origin(std::string_view text) {
  const auto fail = std::unexpected(std::string{"https://host[:port] or http://host[:port], without a path"});
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return fail;
  const std::string scheme = to_lower(text.substr(0, colon));
  if (scheme != "https" && scheme != "http") return fail;
  std::string_view rest = text.substr(colon + 3);
  if (rest.ends_with('/')) rest.remove_suffix(1);
  auto authority = parse_authority(rest);
  if (!authority) return fail;
  if (authority->port == (scheme == "https" ? 443 : 80)) authority->port.reset();
  return scheme + "://" + to_string(*authority);
}

}  // namespace moim::app
