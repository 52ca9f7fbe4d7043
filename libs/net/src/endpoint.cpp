#include "endpoint.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "moim/base/check.h"
#include "moim/crypto/digest.h"
#include "moim/websocket/handshake.h"

#include "connection.h"
#include "http_connection.h"
#include "response_writer.h"
#include "server_core.h"
#include "websocket_connection.h"

namespace moim::net {
namespace {

using engineio::CloseReason;
using engineio::ConnectionId;

std::string without_last_slash(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

HttpResponse to_http(const engineio::Response& response) {
  HttpResponse result;
  result.status = response.status;
  result.content_type = response.content_type;
  result.headers = {{"Cache-Control", "no-store"}};  // a poll's answer is for this one request
  result.body = response.body;
  return result;
}

engineio::Method to_engine(HttpMethod method) {
  switch (method) {
    case HttpMethod::get:
      return engineio::Method::get;
    case HttpMethod::post:
      return engineio::Method::post;
    default:
      return engineio::Method::other;
  }
}

}  // namespace

Endpoint::Endpoint(ServerCore& core, unsigned index, EngineApplication& application,
                   const EndpointOptions& options, base::RandomSource& random)
    : core_(core),
      index_(index),
      application_(application),
      origins_(options.origins),
      path_(without_last_slash(options.path)),
      engine_(options.engine, random) {}

void Endpoint::set_options(const EndpointOptions& options) {
  const base::TokenRate before = engine_.options().subscriber_packet_rate;
  engine_.set_options(options.engine);
  origins_ = options.origins;
  if (options.engine.subscriber_packet_rate != before) core_.refill_subscribers();
}

bool Endpoint::matches(std::string_view path) const {
  return path.starts_with(path_) && (path.size() == path_.size() || path[path_.size()] == '/');
}

Endpoint::Admission Endpoint::admit(const HttpRequest& request) {
  const std::string_view origin = request.header("origin");
  const OriginVerdict verdict = judge_origin(origins_, origin, request.host);
  Admission admission;
  if (verdict == OriginVerdict::refused) {
    core_.counters().add(Counter::refused_origin);
    admission.refusal = to_http(engineio::error_response(engineio::RequestError::forbidden));
    return admission;
  }
  if (verdict == OriginVerdict::cross_origin) {
    append_header(admission.headers, "Access-Control-Allow-Origin", origin);
    append_header(admission.headers, "Access-Control-Allow-Credentials", "true");
    append_header(admission.headers, "Vary", "Origin");
  }
  if (request.method == HttpMethod::options) return preflight(request, std::move(admission.headers));
  if (request.method == HttpMethod::head) {
    core_.counters().add(Counter::refused_method);
    admission.refusal = HttpResponse{.status = 405, .headers = {{"Allow", "GET, POST, OPTIONS"}}};
  } else if (websocket::wants_websocket(request.header("upgrade"))) {
    admit_websocket(request, admission);
  }
  return admission;
}

Endpoint::Admission Endpoint::preflight(const HttpRequest& request, std::string headers) const {
  Admission admission;
  admission.headers = std::move(headers);
  HttpResponse response{.status = 204, .headers = {{"Allow", "GET, POST, OPTIONS"}}};
  if (!admission.headers.empty()) {
    append_header(admission.headers, "Access-Control-Allow-Methods", "GET, POST");
    const std::string_view wanted = request.header("access-control-request-headers");
    if (!wanted.empty()) append_header(admission.headers, "Access-Control-Allow-Headers", wanted);
    append_header(admission.headers, "Access-Control-Max-Age", "600");
  }
  admission.refusal = std::move(response);
  return admission;
}

void Endpoint::admit_websocket(const HttpRequest& request, Admission& admission) const {
  const websocket::UpgradeRequest upgrade{.is_get = request.method == HttpMethod::get,
                                          .http_1_1 = request.http_1_1,
                                          .upgrade = request.header("upgrade"),
                                          .connection = request.header("connection"),
                                          .sec_websocket_key = request.header("sec-websocket-key"),
                                          .sec_websocket_version = request.header("sec-websocket-version")};
  const auto error = websocket::check_upgrade(upgrade);
  if (!error) {
    admission.websocket_accept = websocket::accept_key(upgrade.sec_websocket_key, &crypto::sha1);
    return;
  }
  core_.counters().add(Counter::refused_upgrade);
  HttpResponse response{.status = websocket::status_of(*error), .content_type = "text/plain; charset=utf-8"};
  if (response.status == 426) response.headers = {{"Sec-WebSocket-Version", "13"}, {"Upgrade", "websocket"}};
  response.body = std::string(websocket::describe(*error)) + "\n";
  admission.refusal = std::move(response);
  admission.close = true;
}

void Endpoint::handle_request(Connection& connection, const HttpRequest& request, Body body) {
  const HttpConnection* http = connection.http();
  request_ = &request;
  dirty_ = true;
  engine_.handle_request(core_.now(), connection.id(),
                         {.method = to_engine(request.method),
                          .query = request.query,
                          .content_type = request.header("content-type"),
                          .body = body == Body::whole ? request.body : base::ByteView{},
                          .websocket_upgrade = http != nullptr && http->wants_websocket(),
                          .body_too_large = body == Body::too_large,
                          .subscriber = core_.subscriber(request.client)});
  drain();
  request_ = nullptr;
}

void Endpoint::handle_frame(ConnectionId connection, bool binary, base::ByteView payload) {
  dirty_ = true;
  engine_.handle_frame(core_.now(), connection, binary, payload);
  drain();
}

void Endpoint::handle_connection_closed(ConnectionId connection, CloseReason reason) {
  dirty_ = true;
  if (draining_) return closed_.emplace_back(connection, reason), void();
  engine_.handle_connection_closed(core_.now(), connection, reason);
  drain();
}

base::TimePoint Endpoint::next_deadline() const {
  return std::min(engine_.next_deadline(), application_.next_deadline());
}

void Endpoint::handle_timeout() {
  const base::TimePoint now = core_.now();
  if (application_.next_deadline() <= now) application_.handle_timeout(now);
  if (engine_.next_deadline() > now) return;
  dirty_ = true;
  engine_.handle_timeout(now);
  drain();
}

void Endpoint::flush() {
  if (!dirty_) return;
  dirty_ = false;
  queued_ = 0;
  dirty_before_ = core_.io().dirty_count();
  writing_to_ = engineio::kNoConnection;
  flushing_ = true;
  engine_.flush(core_.now());
  drain();
  flushing_ = false;
}

void Endpoint::stop() {
  dirty_ = true;
  engine_.close_all(CloseReason::server_shutdown);
  drain();
}

void Endpoint::send(engineio::SessionId session, bool binary, base::ByteView payload) {
  dirty_ = true;
  engine_.send(session, binary, payload);
  queued_ += payload.size();
  if (queued_ >= core_.options().turn_bytes) core_.end_turn_early();
}

void Endpoint::close(engineio::SessionId session, CloseReason reason) {
  dirty_ = true;
  engine_.close(session, reason);
}

// Applications called from here only queue, and connections closed from here are noted, so the engine is
// never entered while it hands out its outputs.
void Endpoint::drain() {
  MOIM_CHECK(!draining_);
  draining_ = true;
  while (true) {
    while (const auto output = engine_.poll_output()) {
      std::visit([this](const auto& o) { apply(o); }, *output);
    }
    if (closed_.empty()) break;
    const auto [connection, reason] = closed_.back();
    closed_.pop_back();
    engine_.handle_connection_closed(core_.now(), connection, reason);
  }
  draining_ = false;
}

void Endpoint::apply(const engineio::Respond& respond) {
  Connection* connection = core_.find(respond.connection);
  if (connection != nullptr && connection->http() != nullptr)
    connection->http()->respond(to_http(respond.response));
}

void Endpoint::apply(const engineio::AcceptWebSocket& accept) {
  Connection* connection = core_.find(accept.connection);
  if (connection != nullptr && connection->http() != nullptr) connection->http()->accept_websocket(*this);
}

void Endpoint::apply(const engineio::Frame& frame) {
  // The frames of one connection are written before the next connection's are made: a 6 KB offer is copied
  // within the processor's nearest cache, and all connections of a turn share one buffer.
  if (flushing_ && std::exchange(writing_to_, frame.connection) != frame.connection) {
    core_.io().flush_dirty_since(dirty_before_);
  }
  Connection* connection = core_.find(frame.connection);
  if (connection != nullptr && connection->websocket() != nullptr) {
    connection->websocket()->send(frame.binary, frame.payload);
  }
}

void Endpoint::apply(const engineio::CloseWebSocket& close) {
  Connection* connection = core_.find(close.connection);
  if (connection != nullptr && connection->websocket() != nullptr) {
    connection->websocket()->close(static_cast<websocket::CloseCode>(close.code), close.reason);
  }
}

void Endpoint::apply(const engineio::Opened& opened) {
  MOIM_CHECK(request_ != nullptr);
  application_.handle_open(opened.session, {opened.version, opened.transport, *request_});
}

void Endpoint::apply(const engineio::Message& message) {
  application_.handle_message(message.session, message.binary, message.payload);
}

void Endpoint::apply(const engineio::Delivered& delivered) { application_.handle_delivered(delivered); }

void Endpoint::apply(const engineio::Closed& closed) {
  core_.warn_of_close(closed.reason);
  application_.handle_close(closed);
}

}  // namespace moim::net
