#include "moim/net/counter.h"

namespace moim::net {

std::string_view to_string(Counter counter) {
  switch (counter) {
    case Counter::connections_accepted:
      return "connections_accepted";
    case Counter::connections_closed:
      return "connections_closed";
    case Counter::http_requests:
      return "http_requests";
    case Counter::websockets_opened:
      return "websockets_opened";
    case Counter::messages_received:
      return "messages_received";
    case Counter::messages_sent:
      return "messages_sent";
    case Counter::bytes_received:
      return "bytes_received";
    case Counter::bytes_sent:
      return "bytes_sent";
    case Counter::refused_connection_limit:
      return "refused_connection_limit";
    case Counter::refused_address_limit:
      return "refused_address_limit";
    case Counter::accept_failed:
      return "accept_failed";
    case Counter::dropped_handshake:
      return "dropped_handshake";
    case Counter::refused_bad_request:
      return "refused_bad_request";
    case Counter::refused_header_too_large:
      return "refused_header_too_large";
    case Counter::refused_body_too_large:
      return "refused_body_too_large";
    case Counter::refused_expectation:
      return "refused_expectation";
    case Counter::refused_not_found:
      return "refused_not_found";
    case Counter::refused_method:
      return "refused_method";
    case Counter::refused_origin:
      return "refused_origin";
    case Counter::refused_upgrade:
      return "refused_upgrade";
    case Counter::refused_stopping:
      return "refused_stopping";
    case Counter::timeout_header:
      return "timeout_header";
    case Counter::timeout_body:
      return "timeout_body";
    case Counter::timeout_idle:
      return "timeout_idle";
    case Counter::timeout_tls_handshake:
      return "timeout_tls_handshake";
    case Counter::timeout_websocket_close:
      return "timeout_websocket_close";
    case Counter::timeout_send:
      return "timeout_send";
    case Counter::timeout_message:
      return "timeout_message";
    case Counter::dropped_send_queue_full:
      return "dropped_send_queue_full";
    case Counter::dropped_outgoing_full:
      return "dropped_outgoing_full";
    case Counter::dropped_websocket_protocol:
      return "dropped_websocket_protocol";
    case Counter::dropped_incoming_full:
      return "dropped_incoming_full";
    case Counter::dropped_ping_rate:
      return "dropped_ping_rate";
    case Counter::dropped_tls_failed:
      return "dropped_tls_failed";
    case Counter::dropped_no_memory:
      return "dropped_no_memory";
    case Counter::count_:
      break;
  }
  return "unknown";
}

}  // namespace moim::net
