#include "moim/socketio/types.h"

namespace moim::socketio {

std::string_view to_string(DisconnectReason reason) {
  switch (reason) {
    case DisconnectReason::server_namespace_disconnect:
      return "server namespace disconnect";
    case DisconnectReason::client_namespace_disconnect:
      return "client namespace disconnect";
    case DisconnectReason::server_shutting_down:
      return "server shutting down";
    case DisconnectReason::ping_timeout:
      return "ping timeout";
    case DisconnectReason::transport_close:
    case DisconnectReason::going_away:
      return "transport close";
    case DisconnectReason::transport_error:
      return "transport error";
    case DisconnectReason::parse_error:
      return "parse error";
    case DisconnectReason::forced_close:
      return "forced close";
    case DisconnectReason::forced_server_close:
      return "forced server close";
    case DisconnectReason::count_:
      break;
  }
  return "unknown";
}

DisconnectReason to_disconnect_reason(TransportClose reason) {
  switch (reason) {
    case TransportClose::closed:
      return DisconnectReason::transport_close;
    case TransportClose::going_away:
      return DisconnectReason::going_away;
    case TransportClose::error:
      return DisconnectReason::transport_error;
    case TransportClose::ping_timeout:
      return DisconnectReason::ping_timeout;
    case TransportClose::parse_error:
      return DisconnectReason::parse_error;
    case TransportClose::overflow:
    case TransportClose::forced:
      return DisconnectReason::forced_close;
    case TransportClose::shutting_down:
      return DisconnectReason::server_shutting_down;
  }
  return DisconnectReason::transport_close;
}

}  // namespace moim::socketio
