#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "moim/base/bytes.h"

namespace moim::websocket {

/// What an HTTP request says about becoming a WebSocket: header values as received, empty where the header is
/// missing.
struct UpgradeRequest {
  bool is_get = false;
  bool http_1_1 = false;                   ///< HTTP/1.1 (or a later minor version)
  std::string_view upgrade;                ///< Upgrade
  std::string_view connection;             ///< Connection
  std::string_view sec_websocket_key;      ///< Sec-WebSocket-Key
  std::string_view sec_websocket_version;  ///< Sec-WebSocket-Version
};

enum class UpgradeError : std::uint8_t {
  not_get,
  not_http_1_1,
  upgrade_header_missing,
  connection_header_missing,
  version_unsupported,
  key_invalid,
};

/// Whether the request asks for a WebSocket at all, well or badly formed: its Upgrade header names websocket.
[[nodiscard]] bool wants_websocket(std::string_view upgrade_header);

/// Checks an opening handshake as RFC 6455 4.2.1 asks. nullopt: answer 101 with `accept_key`. Extensions and
/// subprotocols are never negotiated, so their headers are not looked at.
[[nodiscard]] std::optional<UpgradeError> check_upgrade(const UpgradeRequest& request);

/// The HTTP status to refuse with: 405, 426 (which must carry `Sec-WebSocket-Version: 13`) or 400.
[[nodiscard]] int status_of(UpgradeError error);

/// A short English sentence about `error`, fit for the body of the refusal.
[[nodiscard]] std::string_view describe(UpgradeError error);

using Sha1Digest = std::array<std::byte, 20>;
using Sha1Function = Sha1Digest (*)(base::ByteView);

/// The value of Sec-WebSocket-Accept for a Sec-WebSocket-Key (RFC 6455 4.2.2). The digest is a parameter,
/// `crypto::sha1` in production: framing needs no cryptographic library.
[[nodiscard]] std::string accept_key(std::string_view sec_websocket_key, Sha1Function sha1);

}  // namespace moim::websocket
