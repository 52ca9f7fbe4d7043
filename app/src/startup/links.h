#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/listen_address.h"
#include "startup/network.h"

namespace moim::app {

/// The addresses to open in a browser.
struct Links {
  std::string here;                   ///< on this machine; empty if nothing listens there
  std::vector<std::string> network;   ///< HTTPS, for others on the network; likeliest first
  std::vector<std::string> insecure;  ///< the same over plain HTTP, where browsers give no camera
  std::optional<std::string> public_url;
};

/// Works out the links from where the program listens (schemes decided, ports not 0) and the machine's
/// addresses. Addresses that only this machine sees, such as those of containers, come last.
[[nodiscard]] Links make_links(std::span<const ListenAddress> listeners,
                               std::span<const InterfaceAddress> interfaces,
                               const std::optional<std::string>& public_url);

/// True for fe80::/10 and 169.254.0.0/16, which do not work in links.
[[nodiscard]] bool is_link_local(const net::Address& address);

}  // namespace moim::app
