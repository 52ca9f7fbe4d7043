#include "http_connection.h"

#include <algorithm>
#include <utility>

#include "connection.h"
#include "endpoint.h"
#include "response_writer.h"
#include "server_core.h"
#include "text.h"

namespace moim::net {
namespace {

using base::kNever;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

HttpResponse short_response(int status) {
  HttpResponse response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::string(reason_phrase(status)) + "\n";
  return response;
}

// RFC 9112 3.2.2: a server accepts the absolute form too. What stays is the origin form.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

Counter counter_of(int failure) {
  switch (failure) {
    case 413:
      return Counter::refused_body_too_large;
    case 431:
      return Counter::refused_header_too_large;
    default:
      return Counter::refused_bad_request;
  }
}

}  // namespace

void HttpConnection::handle_data(std::span<char> octets) {
  const std::string_view view(octets.data(), octets.size());
  if (phase_ != Phase::reading) {
    keep(view);
    return count_held();
  }
  if (kept_.empty()) return process(view);
  std::string all = std::exchange(kept_, {});
  all += view;
  process(all);
}

// Requests behind the one being answered wait; when there are too many octets of them, in the kernel.
void HttpConnection::keep(std::string_view octets) {
  kept_ += octets;
  if (kept_.size() >= connection_.core().options().max_pipelined_bytes)
    connection_.stream().pause_reading(true);
}

void HttpConnection::process(std::string_view octets) {
  while (phase_ == Phase::reading && !octets.empty()) {
    if (!parser_) {
      // RFC 9112 2.2: an empty line before the request line is ignored.
      if (octets.front() == '\r' || octets.front() == '\n') {
        octets.remove_prefix(1);
        continue;
      }
      begin_request();
    }
    const std::size_t used = parser_->feed(octets);
    octets.remove_prefix(used);
    if (parser_->state() == HttpParser::State::failed) return fail(parser_->failure());
    if (parser_->state() != HttpParser::State::header && !header_checked_) {
      header_checked_ = true;
      if (!header_is_fine()) return;
    }
    if (parser_->state() == HttpParser::State::complete) {
      dispatch();
    } else if (used == 0) {
      break;
    }
  }
  if (connection_.closed() || connection_.finishing()) return;
  if (connection_.websocket() != nullptr) return connection_.feed_websocket_later(octets);
  if (!octets.empty()) keep(octets);
  count_held();
}

void HttpConnection::count_held() {
  const bool in_body = parser_ && parser_->state() == HttpParser::State::body;
  const std::size_t held = kept_.size() + (in_body ? parser_->buffered() : 0);
  if (connection_.hold(held)) return;
  if (phase_ != Phase::reading) return connection_.close();  // it cannot be told now
  keep_alive_ = false;
  respond(short_response(503));
  parser_.reset();
}

void HttpConnection::begin_request() {
  const auto& core = connection_.core();
  parser_ = std::make_unique<HttpParser>(
      HttpParser::Limits{.header = core.options().max_header_bytes, .body = core.largest_body()});
  header_checked_ = false;
  extra_.clear();
  // A connection's first header has had its deadline since the connection was accepted.
  if (served_one_) connection_.set_deadline(connection_.now() + core.options().header_timeout);
}

std::size_t HttpConnection::body_limit(std::string_view path) const {
  const Endpoint* endpoint = connection_.core().route(path);
  return endpoint != nullptr ? endpoint->max_payload() : connection_.core().options().max_body_bytes;
}

// What can be refused before the body is read.
bool HttpConnection::header_is_fine() {
  head_ = parser_->method() == HttpMethod::head;
  http_1_1_ = parser_->http_1_1();
  keep_alive_ = parser_->keep_alive();
  const HttpRequest request = make_request();
  const bool form_is_fine =
      request.target.starts_with('/') || (request.method == HttpMethod::options && request.target == "*");
  const auto hosts =
      std::ranges::count_if(*request.headers, [](const auto& h) { return equal_nocase(h.first, "host"); });
  // RFC 9112 3.2: exactly one Host, which HTTP/1.0 may leave out.
  if (!form_is_fine || hosts > 1 || (hosts == 0 && http_1_1_)) return fail(400), false;
  if (parser_->expects_other()) return refuse(Counter::refused_expectation, short_response(417)), false;
  if (parser_->content_length().value_or(0) > body_limit(request.path)) return fail(413), false;
  if (parser_->state() == HttpParser::State::complete) return true;
  if (parser_->expects_continue() && http_1_1_) connection_.stream().output() += kContinue;
  connection_.set_deadline(connection_.now() + connection_.core().options().body_timeout);
  return true;
}

HttpRequest HttpConnection::make_request() const {
  ServerCore& core = connection_.core();
  HttpRequest request;
  auto& headers = core.header_scratch();
  parser_->list_headers(headers);
  request.headers = &headers;
  request.method = parser_->method();
  request.target = origin_form(parser_->target());
  request.path = path_of(request.target);
  if (request.path.size() < request.target.size())
    request.query = request.target.substr(request.path.size() + 1);
  request.host = request.header("host");
  request.secure = connection_.stream().is_tls();
  request.http_1_1 = parser_->http_1_1();
  request.client = connection_.peer();
  if (parser_->state() == HttpParser::State::complete) request.body = parser_->body();
  core.apply_forwarded(request);
  return request;
}

void HttpConnection::dispatch() {
  ServerCore& core = connection_.core();
  const HttpRequest request = make_request();
  core.counters().add(Counter::http_requests);
  connection_.set_deadline(kNever);
  connection_.finish_handshake();
  phase_ = Phase::pending;
  served_one_ = true;
  keep_alive_ = keep_alive_ && !core.stopping();
  // A session that is being closed may still fetch its last messages.
  if (core.stopping() && request.query.find("sid=") == std::string_view::npos) {
    return refuse(Counter::refused_stopping, short_response(503));
  }
  if (Endpoint* endpoint = core.route(request.path)) {
    dispatch_to(*endpoint, request);
  } else if (parser_->content_length().value_or(request.body.size()) > core.options().max_body_bytes ||
             request.body.size() > core.options().max_body_bytes) {
    fail(413);
  } else {
    respond(core.handle_http(request));
  }
  if (!connection_.closed()) parser_.reset();
}

void HttpConnection::dispatch_to(Endpoint& endpoint, const HttpRequest& request) {
  connection_.serve(endpoint);
  Endpoint::Admission admission = endpoint.admit(request);
  extra_ = std::move(admission.headers);
  accept_key_ = std::move(admission.websocket_accept);
  if (admission.refusal) {
    if (admission.close) keep_alive_ = false;
    return respond(*admission.refusal);
  }
  endpoint.handle_request(connection_, request, Endpoint::Body::whole);
}

void HttpConnection::respond(const HttpResponse& response) {
  if (phase_ == Phase::sending || connection_.closed() || connection_.finishing()) return;
  phase_ = Phase::sending;
  const ResponseFraming framing{.http_1_1 = http_1_1_,
                                .keep_alive = keep_alive_,
                                .head = head_,
                                .extra = extra_,
                                .date = connection_.core().date()};
  Stream& stream = connection_.stream();
  append_head(stream.output(), response, framing);
  if (sends_body(response, framing)) stream.write_body(response.body);
}

// Refuses a request that was not read to its end, so the connection cannot be used any more.
void HttpConnection::fail(int status) {
  if (status == 413) {
    const HttpRequest request = make_request();
    if (Endpoint* endpoint = connection_.core().route(request.path))
      return fail_oversized(*endpoint, request);
  }
  refuse(counter_of(status), short_response(status));
}

// The endpoint hears of it, because the session is to end.
void HttpConnection::fail_oversized(Endpoint& endpoint, const HttpRequest& request) {
  keep_alive_ = false;
  phase_ = Phase::pending;
  connection_.core().counters().add(Counter::refused_body_too_large);
  connection_.serve(endpoint);
  Endpoint::Admission admission = endpoint.admit(request);
  extra_ = std::move(admission.headers);
  if (admission.refusal) return respond(*admission.refusal);
  endpoint.handle_request(connection_, request, Endpoint::Body::too_large);
}

void HttpConnection::refuse(Counter why, HttpResponse response) {
  connection_.core().counters().add(why);
  keep_alive_ = false;
  respond(response);
}

void HttpConnection::accept_websocket(Endpoint& endpoint) {
  std::string& out = connection_.stream().output();
  out +=
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
      "Upgrade\r\nSec-WebSocket-Accept: ";
  out.append(accept_key_).append("\r\n").append(extra_).append("\r\n");
  connection_.core().counters().add(Counter::websockets_opened);
  connection_.become_websocket(endpoint);
}

void HttpConnection::handle_sent() {
  if (phase_ != Phase::sending) return;
  if (!keep_alive_) return connection_.finish();
  phase_ = Phase::reading;
  connection_.stream().pause_reading(false);
  connection_.set_deadline(connection_.now() + connection_.core().options().idle_timeout);
  if (!kept_.empty()) connection_.resume_later();
}

void HttpConnection::resume() {
  if (phase_ != Phase::reading) return;
  const std::string octets = std::exchange(kept_, {});
  process(octets);
}

void HttpConnection::handle_end() {
  // An answer that is on its way is still sent: the client may have closed only its own direction.
  if (phase_ == Phase::sending) {
    keep_alive_ = false;
  } else {
    connection_.close();
  }
}

void HttpConnection::handle_deadline() {
  auto& counters = connection_.core().counters();
  if (!parser_ && kept_.empty()) {
    counters.add(served_one_ ? Counter::timeout_idle : Counter::timeout_header);
    return connection_.close();
  }
  if (phase_ != Phase::reading) return;
  const bool in_body = parser_ && parser_->state() == HttpParser::State::body;
  refuse(in_body ? Counter::timeout_body : Counter::timeout_header, short_response(408));
}

void HttpConnection::stop() {
  keep_alive_ = false;
  if (phase_ == Phase::reading && !parser_) connection_.close();
}

}  // namespace moim::net
