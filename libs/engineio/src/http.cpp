#include "moim/engineio/http.h"

#include "responses.h"

namespace moim::engineio {
namespace {

base::ByteView message_of(RequestError error) {
  switch (error) {
    case RequestError::unknown_transport:
      return "Transport unknown";
    case RequestError::unknown_sid:
      return "Session ID unknown";
    case RequestError::bad_handshake_method:
      return "Bad handshake method";
    case RequestError::bad_request:
      return "Bad request";
    case RequestError::forbidden:
      return "Forbidden";
    case RequestError::unsupported_version:
      return "Unsupported protocol version";
  }
  return "Bad request";
}

}  // namespace

Response error_response(std::uint16_t status, RequestError error, base::ByteView message) {
  base::Bytes body = R"({"code":)";
  body += std::to_string(static_cast<int>(error));
  body.append(R"(,"message":")").append(message).append(R"("})");
  return {status, "application/json", std::move(body)};
}

Response error_response(RequestError error) {
  return error_response(error == RequestError::forbidden ? 403 : 400, error, message_of(error));
}

// text/html and not text/plain: some old browsers offer the latter for download.
Response ok_response() { return {200, "text/html", "ok"}; }

Response payload_response(base::Bytes body, bool binary) {
  return {200, binary ? "application/octet-stream" : "text/plain; charset=UTF-8", std::move(body)};
}

}  // namespace moim::engineio
