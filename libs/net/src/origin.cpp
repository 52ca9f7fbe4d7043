#include "moim/net/origin.h"

#include <algorithm>

#include "moim/net/address.h"

#include "text.h"

namespace moim::net {
namespace {

struct HostPort {
  std::string_view host;
  std::string_view port;  // empty: none given
};

HostPort split(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || text.find(']', colon) != std::string_view::npos) return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

std::string_view default_port(std::string_view scheme) {
  if (equal_nocase(scheme, "http")) return "80";
  if (equal_nocase(scheme, "https")) return "443";
  return {};
}

struct Origin {
  std::string_view scheme;
  HostPort authority;
};

// "null" and anything else without an authority has an empty host.
Origin parse_origin(std::string_view text) {
  const std::size_t mark = text.find("://");
  if (mark == std::string_view::npos) return {};
  return {text.substr(0, mark), split(text.substr(mark + 3))};
}

bool same_authority(const Origin& origin, std::string_view host) {
  const HostPort server = split(host);
  const std::string_view usual = default_port(origin.scheme);
  const auto effective = [usual](std::string_view port) { return port.empty() ? usual : port; };
  return !server.host.empty() && equal_nocase(origin.authority.host, server.host) &&
         effective(origin.authority.port) == effective(server.port);
}

bool is_loopback_name(std::string_view name) {
  if (equal_nocase(name, "localhost")) return true;
  constexpr std::string_view kSuffix = ".localhost";
  if (name.size() > kSuffix.size() && equal_nocase(name.substr(name.size() - kSuffix.size()), kSuffix))
    return true;
  const auto address = Address::parse(name);
  return address && address->is_loopback();
}

}  // namespace

bool is_loopback_host(std::string_view host) { return is_loopback_name(split(host).host); }

OriginVerdict judge_origin(const OriginPolicy& policy, std::string_view origin, std::string_view host) {
  if (origin.empty()) return OriginVerdict::none;
  const Origin page = parse_origin(origin);
  if (same_authority(page, host)) return OriginVerdict::same_origin;
  if (policy.any) return OriginVerdict::cross_origin;
  const auto matches = [origin](const std::string& allowed) { return equal_nocase(allowed, origin); };
  if (std::ranges::any_of(policy.allowed, matches)) return OriginVerdict::cross_origin;
  if (policy.loopback && is_loopback_name(page.authority.host) && is_loopback_host(host)) {
    return OriginVerdict::cross_origin;
  }
  return OriginVerdict::refused;
}

}  // namespace moim::net
