#include "web/secure_origin.h"

#include <algorithm>

namespace moim::app {
namespace {

// "name:80" and "[::1]:80" without the port; brackets stay.
std::string_view without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  const bool is_port = colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
  return is_port ? host.substr(0, colon) : host;
}

}  // namespace

std::optional<std::string> secure_origin(std::string_view host, const std::optional<std::string>& public_url,
                                         std::span<const ListenAddress> listeners) {
  if (public_url && public_url->starts_with("https://")) return public_url;
  const auto listener = std::ranges::find(listeners, Scheme::https, &ListenAddress::scheme);
  if (listener == listeners.end() || host.empty()) return std::nullopt;
  std::string origin = "https://" + std::string{without_port(host)};
  if (listener->port != 443) origin += ":" + std::to_string(listener->port);
  return origin;
}

}  // namespace moim::app
