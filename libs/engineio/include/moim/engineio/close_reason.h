#pragma once

#include <cstdint>
#include <string_view>

namespace moim::engineio {

/// Why a session ended.
enum class CloseReason : std::uint8_t {
  client_close,         ///< the client sent a `close` packet
  transport_close,      ///< the WebSocket that carried the session is gone
  going_away,           ///< the same, and the client said so: its page or program goes (close code 1001)
  poll_aborted,         ///< the connection of the waiting GET is gone
  overlapping_polls,    ///< a second GET while one was waiting
  ping_timeout,         ///< no heartbeat within its time
  heartbeat_direction,  ///< a ping from a v4 client, a pong from a v3 client
  parse_error,          ///< a packet or payload that is none
  orphaned,             ///< the last connection is gone and no request came within `Options::orphan_timeout`
  overflow,      ///< more was waiting to be sent than `Options::max_queued_bytes`, or the reader is too slow
  rate_limited,  ///< more packets than `Options::packet_rate` or `subscriber_packet_rate`
  forced_close,  ///< the application closed it
  server_shutdown,  ///< the process is about to end
  count_
};

/// The enumerator's name, for logs and metric labels.
[[nodiscard]] std::string_view to_string(CloseReason reason);

}  // namespace moim::engineio
