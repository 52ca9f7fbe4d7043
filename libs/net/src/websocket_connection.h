#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "moim/base/bytes.h"
#include "moim/base/token_bucket.h"
#include "moim/engineio/close_reason.h"
#include "moim/websocket/receiver.h"

#include "protocol.h"

namespace moim::net {

class Connection;
class Endpoint;

/// A WebSocket of one endpoint.
class WebSocketConnection final : public Protocol {
 public:
  WebSocketConnection(Connection& connection, Endpoint& endpoint);

  void handle_data(std::span<char> octets) override;
  void handle_sent() override {}
  void handle_end() override;
  void handle_deadline() override;
  void resume() override;
  void stop() override {}

  /// Octets that came before the protocol changed; `resume` handles them.
  void add_early(std::string_view octets) { early_ += octets; }

  /// May be pinged as often as a new one.
  void refill_pings() { pings_.refill(); }

  /// Sends one message. A peer that lets too much pile up is dropped.
  void send(bool binary, base::ByteView payload);

  /// The peer has sent its Close, and the farewell is still to come.
  [[nodiscard]] bool leaves() const;

  /// Answers the peer's Close. Asked for by ServerCore::farewell_later.
  void say_farewell();

  /// Begins the closing handshake; the peer has `websocket_close_timeout` to answer.
  void close(websocket::CloseCode code, std::string_view reason);

 private:
  void handle(const websocket::Message& message);
  void handle(const websocket::Ping& ping);
  void handle(const websocket::Pong&) {}
  void handle(const websocket::Close& close);
  void handle(const websocket::Failure& failure);
  void watch_message(bool another);
  void end(websocket::CloseCode code, std::string_view why, engineio::CloseReason reason);

  Connection& connection_;
  Endpoint& endpoint_;
  websocket::Receiver receiver_;
  std::string early_;
  base::TokenBucket pings_;
  std::optional<websocket::CloseCode> peer_closed_;  // the peer sent this Close, and nothing will follow
  bool closing_ = false;                             // we sent a Close
  bool message_watched_ = false;                     // the deadline is for the unfinished message
};

}  // namespace moim::net
