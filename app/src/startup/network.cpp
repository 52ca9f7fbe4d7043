#include "startup/network.h"

#include <array>
#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <optional>
#include <unistd.h>

namespace moim::app {
namespace {

struct FreeInterfaces {
  void operator()(ifaddrs* list) const { freeifaddrs(list); }
};

std::optional<net::Address> address_of(const sockaddr* address) {
  if (address == nullptr) return std::nullopt;
  net::Address::Octets octets{};
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof v6);
    std::memcpy(octets.data(), &v6.sin6_addr, octets.size());
    return net::Address{octets};
  }
  if (address->sa_family != AF_INET) return std::nullopt;
  sockaddr_in v4{};
  std::memcpy(&v4, address, sizeof v4);
  octets[10] = octets[11] = 0xff;  // IPv4-mapped, RFC 4291 2.5.5.2
  std::memcpy(octets.data() + 12, &v4.sin_addr, 4);
  return net::Address{octets};
}

}  // namespace

std::vector<InterfaceAddress> interface_addresses() {
  std::vector<InterfaceAddress> addresses;
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return addresses;
  const std::unique_ptr<ifaddrs, FreeInterfaces> list{first};
  for (const ifaddrs* it = first; it != nullptr; it = it->ifa_next) {
    const auto address = address_of(it->ifa_addr);
    if (!address || (it->ifa_flags & IFF_UP) == 0) continue;
    addresses.push_back({it->ifa_name, *address, (it->ifa_flags & IFF_LOOPBACK) != 0});
  }
  return addresses;
}

std::string host_name() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

}  // namespace moim::app
