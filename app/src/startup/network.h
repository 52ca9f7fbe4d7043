#pragma once

#include <string>
#include <vector>

#include "moim/net/address.h"

namespace moim::app {

/// An address of this machine.
struct InterfaceAddress {
  std::string interface;  ///< "eth0"
  net::Address address;
  bool loopback = false;
};

/// The addresses of all interfaces that are up, in the system's order. Empty if the system does not tell.
[[nodiscard]] std::vector<InterfaceAddress> interface_addresses();

/// What the machine calls itself; empty if it does not say.
[[nodiscard]] std::string host_name();

}  // namespace moim::app
