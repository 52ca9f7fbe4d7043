#include "socketio_bridge.h"

#include <string>
#include <utility>

#include "text.h"

namespace moim::net {
namespace {

using engineio::CloseReason;
using engineio::SessionId;
using socketio::TransportClose;

socketio::ConnectionId to_connection(SessionId session) {
  return socketio::ConnectionId{static_cast<std::uint64_t>(session)};
}

SessionId to_session(socketio::ConnectionId connection) {
  return SessionId{static_cast<std::uint64_t>(connection)};
}

TransportClose to_transport_close(CloseReason reason) {
  switch (reason) {
    case CloseReason::going_away:
      return TransportClose::going_away;
    case CloseReason::client_close:
    case CloseReason::transport_close:
    case CloseReason::poll_aborted:
    case CloseReason::orphaned:
      return TransportClose::closed;
    case CloseReason::ping_timeout:
      return TransportClose::ping_timeout;
    case CloseReason::overlapping_polls:
    case CloseReason::heartbeat_direction:
      return TransportClose::error;
    case CloseReason::parse_error:
      return TransportClose::parse_error;
    case CloseReason::overflow:
      return TransportClose::overflow;
    case CloseReason::rate_limited:
    case CloseReason::forced_close:
      return TransportClose::forced;
    case CloseReason::server_shutdown:
      return TransportClose::shutting_down;
    case CloseReason::count_:
      break;
  }
  return TransportClose::error;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

socketio::Handshake make_handshake(const EngineHandshake& from) {
  socketio::Handshake handshake;
  handshake.revision =
      from.version == engineio::Version::v3 ? socketio::Revision::v4 : socketio::Revision::v5;
  handshake.address = from.request.client.to_string();
  handshake.secure = from.request.secure;
  handshake.path = from.request.path;
  handshake.query = socketio::read_query(from.request.query);
  std::size_t octets = 0;
  for (const auto& [name, value] : *from.request.headers) octets += name.size() + value.size();
  handshake.headers.reserve(from.request.headers->size(), octets);
  for (const auto& [name, value] : *from.request.headers) handshake.headers.add(lower_case(name), value);
  return handshake;
}

}  // namespace

void SocketIoBridge::attach(EngineEndpoint& endpoint) {
  endpoint_ = &endpoint;
  server_.attach(*this);
}

void SocketIoBridge::handle_open(SessionId session, const EngineHandshake& handshake) {
  server_.handle_open(loop_.now(), to_connection(session), make_handshake(handshake));
}

void SocketIoBridge::handle_message(SessionId session, bool binary, base::ByteView payload) {
  server_.handle_message(loop_.now(), to_connection(session), binary, payload);
}

void SocketIoBridge::handle_close(const engineio::Closed& closed) {
  server_.handle_close(loop_.now(), to_connection(closed.session), to_transport_close(closed.reason),
                       closed.heard);
}

void SocketIoBridge::handle_delivered(const engineio::Delivered& delivered) {
  server_.handle_delivered(loop_.now(), to_connection(delivered.session), delivered.messages);
}

void SocketIoBridge::send(socketio::ConnectionId connection, bool binary, base::ByteView payload) {
  endpoint_->send(to_session(connection), binary, payload);
}

void SocketIoBridge::close(socketio::ConnectionId connection) {
  endpoint_->close(to_session(connection), CloseReason::forced_close);
}

}  // namespace moim::net
