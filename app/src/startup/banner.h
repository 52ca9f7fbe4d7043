#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "startup/links.h"

namespace moim::app {

/// What the start-up text is made from.
struct BannerFacts {
  std::string version;
  Links links;
  std::optional<std::string> self_signed_fingerprint;  ///< if the certificate is our own
  std::size_t max_participants = 4;
  bool has_ice_servers = false;
  bool terminal = false;  ///< somebody looks at it in a terminal: draw a QR code
  bool colors = false;    ///< the terminal may be given colours
};

/// What the program prints when it has started: the links to open, a QR code for phones, and what is worth
/// knowing about the calls to come.
[[nodiscard]] std::string banner_text(const BannerFacts& facts);

}  // namespace moim::app
