#include "connection.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "endpoint.h"
#include "http_connection.h"
#include "server_core.h"
#include "websocket_connection.h"

namespace moim::net {

using base::TimePoint;
using engineio::CloseReason;

Connection::Connection(ServerCore& core, engineio::ConnectionId id, const Address& peer, UniqueFd socket,
                       std::unique_ptr<TlsSession> tls)
    : core_(core),
      id_(id),
      peer_(peer),
      stream_(core.io(), std::move(socket), std::move(tls), *this),
      counted_(core.counts_by_address(peer)) {
  auto http = std::make_unique<HttpConnection>(*this);
  http_ = http.get();
  protocol_ = std::move(http);
}

Connection::~Connection() = default;

bool Connection::start() {
  const auto& options = core_.options();
  set_deadline(now() + (stream_.is_tls() ? options.tls_handshake_timeout : options.header_timeout));
  return stream_.start();
}

void Connection::finish_handshake() {
  if (std::exchange(handshaking_, false)) core_.handshakes().finish();
}

TimePoint Connection::now() const { return core_.now(); }

void Connection::become_websocket(Endpoint& endpoint) {
  auto websocket = std::make_unique<WebSocketConnection>(*this, endpoint);
  std::ignore = hold(0);
  http_ = nullptr;
  websocket_ = websocket.get();
  set_deadline(base::kNever);
  // The old one is still on the call stack.
  core_.bury(std::exchange(protocol_, std::move(websocket)));
}

void Connection::feed_websocket_later(std::string_view octets) {
  if (octets.empty()) return;
  websocket_->add_early(octets);
  resume_later();
}

void Connection::serve(Endpoint& endpoint) { endpoints_ |= 1U << endpoint.index(); }

void Connection::tell_endpoints(CloseReason reason) {
  for (std::uint32_t rest = std::exchange(endpoints_, 0); rest != 0; rest &= rest - 1) {
    core_.endpoint(static_cast<unsigned>(std::countr_zero(rest))).handle_connection_closed(id_, reason);
  }
}

void Connection::set_deadline(TimePoint at) {
  deadline_ = at;
  arm();
}

bool Connection::hold(std::size_t octets) {
  if (octets == held_) return true;
  core_.add_incoming(octets - held_);
  const bool grows = octets > std::exchange(held_, octets);
  if (!grows || core_.incoming() <= core_.options().max_incoming_bytes) return true;
  core_.counters().add(Counter::dropped_incoming_full);
  core_.warn_of_incoming();
  return false;
}

// Deadlines move later far more often than they come, so an entry that is too early stays in the queue and is
// renewed when it surfaces.
void Connection::arm() {
  const TimePoint first = std::min(deadline_, stall_);
  if (first >= armed_) return;
  armed_ = first;
  core_.deadlines().set(id_, first);
}

void Connection::handle_deadline_entry() {
  armed_ = base::kNever;
  if (stall_ <= now()) check_stall();
  if (closed()) return;
  if (deadline_ <= now()) {
    deadline_ = base::kNever;
    if (finishing_) return close();
    if (stream_.handshaking()) return drop(Counter::timeout_tls_handshake);
    protocol_->handle_deadline();
  }
  if (!closed()) arm();
}

void Connection::count_outgoing() {
  const std::size_t held = stream_.blocked() ? stream_.held() : 0;
  core_.add_outgoing(held - std::exchange(outgoing_, held));
}

void Connection::handle_blocked() {
  count_outgoing();
  if (stall_ != base::kNever) return;
  sent_at_stall_ = stream_.sent();
  stall_ = now() + core_.options().send_timeout;
  arm();
}

void Connection::check_stall() {
  stall_ = base::kNever;
  if (stream_.queued() == 0) return;
  if (stream_.sent() == sent_at_stall_) return drop(Counter::timeout_send, CloseReason::overflow);
  handle_blocked();
}

void Connection::resume_later() {
  if (std::exchange(resuming_, true)) return;
  core_.resume_later(*this);
}

void Connection::handle_resume() {
  resuming_ = false;
  if (!closed() && !finishing_) protocol_->resume();
}

void Connection::handle_data(std::span<char> octets) {
  if (!finishing_) protocol_->handle_data(octets);
}

void Connection::handle_sent() {
  if (outgoing_ != 0) count_outgoing();
  if (!finishing_) protocol_->handle_sent();
}

void Connection::handle_end(StreamEnd end) {
  if (end == StreamEnd::tls_failed) return drop(Counter::dropped_tls_failed);
  if (end == StreamEnd::no_memory) {
    core_.warn_of_memory();
    return drop(Counter::dropped_no_memory);
  }
  if (websocket_ != nullptr && websocket_->leaves()) return;  // as it said; its farewell comes in its turn
  if (end == StreamEnd::reset || finishing_) return close();
  protocol_->handle_end();
}

void Connection::finish(CloseReason reason) {
  if (finishing_ || closed()) return;
  finishing_ = true;
  stream_.pause_reading(false);
  stream_.end_output();
  set_deadline(now() + core_.options().linger_timeout);
  tell_endpoints(reason);
}

void Connection::close(CloseReason reason) {
  if (closed()) return;
  finish_handshake();
  core_.add_incoming(0 - std::exchange(held_, 0));
  core_.add_outgoing(0 - std::exchange(outgoing_, 0));
  stream_.close();
  core_.remove(*this);
  tell_endpoints(reason);
}

void Connection::drop(Counter why, CloseReason reason) {
  core_.counters().add(why);
  close(reason);
}

void Connection::stop() {
  if (!finishing_) protocol_->stop();
}

}  // namespace moim::net
