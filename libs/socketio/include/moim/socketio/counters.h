#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "moim/base/counters.h"

namespace moim::socketio {

/// Why a packet ended the connection that sent it.
enum class ProtocolError : std::uint8_t {
  unknown_packet_type,
  bad_namespace,              // longer than Options::max_namespace_name, or not UTF-8
  bad_attachment_count,       // `5` without `n-`, or not a number
  too_many_attachments,       // Options::max_attachments
  too_many_attachment_bytes,  // Options::max_attachment_bytes
  too_many_waiting_bytes,     // Options::max_waiting_bytes
  unexpected_binary,          // an attachment that no packet announced
  missing_attachment,         // another packet where an attachment was due
  late_attachment,            // Options::attachment_timeout
  bad_placeholder,            // points to an attachment that is not there
  bad_ack_id,                 // beyond 64 bits, or missing in an acknowledgement
  bad_json,                   // or an escaped lone surrogate
  bad_json_encoding,          // not UTF-8
  json_too_deep,
  bad_payload,          // JSON of a shape the packet type does not have
  reserved_event,       // `connect`, `disconnect` and the like
  event_name_too_long,  // Options::max_event_name
  not_connected,        // to a namespace that was not joined
  already_connected,    // CONNECT to a namespace that was
  unexpected_packet,    // a type only servers send
  count_,
};
[[nodiscard]] std::string_view to_string(ProtocolError error);

/// What was refused or ended because of a limit in Options. (Those that end the connection as malformed are
/// in ProtocolError.)
enum class LimitHit : std::uint8_t {
  connect_timeout,
  middleware_timeout,
  ack_timeout,
  namespaces,
  auth_bytes,
  pending_acks,
  rooms,
  count_
};
[[nodiscard]] std::string_view to_string(LimitHit limit);

/// What a server has done so far.
enum class Activity : std::uint8_t {
  connections,  // opened
  sockets,      // connected to a namespace
  refused,      // CONNECTs refused
  packets_received,
  events_received,
  events_sent,  // to one socket
  broadcasts,
  acks_received,
  acks_sent,
  late_acks,        // received for a request that has ended, or that never was
  reserved_events,  // not sent, because their name is one the clients keep for themselves
  late_packets,     // received for a namespace this server has just disconnected; ignored
  count_,
};
[[nodiscard]] std::string_view to_string(Activity activity);

/// What became of connection state recovery.
enum class RecoveryEvent : std::uint8_t {
  held,       // a connection was lost
  recovered,  // and its client is back
  missed,     // a client came back for what was not there any more
  expired,    // nobody came back in time
  overflow,   // not kept because of a limit in RecoveryOptions
  count_,
};
[[nodiscard]] std::string_view to_string(RecoveryEvent event);

struct Statistics {
  base::Counters<ProtocolError> protocol_errors;
  base::Counters<LimitHit> limits;
  base::Counters<Activity> activity;
  base::Counters<RecoveryEvent> recovery;
  std::size_t retained_bytes = 0;  // now, for recovery
};

}  // namespace moim::socketio
