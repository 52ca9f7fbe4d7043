#include "startup/links.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace moim::app {
namespace {

// Bridges and tunnels to containers and virtual machines, by the names that their makers give them.
constexpr std::string_view kVirtual[] = {"docker", "br-", "veth", "virbr",  "cni",   "flannel",
                                         "cali",   "lxc", "lxd",  "podman", "vmnet", "vboxnet"};

bool is_virtual(const std::string& interface) {
  return std::ranges::any_of(kVirtual,
                             [&](std::string_view prefix) { return interface.starts_with(prefix); });
}

bool is_usable(const InterfaceAddress& candidate) {
  return !candidate.loopback && !candidate.address.is_loopback() && !is_link_local(candidate.address);
}

// The usable addresses, those of containers last. IPv6 only where there is nothing else: its addresses are
// long, and often temporary.
std::vector<InterfaceAddress> reachable(std::span<const InterfaceAddress> interfaces) {
  std::vector<InterfaceAddress> found;
  for (const bool containers : {false, true}) {
    std::ranges::copy_if(interfaces, std::back_inserter(found), [&](const InterfaceAddress& each) {
      return is_usable(each) && is_virtual(each.interface) == containers;
    });
  }
  const bool any_v4 = std::ranges::any_of(found, [](const auto& each) { return each.address.is_v4(); });
  if (any_v4) std::erase_if(found, [](const auto& each) { return !each.address.is_v4(); });
  return found;
}

bool is_wildcard(std::string_view host) { return host == "0.0.0.0" || host == "::"; }

std::string link_to(const ListenAddress& listener, const std::string& host) {
  const bool tls = listener.scheme == Scheme::https;
  std::string link = (tls ? "https://" : "http://") + host_and_port(host, listener.port);
  const std::string_view own_port = tls ? ":443" : ":80";
  if (link.ends_with(own_port)) link.resize(link.size() - own_port.size());
  return link + "/";
}

}  // namespace

bool is_link_local(const net::Address& address) {
  const auto& octets = address.octets();
  if (address.is_v4()) return octets[12] == 169 && octets[13] == 254;
  return octets[0] == 0xfe && (octets[1] & 0xc0) == 0x80;
}

Links make_links(std::span<const ListenAddress> listeners, std::span<const InterfaceAddress> interfaces,
                 const std::optional<std::string>& public_url) {
  Links links{.here = {}, .network = {}, .insecure = {}, .public_url = {}};
  if (public_url) links.public_url = *public_url + "/";
  for (const ListenAddress& listener : listeners) {
    const auto address = net::Address::parse(listener.host);
    const bool loopback = address && address->is_loopback();
    const bool wildcard = is_wildcard(listener.host);
    if ((loopback || wildcard) && links.here.empty()) links.here = link_to(listener, "localhost");
    auto& others = listener.scheme == Scheme::https ? links.network : links.insecure;
    if (wildcard) {
      for (const auto& each : reachable(interfaces))
        others.push_back(link_to(listener, each.address.to_string()));
    } else if (!loopback) {
      others.push_back(link_to(listener, listener.host));
    }
  }
  return links;
}

}  // namespace moim::app
