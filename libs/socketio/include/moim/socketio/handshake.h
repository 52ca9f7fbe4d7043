#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/socketio/types.h"

namespace moim::socketio {

/// What is known of a connection from its first request. The same for all its sockets.
struct Handshake {
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  Revision revision = Revision::v5;
  std::string address{};  // of the client, without the port
  bool secure = false;    // over TLS
  std::string path{};     // of the request, without the query
  Pairs query{};          // decoded
  Pairs headers{};        // names in lower case

  /// The value of a query parameter, or "".
  [[nodiscard]] std::string_view query_value(std::string_view name) const { return find(query, name); }
  /// The value of a header, or "". `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const { return find(headers, name); }

 private:
  static std::string_view find(const Pairs& list, std::string_view name) {
    for (const auto& [key, value] : list) {
      if (key == name) return value;
    }
    return {};
  }
};

}  // namespace moim::socketio
