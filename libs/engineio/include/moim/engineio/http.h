#pragma once

#include <cstdint>
#include <memory>

#include "moim/base/bytes.h"
#include "moim/engineio/subscriber.h"

namespace moim::engineio {

enum class Method : std::uint8_t { get, post, other };

/// What an endpoint needs to know of an HTTP request to its path. CORS, OPTIONS and HEAD are settled before.
struct Request {
  Method method = Method::get;
  base::ByteView query{};          ///< what follows the `?`, undecoded
  base::ByteView content_type{};   ///< as sent; only `application/octet-stream` matters
  base::ByteView body{};           ///< whole; empty if `body_too_large`
  bool websocket_upgrade = false;  ///< a complete RFC 6455 opening handshake
  bool body_too_large = false;     ///< the body passed `Options::max_payload` and was not read to its end
  std::shared_ptr<Subscriber>
      subscriber{};  ///< of a handshake: whose session it will be; null: counted for nobody
};

struct Response {
  std::uint16_t status = 200;
  base::ByteView content_type;  ///< static storage
  base::Bytes body{};
};

/// The reference server's numbered errors, the `code` of the JSON body.
enum class RequestError : std::uint8_t {
  unknown_transport = 0,
  unknown_sid = 1,
  bad_handshake_method = 2,
  bad_request = 3,
  forbidden = 4,
  unsupported_version = 5,
};

/// 400 (403 for `forbidden`) with `{"code":…,"message":"…"}`. Public for whoever refuses a request before it
/// comes here (a wrong `Origin`).
[[nodiscard]] Response error_response(RequestError error);

}  // namespace moim::engineio
