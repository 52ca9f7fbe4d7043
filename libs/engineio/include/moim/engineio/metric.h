#pragma once

#include <cstdint>
#include <string_view>

#include "moim/base/counters.h"
#include "moim/engineio/close_reason.h"

namespace moim::engineio {

/// What an endpoint counts, always on.
enum class Metric : std::uint8_t {
  handshakes_polling,
  handshakes_websocket,
  handshakes_refused_full,        ///< beyond `Options::max_sessions`
  handshakes_refused_subscriber,  ///< beyond `Options::max_sessions_per_subscriber`
  upgrades_started,
  upgrades_done,
  upgrades_failed,  ///< the probe's WebSocket went, erred or took too long; the session goes on
  sockets_refused,  ///< WebSockets accepted only to be closed: the session has one already
  messages_in,
  messages_out,
  bytes_in,
  bytes_out,
  sends_dropped,  ///< send() to a session that is closing or gone
  pings_sent,
  polls,
  posts,
  packets_over_rate,             ///< beyond `Options::packet_rate`: the session ended
  packets_over_subscriber_rate,  ///< beyond `Options::subscriber_packet_rate`: the session ended
  payloads_too_large,            ///< 413
  payloads_invalid,              ///< POST bodies that did not parse
  errors_unknown_transport,
  errors_unknown_sid,
  errors_bad_handshake_method,
  errors_bad_request,
  errors_unsupported_version,
  errors_jsonp,
  count_
};

/// The enumerator's name, for metric labels.
[[nodiscard]] std::string_view to_string(Metric metric);

/// Counters of one server, and the ends of its sessions by reason.
struct Statistics {
  base::Counters<Metric> metrics;
  base::Counters<CloseReason> closes;
};

}  // namespace moim::engineio
