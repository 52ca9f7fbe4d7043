#pragma once

#include <string>
#include <string_view>

#include "moim/socketio/fields.h"
#include "moim/socketio/types.h"

namespace moim::socketio {

/// What is known of a connection from its first request. The same for all its sockets.
struct Handshake {
  Revision revision = Revision::v5;
  bool secure = false;    ///< over TLS
  std::string address{};  ///< of the client, without the port
  std::string path{};     ///< of the request, without the query
  Fields query{};         ///< decoded
  Fields headers{};       ///< names in lower case

  /// The value of a query parameter, or "".
  [[nodiscard]] std::string_view query_value(std::string_view name) const { return query.find(name); }
  /// The value of a header, or "". `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const { return headers.find(name); }
};

}  // namespace moim::socketio
