#include "moim/socketio/counters.h"

#include "moim/socketio/event.h"

namespace moim::socketio {

std::string_view to_string(ProtocolError error) {
  switch (error) {
    case ProtocolError::unknown_packet_type:
      return "unknown packet type";
    case ProtocolError::bad_namespace:
      return "bad namespace";
    case ProtocolError::bad_attachment_count:
      return "bad attachment count";
    case ProtocolError::too_many_attachments:
      return "too many attachments";
    case ProtocolError::too_many_attachment_bytes:
      return "too many attachment bytes";
    case ProtocolError::too_many_waiting_bytes:
      return "too many waiting bytes";
    case ProtocolError::unexpected_binary:
      return "unexpected binary message";
    case ProtocolError::missing_attachment:
      return "missing attachment";
    case ProtocolError::late_attachment:
      return "late attachment";
    case ProtocolError::bad_placeholder:
      return "bad placeholder";
    case ProtocolError::bad_ack_id:
      return "bad ack id";
    case ProtocolError::bad_json:
      return "bad JSON";
    case ProtocolError::bad_json_encoding:
      return "JSON is not UTF-8";
    case ProtocolError::json_too_deep:
      return "JSON nested too deep";
    case ProtocolError::bad_payload:
      return "bad payload";
    case ProtocolError::reserved_event:
      return "reserved event";
    case ProtocolError::event_name_too_long:
      return "event name too long";
    case ProtocolError::not_connected:
      return "not connected to the namespace";
    case ProtocolError::already_connected:
      return "already connected to the namespace";
    case ProtocolError::unexpected_packet:
      return "unexpected packet";
    case ProtocolError::count_:
      break;
  }
  return "unknown";
}

std::string_view to_string(LimitHit limit) {
  switch (limit) {
    case LimitHit::connect_timeout:
      return "connect timeout";
    case LimitHit::middleware_timeout:
      return "middleware timeout";
    case LimitHit::ack_timeout:
      return "ack timeout";
    case LimitHit::namespaces:
      return "namespaces";
    case LimitHit::auth_bytes:
      return "auth bytes";
    case LimitHit::pending_acks:
      return "pending acks";
    case LimitHit::rooms:
      return "rooms";
    case LimitHit::count_:
      break;
  }
  return "unknown";
}

std::string_view to_string(Activity activity) {
  switch (activity) {
    case Activity::connections:
      return "connections";
    case Activity::sockets:
      return "sockets";
    case Activity::refused:
      return "refused";
    case Activity::packets_received:
      return "packets received";
    case Activity::events_received:
      return "events received";
    case Activity::events_sent:
      return "events sent";
    case Activity::broadcasts:
      return "broadcasts";
    case Activity::acks_received:
      return "acks received";
    case Activity::acks_sent:
      return "acks sent";
    case Activity::late_acks:
      return "late acks";
    case Activity::reserved_events:
      return "reserved events";
    case Activity::late_packets:
      return "late packets";
    case Activity::count_:
      break;
  }
  return "unknown";
}

std::string_view to_string(AckError error) {
  switch (error) {
    case AckError::timeout:
      return "timeout";
    case AckError::disconnected:
      return "disconnected";
    case AckError::too_many:
      return "too many pending";
    case AckError::reserved_event:
      return "reserved event";
  }
  return "unknown";
}

std::string_view to_string(RecoveryEvent event) {
  switch (event) {
    case RecoveryEvent::held:
      return "held";
    case RecoveryEvent::recovered:
      return "recovered";
    case RecoveryEvent::missed:
      return "missed";
    case RecoveryEvent::expired:
      return "expired";
    case RecoveryEvent::overflow:
      return "overflow";
    case RecoveryEvent::count_:
      break;
  }
  return "unknown";
}

}  // namespace moim::socketio
