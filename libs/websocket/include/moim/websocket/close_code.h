#pragma once

#include <cstdint>

namespace moim::websocket {

/// Why a connection ends (RFC 6455 7.4.1 and the IANA registry). Any value of 3000 to 4999 may be cast into
/// it: those belong to libraries and applications.
enum class CloseCode : std::uint16_t {
  normal = 1000,
  going_away = 1001,
  protocol_error = 1002,
  unsupported_data = 1003,
  no_status = 1005,  ///< never on the wire: a Close frame came without a code
  abnormal = 1006,   ///< never on the wire: the connection ended without a Close frame
  invalid_payload = 1007,
  policy_violation = 1008,
  message_too_big = 1009,
  internal_error = 1011,
  service_restart = 1012,
  try_again_later = 1013,
};

/// Whether `code` may stand in a Close frame: 1000 to 1003, 1007 to 1014, 3000 to 4999.
[[nodiscard]] constexpr bool is_sendable(CloseCode code) {
  const auto value = static_cast<std::uint16_t>(code);
  return (value >= 1000 && value <= 1003) || (value >= 1007 && value <= 1014) ||
         (value >= 3000 && value <= 4999);
}

}  // namespace moim::websocket
