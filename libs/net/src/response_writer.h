#pragma once

#include <string>
#include <string_view>

#include "moim/net/http.h"

namespace moim::net {

/// How a response is put on the wire, beyond what it says itself.
struct ResponseFraming {
  bool http_1_1 = true;
  bool keep_alive = true;
  bool head = false;            ///< the request was HEAD: everything but the body
  std::string_view extra = {};  ///< further header lines, each with its CRLF
  std::string_view date = {};   ///< the Date header's value
};

/// Appends the head of `response`, with its empty line.
void append_head(std::string& out, const HttpResponse& response, const ResponseFraming& framing);

/// Whether the body goes onto the wire (RFC 9110 6.4.1).
[[nodiscard]] bool sends_body(const HttpResponse& response, const ResponseFraming& framing);

/// Appends "name: value CRLF". Control characters in the value become spaces: no value can end the line.
void append_header(std::string& out, std::string_view name, std::string_view value);

}  // namespace moim::net
