#include "websocket_connection.h"

#include <utility>
#include <variant>

#include "moim/websocket/frame.h"

#include "connection.h"
#include "endpoint.h"
#include "server_core.h"

namespace moim::net {
namespace {

// Pongs are left out while more than this waits for the peer: a later one answers for all (RFC 6455 5.5.3).
constexpr std::size_t kPongsUpTo = 64 * 1024;

}  // namespace

WebSocketConnection::WebSocketConnection(Connection& connection, Endpoint& endpoint)
    : connection_(connection),
      endpoint_(endpoint),
      receiver_({.role = websocket::Role::server, .max_message_size = endpoint.max_payload()}) {}

void WebSocketConnection::handle_data(std::span<char> octets) {
  if (!early_.empty()) return add_early({octets.data(), octets.size()});
  receiver_.feed(octets);
  bool message_ended = false;
  while (const auto event = receiver_.next()) {
    message_ended = message_ended || std::holds_alternative<websocket::Message>(*event);
    std::visit([this](const auto& e) { handle(e); }, *event);
    if (connection_.closed() || connection_.finishing()) return;
  }
  if (receiver_.in_message() || message_watched_) watch_message(message_ended);
}

// A message that began must end in time, or its sender holds our memory for nothing. Another that began in
// the same read in which one ended has its own time.
void WebSocketConnection::watch_message(bool another) {
  if (!connection_.hold(receiver_.buffered())) {
    return end(websocket::CloseCode::try_again_later, "too many unfinished messages",
               engineio::CloseReason::overflow);
  }
  const bool unfinished = receiver_.in_message();
  if (closing_ || (unfinished == message_watched_ && !another)) return;
  message_watched_ = unfinished;
  connection_.set_deadline(unfinished ? connection_.now() + connection_.core().options().message_timeout
                                      : base::kNever);
}

void WebSocketConnection::handle(const websocket::Message& message) {
  if (closing_) return;
  connection_.core().counters().add(Counter::messages_received);
  endpoint_.handle_frame(connection_.id(), message.binary, message.payload);
}

void WebSocketConnection::handle(const websocket::Ping& ping) {
  if (!pings_.take(connection_.core().options().ping_rate, connection_.now())) {
    connection_.core().counters().add(Counter::dropped_ping_rate);
    return end(websocket::CloseCode::policy_violation, "too many pings", engineio::CloseReason::rate_limited);
  }
  if (closing_ || connection_.stream().queued() > kPongsUpTo) return;
  websocket::append_frame(connection_.stream().output(), websocket::Opcode::pong, ping.payload);
}

// The answer, and all that follows from somebody's going, comes in its turn: a crowd that leaves at once must
// not hold up those who stay.
void WebSocketConnection::handle(const websocket::Close& close) {
  peer_closed_ = close.code;
  connection_.core().farewell_later(connection_);
}

bool WebSocketConnection::leaves() const { return peer_closed_ && !connection_.finishing(); }

void WebSocketConnection::say_farewell() {
  const auto reason = peer_closed_.value() == websocket::CloseCode::going_away
                          ? engineio::CloseReason::going_away
                          : engineio::CloseReason::transport_close;
  if (connection_.stream().ended()) return connection_.close(reason);  // it does not hear us any more
  if (!closing_) websocket::append_close(connection_.stream().output(), *peer_closed_);
  connection_.finish(reason);
}

void WebSocketConnection::handle(const websocket::Failure& failure) {
  connection_.core().counters().add(Counter::dropped_websocket_protocol);
  end(close_code_of(failure.error), describe(failure.error), engineio::CloseReason::parse_error);
}

// Says why, and reads no more.
void WebSocketConnection::end(websocket::CloseCode code, std::string_view why, engineio::CloseReason reason) {
  if (!closing_) websocket::append_close(connection_.stream().output(), code, why);
  connection_.finish(reason);
}

void WebSocketConnection::send(bool binary, base::ByteView payload) {
  if (closing_ || peer_closed_) return;
  Stream& stream = connection_.stream();
  websocket::append_frame(stream.output(), binary ? websocket::Opcode::binary : websocket::Opcode::text,
                          payload);
  connection_.core().counters().add(Counter::messages_sent);
  if (stream.blocked()) connection_.count_outgoing();
  if (stream.queued() <= connection_.core().options().max_queued_bytes) return;
  connection_.drop(Counter::dropped_send_queue_full, engineio::CloseReason::overflow);
}

void WebSocketConnection::close(websocket::CloseCode code, std::string_view reason) {
  if (std::exchange(closing_, true)) return;
  websocket::append_close(connection_.stream().output(), code, reason);
  connection_.set_deadline(connection_.now() + connection_.core().options().websocket_close_timeout);
}

void WebSocketConnection::handle_end() { connection_.close(); }

void WebSocketConnection::handle_deadline() {
  if (closing_) return connection_.drop(Counter::timeout_websocket_close);
  if (message_watched_) connection_.drop(Counter::timeout_message, engineio::CloseReason::parse_error);
}

void WebSocketConnection::resume() {
  std::string octets = std::exchange(early_, {});
  handle_data(octets);
}

}  // namespace moim::net
