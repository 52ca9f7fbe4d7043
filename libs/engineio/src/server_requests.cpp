#include <memory>
#include <string>
#include <utility>

#include "moim/base/random.h"

#include "responses.h"
#include "server_impl.h"

namespace moim::engineio {
namespace {

using base::ByteView;
using base::TimePoint;

Metric metric_of(RequestError error) {
  switch (error) {
    case RequestError::unknown_transport:
      return Metric::errors_unknown_transport;
    case RequestError::unknown_sid:
      return Metric::errors_unknown_sid;
    case RequestError::bad_handshake_method:
      return Metric::errors_bad_handshake_method;
    case RequestError::unsupported_version:
      return Metric::errors_unsupported_version;
    default:
      return Metric::errors_bad_request;
  }
}

Pace pace_of(const Query& query, const Options& options) {
  return query.call ? Pace{options.call_ping_interval, options.call_ping_timeout}
                    : Pace{options.ping_interval, options.ping_timeout};
}

bool is_offered(TransportKind transport, const Options& options) {
  return transport == TransportKind::polling ? options.polling : options.websocket;
}

bool is_binary(const Request& request) {
  return request.content_type.starts_with("application/octet-stream");
}

}  // namespace

void Server::Impl::refuse(ConnectionId connection, RequestError error) {
  shared_.statistics.metrics.add(metric_of(error));
  shared_.outputs.push(Respond{connection, error_response(error)});
}

void Server::Impl::handle_request(TimePoint now, ConnectionId connection, const Request& request) {
  begin();
  const Query query = parse_query(request.query);
  if (query.jsonp) {
    shared_.statistics.metrics.add(Metric::errors_jsonp);
    shared_.outputs.push(
        Respond{connection, error_response(400, RequestError::bad_request, "JSONP is not supported")});
    return;
  }
  if (!query.transport || !is_offered(*query.transport, shared_.options)) {
    return refuse(connection, RequestError::unknown_transport);
  }
  if (!query.version) return refuse(connection, RequestError::unsupported_version);
  if (query.sid.empty()) return handle_handshake(now, connection, request, query);

  Session* const session = sessions_.find(query.sid);
  if (session == nullptr) return refuse(connection, RequestError::unknown_sid);
  session->check_heartbeat(now);
  if (session->over()) {
    settle(*session);
    return refuse(connection, RequestError::unknown_sid);
  }
  const bool websocket = *query.transport == TransportKind::websocket;
  if (*query.version != session->version() || websocket != request.websocket_upgrade ||
      (!websocket && session->transport() == TransportKind::websocket)) {
    settle(*session);
    return refuse(connection, RequestError::bad_request);
  }
  if (websocket) {
    handle_websocket(now, connection, *session);
  } else {
    handle_http(now, connection, *session, request);
  }
}

void Server::Impl::handle_handshake(TimePoint now, ConnectionId connection, const Request& request,
                                    const Query& query) {
  if (request.method != Method::get) return refuse(connection, RequestError::bad_handshake_method);
  const bool websocket = *query.transport == TransportKind::websocket;
  if (websocket != request.websocket_upgrade) return refuse(connection, RequestError::bad_request);
  if (sessions_.size() >= shared_.options.max_sessions) {
    shared_.statistics.metrics.add(Metric::handshakes_refused_full);
    shared_.outputs.push(
        Respond{connection, error_response(503, RequestError::forbidden, "Too many sessions")});
    return;
  }
  const auto& subscriber = request.subscriber;
  if (subscriber && subscriber->sessions >= shared_.options.max_sessions_per_subscriber) {
    shared_.statistics.metrics.add(Metric::handshakes_refused_subscriber);
    shared_.outputs.push(Respond{
        connection, error_response(429, RequestError::forbidden, "Too many sessions from this address")});
    return;
  }
  shared_.statistics.metrics.add(websocket ? Metric::handshakes_websocket : Metric::handshakes_polling);
  Session& session = sessions_.add(std::make_unique<Session>(
      shared_,
      Session::Identity{sessions_.next_id(), base::random_id(random_), *query.version, query.base64,
                        pace_of(query, shared_.options), subscriber},
      now));
  link(now, connection, session.id(), !websocket);
  session.open(*query.transport, connection);
  settle(session);
}

// A session has one WebSocket: another is accepted, as clients cannot read an HTTP error here, and closed.
void Server::Impl::handle_websocket(TimePoint now, ConnectionId connection, Session& session) {
  if (session.can_upgrade()) {
    link(now, connection, session.id(), false);
    session.start_upgrade(now, connection);
  } else {
    unlink(now, connection);
    shared_.statistics.metrics.add(Metric::sockets_refused);
    shared_.outputs.push(AcceptWebSocket{connection});
    shared_.outputs.push(CloseWebSocket{connection, 1000});
  }
  settle(session);
}

void Server::Impl::handle_http(TimePoint now, ConnectionId connection, Session& session,
                               const Request& request) {
  if (request.method == Method::other) {
    settle(session);
    return refuse(connection, RequestError::bad_request);
  }
  link(now, connection, session.id(), true);
  if (request.method == Method::post) return handle_post(now, connection, session, request);
  shared_.statistics.metrics.add(Metric::polls);
  session.handle_poll(now, connection);
  settle(session);
}

void Server::Impl::handle_post(TimePoint now, ConnectionId connection, Session& session,
                               const Request& request) {
  shared_.statistics.metrics.add(Metric::posts);
  if (request.body_too_large || request.body.size() > shared_.options.max_payload) {
    // As in the reference server the session goes on without this body.
    shared_.statistics.metrics.add(Metric::payloads_too_large);
    shared_.outputs.push(
        Respond{connection, error_response(413, RequestError::bad_request, "Payload too large")});
    return settle(session);
  }
  const bool v4 = session.version() == Version::v4;
  const PayloadFormat format = v4                   ? PayloadFormat::v4_text
                               : is_binary(request) ? PayloadFormat::v3_binary
                                                    : PayloadFormat::v3_text;
  // Revision 4 has no binary payloads: such a body is read as an empty one, which is none.
  const ByteView body = v4 && is_binary(request) ? ByteView{} : request.body;
  post_.emplace(now, connection, session.id(),
                PayloadDecoder{format, body, shared_.options.max_packets_per_payload});
  settle(session);
}

// One packet at a time, so that what the application does on one is seen before the next: after its close()
// the rest of the body counts for nothing.
void Server::Impl::read_post() {
  Session* const session = sessions_.find(post_->session);
  if (session == nullptr) return end_post(ok_response());
  const auto packet = post_->decoder.next();
  if (packet && !*packet) return end_post(ok_response());
  bool valid = packet.has_value();
  if (valid) {
    valid = session->handle_packet(post_->now, **packet);
  } else {
    session->finish(CloseReason::parse_error);
  }
  const bool too_many = session->over() && session->close_reason() == CloseReason::rate_limited;
  settle(*session);
  if (valid) return;
  if (too_many) return end_post(error_response(429, RequestError::bad_request, "Too many messages"));
  shared_.statistics.metrics.add(Metric::payloads_invalid);
  end_post(error_response(RequestError::bad_request));
}

void Server::Impl::end_post(Response response) {
  shared_.outputs.push(Respond{post_->connection, std::move(response)});
  post_.reset();
}

}  // namespace moim::engineio
