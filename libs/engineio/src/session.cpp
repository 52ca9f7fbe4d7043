#include "session.h"

#include <algorithm>
#include <utility>

#include "moim/engineio/payload.h"

#include "responses.h"

namespace moim::engineio {
namespace {

using base::ByteView;
using base::kNever;
using base::TimePoint;

// RFC 6455 7.4.1.
constexpr std::uint16_t kNormalClosure = 1000;
std::uint16_t close_code(CloseReason reason) {
  switch (reason) {
    case CloseReason::server_shutdown:
      return 1001;
    case CloseReason::parse_error:
    case CloseReason::heartbeat_direction:
      return 1002;
    case CloseReason::overflow:
    case CloseReason::rate_limited:
      return 1008;
    default:
      return kNormalClosure;
  }
}

}  // namespace

Session::Session(Shared& shared, Identity identity, TimePoint now)
    : shared_{shared},
      identity_{std::move(identity)},
      heard_{now},
      heartbeat_{identity_.version, identity_.pace, now} {
  if (identity_.subscriber) ++identity_.subscriber->sessions;
}

Session::~Session() {
  shared_.waiting_bytes -= waiting_bytes_;
  if (identity_.subscriber) --identity_.subscriber->sessions;
}

base::Bytes Session::handshake_data() const {
  const Options& options = shared_.options;
  const bool upgrades = transport_ == TransportKind::polling && options.websocket && options.allow_upgrades;
  base::Bytes json = R"({"sid":")";
  json.append(identity_.sid).append(upgrades ? R"(","upgrades":["websocket"])" : R"(","upgrades":[])");
  json.append(R"(,"pingInterval":)").append(std::to_string(identity_.pace.interval.count()));
  json.append(R"(,"pingTimeout":)").append(std::to_string(identity_.pace.timeout.count()));
  if (identity_.version == Version::v4) {
    json.append(R"(,"maxPayload":)").append(std::to_string(options.max_payload));
  }
  return json += '}';
}

// The `open` packet goes alone: clients read the handshake's answer as one packet.
void Session::open(TransportKind transport, ConnectionId connection) {
  transport_ = transport;
  shared_.outputs.push(Opened{identity_.id, identity_.version, transport, connection});
  if (transport == TransportKind::websocket) {
    socket_ = connection;
    shared_.outputs.push(AcceptWebSocket{connection});
  } else {
    poll_ = connection;
  }
  push(PacketType::open, handshake_data());
  write_queue();
}

void Session::handle_poll(TimePoint now, ConnectionId connection) {
  heard_ = now;
  if (poll_ != kNoConnection) {
    shared_.outputs.push(Respond{connection, error_response(RequestError::bad_request)});
    return finish(CloseReason::overlapping_polls);
  }
  poll_ = connection;
  if (probed_) noop_deadline_ = now + shared_.options.upgrade_poll_delay;
  mark_dirty();
}

// Heartbeats count as well: each is read, and answered.
bool Session::within_rates(TimePoint now, const Packet& packet) {
  const Options& options = shared_.options;
  const std::uint32_t tokens = packet_tokens(packet.data.size());
  if (!packets_.take(options.packet_rate, now, tokens)) {
    shared_.statistics.metrics.add(Metric::packets_over_rate);
    return false;
  }
  if (identity_.subscriber == nullptr ||
      identity_.subscriber->packets.take(options.subscriber_packet_rate, now, tokens)) {
    return true;
  }
  shared_.statistics.metrics.add(Metric::packets_over_subscriber_rate);
  return false;
}

bool Session::handle_packet(TimePoint now, const Packet& packet) {
  heard_ = now;
  if (!within_rates(now, packet)) return finish(CloseReason::rate_limited), false;
  const bool v3 = identity_.version == Version::v3;
  switch (packet.type) {
    case PacketType::message:
      if (state_ != State::open) return true;
      shared_.statistics.metrics.add(Metric::messages_in);
      shared_.statistics.metrics.add(Metric::bytes_in, packet.data.size());
      shared_.outputs.push(Message{identity_.id, packet.binary, packet.data});
      return true;
    case PacketType::ping:
      if (!v3) break;
      heartbeat_.ping_heard(now, identity_.pace);
      if (state_ == State::open) queue({PacketType::pong, false, packet.data});
      return true;
    case PacketType::pong:
      if (v3) break;
      heartbeat_.pong_heard(now, identity_.pace);
      if (before_ping_ > delivered_) {
        delivered_ = before_ping_;
        shared_.outputs.push(Delivered{identity_.id, delivered_});
      }
      return true;
    case PacketType::close:
      finish(CloseReason::client_close);
      return true;
    default:
      return true;
  }
  finish(CloseReason::heartbeat_direction);
  return false;
}

void Session::handle_frame(TimePoint now, ConnectionId connection, bool binary, ByteView payload) {
  if (connection == probe_) return handle_probe(now, binary, payload);
  if (connection != socket_) return;
  const auto packet = decode_packet(identity_.version, binary, payload, shared_.scratch);
  if (!packet) return finish(CloseReason::parse_error);
  handle_packet(now, *packet);
}

bool Session::can_upgrade() const {
  return state_ == State::open && transport_ == TransportKind::polling && probe_ == kNoConnection &&
         shared_.options.allow_upgrades;
}

void Session::start_upgrade(TimePoint now, ConnectionId connection) {
  shared_.statistics.metrics.add(Metric::upgrades_started);
  shared_.outputs.push(AcceptWebSocket{connection});
  probe_ = connection;
  upgrade_deadline_ = now + shared_.options.upgrade_timeout;
  orphan_deadline_ = kNever;
}

void Session::handle_probe(TimePoint now, bool binary, ByteView payload) {
  const auto packet = decode_packet(identity_.version, binary, payload, shared_.scratch);
  if (packet && !within_rates(now, *packet)) return finish(CloseReason::rate_limited);
  if (packet && packet->type == PacketType::ping && packet->data == "probe") {
    shared_.outputs.push(Frame{probe_, false, "3probe"});
    probed_ = true;
    noop_due_ = poll_ != kNoConnection;
    return mark_dirty();
  }
  if (packet && packet->type == PacketType::upgrade) return finish_upgrade();
  shared_.outputs.push(CloseWebSocket{probe_, close_code(CloseReason::parse_error)});
  end_probe();
  look_for_orphan(now);
}

void Session::finish_upgrade() {
  shared_.statistics.metrics.add(Metric::upgrades_done);
  if (poll_ != kNoConnection) {
    // A client that did not pause. What waits goes by WebSocket, behind what it has by polling already.
    auto waiting = std::exchange(queue_, nullptr);
    push(PacketType::noop);
    answer_poll();
    queue_ = std::move(waiting);
  }
  socket_ = std::exchange(probe_, kNoConnection);
  transport_ = TransportKind::websocket;
  probed_ = false;
  upgrade_deadline_ = noop_deadline_ = orphan_deadline_ = close_deadline_ = kNever;
  mark_dirty();
}

// The probe's WebSocket is gone or told to go; polling carries on.
void Session::end_probe() {
  shared_.statistics.metrics.add(Metric::upgrades_failed);
  probe_ = kNoConnection;
  probed_ = false;
  upgrade_deadline_ = noop_deadline_ = kNever;
}

void Session::add_connection() {
  ++connections_;
  orphan_deadline_ = kNever;
}

void Session::drop_connection(TimePoint now) {
  --connections_;
  look_for_orphan(now);
}

// Called when a connection ended: if it was the last, the client has this long to come back with a request.
void Session::look_for_orphan(TimePoint now) {
  const bool alone = connections_ == 0 && transport_ == TransportKind::polling && poll_ == kNoConnection &&
                     probe_ == kNoConnection;
  orphan_deadline_ = alone ? now + shared_.options.orphan_timeout : kNever;
}

void Session::handle_connection_closed(TimePoint now, ConnectionId connection, CloseReason reason) {
  // A connection that we gave up says nothing of the client.
  if (reason == CloseReason::transport_close || reason == CloseReason::going_away) heard_ = now;
  if (connection == socket_) {
    socket_ = kNoConnection;
    finish(reason);
  } else if (connection == probe_) {
    end_probe();
    look_for_orphan(now);
  } else if (connection == poll_) {
    poll_ = kNoConnection;
    finish(CloseReason::poll_aborted);
  }
}

void Session::check_heartbeat(TimePoint now) {
  if (state_ != State::open) return;
  if (heartbeat_.ping_due(now)) {
    heartbeat_.ping_sent(now, identity_.pace);
    before_ping_ = sent_;
    shared_.statistics.metrics.add(Metric::pings_sent);
    push(PacketType::ping);
    mark_dirty();
  }
  if (heartbeat_.overdue(now)) finish(CloseReason::ping_timeout);
}

void Session::handle_timeout(TimePoint now) {
  check_heartbeat(now);
  if (over()) return;
  if (now >= upgrade_deadline_) {
    shared_.outputs.push(CloseWebSocket{probe_, kNormalClosure});
    end_probe();
    look_for_orphan(now);
  }
  if (now >= noop_deadline_) {
    noop_deadline_ = kNever;
    noop_due_ = true;
    mark_dirty();
  }
  if (now >= orphan_deadline_) return finish(CloseReason::orphaned);
  if (now >= close_deadline_) finish(close_reason_);
}

TimePoint Session::next_deadline() const {
  return std::min({state_ == State::open ? heartbeat_.deadline() : kNever, upgrade_deadline_, noop_deadline_,
                   orphan_deadline_, close_deadline_});
}

void Session::mark_dirty() {
  if (std::exchange(dirty_, true)) return;
  shared_.dirty.push_back(identity_.id);
}

void Session::push(PacketType type, ByteView data) {
  if (!queue_) queue_ = shared_.pool.take();
  queue_->push(identity_.version, identity_.base64, {type, false, data});
}

void Session::queue(const Packet& packet) {
  if (!queue_) queue_ = shared_.pool.take();
  if (queue_->cost() + packet.data.size() + SendQueue::kPacketCost > shared_.options.max_queued_bytes) {
    return close(CloseReason::overflow);
  }
  queue_->push(identity_.version, identity_.base64, packet);
  mark_dirty();
}

void Session::send(bool binary, ByteView payload) {
  base::Counters<Metric>& metrics = shared_.statistics.metrics;
  if (state_ != State::open) return metrics.add(Metric::sends_dropped);
  ++sent_;
  metrics.add(Metric::messages_out);
  metrics.add(Metric::bytes_out, payload.size());
  queue({PacketType::message, binary, payload});
}

void Session::close(CloseReason reason) {
  if (reason == CloseReason::overflow) {
    drop_queue();
    mark_dirty();
  }
  if (state_ != State::open) return;
  state_ = State::closing;
  close_reason_ = reason;
  mark_dirty();
}

void Session::flush(TimePoint now) {
  dirty_ = false;
  if (over()) return;
  if (state_ == State::closing) {
    if (can_write() || close_reason_ == CloseReason::overflow) return finish(close_reason_);
    if (close_deadline_ == kNever) close_deadline_ = now + shared_.options.close_timeout;
    return count_waiting();
  }
  if (std::exchange(noop_due_, false) && poll_ != kNoConnection && nothing_queued()) push(PacketType::noop);
  write_queue();
  count_waiting();
}

// Once in a turn: what a turn adds is little, and a session that is written to counts nothing.
void Session::count_waiting() {
  const std::size_t waiting = queue_ ? queue_->cost() : 0;
  if (waiting == waiting_bytes_) return;
  shared_.waiting_bytes += waiting - waiting_bytes_;  // modulo 2^64, so that it can be less
  waiting_bytes_ = waiting;
}

void Session::finish(CloseReason reason) {
  if (over()) return;
  const CloseReason told = state_ == State::closing ? close_reason_ : reason;
  if (poll_ != kNoConnection) {
    // The client that closed expects nothing more; any other is told.
    if (reason == CloseReason::client_close) drop_queue();
    push(reason == CloseReason::client_close ? PacketType::noop : PacketType::close);
    answer_poll();
  } else if (socket_ != kNoConnection) {
    write_frames();
    const std::uint16_t code = close_code(told);
    shared_.outputs.push(
        CloseWebSocket{socket_, code, code == kNormalClosure ? base::ByteView{} : to_string(told)});
  }
  if (probe_ != kNoConnection) {
    shared_.outputs.push(CloseWebSocket{probe_, kNormalClosure});
    end_probe();
  }
  drop_queue();
  state_ = State::over;
  close_reason_ = told;
  shared_.statistics.closes.add(told);
  shared_.outputs.push(Closed{identity_.id, told, heard_});
}

void Session::write_queue() {
  if (nothing_queued()) return;
  if (socket_ != kNoConnection) return write_frames();
  if (poll_ != kNoConnection) answer_poll();
}

void Session::write_frames() {
  if (nothing_queued()) return;
  queue_->for_each(
      [this](bool binary, ByteView wire) { shared_.outputs.push(Frame{socket_, binary, wire}); });
  shared_.in_flight.push_back(std::move(queue_));
}

// Everything queued in one body. Revision 3 uses its binary format only where it saves base64.
void Session::answer_poll() {
  const bool v3_binary = identity_.version == Version::v3 && queue_->has_binary();
  PayloadEncoder encoder{identity_.version == Version::v4 ? PayloadFormat::v4_text
                         : v3_binary                      ? PayloadFormat::v3_binary
                                                          : PayloadFormat::v3_text};
  queue_->for_each([&encoder](bool binary, ByteView wire) { encoder.add(binary, wire); });
  shared_.outputs.push(
      Respond{std::exchange(poll_, kNoConnection), payload_response(std::move(encoder).take(), v3_binary)});
  noop_deadline_ = kNever;
  noop_due_ = false;
  drop_queue();
}

void Session::drop_queue() { shared_.pool.give_back(std::exchange(queue_, nullptr)); }

}  // namespace moim::engineio
