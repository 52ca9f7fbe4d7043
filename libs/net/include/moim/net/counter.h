#pragma once

#include <cstdint>
#include <string_view>

#include "moim/base/counters.h"

namespace moim::net {

/// What the server counts. Everything that is refused, dropped or cut off has its own line.
enum class Counter : std::uint8_t {
  connections_accepted,
  connections_closed,
  http_requests,
  websockets_opened,
  messages_received,  ///< whole WebSocket messages
  messages_sent,
  bytes_received,  ///< on the wire, TLS included
  bytes_sent,
  refused_connection_limit,  ///< closed at once: `max_connections`
  refused_address_limit,     ///< closed at once: `max_connections_per_address`
  accept_failed,             ///< out of descriptors or memory; accepting paused
  dropped_handshake,         ///< the oldest of more than `max_handshakes` connections without a request
  refused_bad_request,       ///< 400: not HTTP as we read it
  refused_header_too_large,  ///< 431
  refused_body_too_large,    ///< 413
  refused_expectation,       ///< 417
  refused_not_found,         ///< 404
  refused_method,            ///< 405
  refused_origin,            ///< 403: the Origin is not allowed
  refused_upgrade,           ///< a malformed WebSocket handshake
  refused_stopping,          ///< 503: the server is shutting down
  timeout_header,            ///< 408: the request's header did not come in time
  timeout_body,              ///< 408: the request's body did not come in time
  timeout_idle,              ///< a keep-alive connection without a request
  timeout_tls_handshake,
  timeout_websocket_close,     ///< the peer did not answer our Close frame
  timeout_send,                ///< the peer took nothing for `send_timeout`
  timeout_message,             ///< a WebSocket message began and did not end in time
  dropped_send_queue_full,     ///< more than `max_queued_bytes` waited for a peer that does not read
  dropped_outgoing_full,       ///< the most waited for this peer when `max_outgoing_bytes` did for all
  dropped_websocket_protocol,  ///< the peer broke RFC 6455
  dropped_incoming_full,       ///< all connections together held `max_incoming_bytes`
  dropped_ping_rate,           ///< more WebSocket Pings than `ping_rate`
  dropped_tls_failed,
  dropped_no_memory,  ///< the kernel had no memory for what was to be read or sent
  count_
};

/// The counter's name as in a metric's label.
[[nodiscard]] std::string_view to_string(Counter counter);

using Counters = base::Counters<Counter>;

}  // namespace moim::net
