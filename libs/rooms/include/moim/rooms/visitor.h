#pragma once

#include <string>

namespace moim::rooms {

/// What tells one visitor from another when it matters who comes back. Told to nobody.
struct Visitor {
  std::string id{};       ///< random, kept by the browser; empty: it keeps none
  std::string address{};  ///< where it connects from, one text for all addresses of a subscriber; empty:
                          ///< unknown
};

}  // namespace moim::rooms
