#pragma once

#include "moim/net/engine_endpoint.h"
#include "moim/net/event_loop.h"
#include "moim/socketio/outbox.h"
#include "moim/socketio/server.h"

namespace moim::net {

/// Puts a Socket.IO server on an Engine.IO endpoint: the only place that knows both. A session's id is its
/// connection's id.
class SocketIoBridge final : public EngineApplication, socketio::Outbox {
 public:
  SocketIoBridge(EventLoop& loop, socketio::Server& server) : loop_(loop), server_(server) {}

  /// Once the endpoint exists.
  void attach(EngineEndpoint& endpoint);

  void handle_open(engineio::SessionId session, const EngineHandshake& handshake) override;
  void handle_message(engineio::SessionId session, bool binary, base::ByteView payload) override;
  void handle_close(const engineio::Closed& closed) override;
  void handle_delivered(const engineio::Delivered& delivered) override;
  [[nodiscard]] base::TimePoint next_deadline() const override { return server_.next_deadline(); }
  void handle_timeout(base::TimePoint now) override { server_.handle_timeout(now); }

  /// Tells every client that the server ends.
  void shut_down() { server_.shut_down(); }

 private:
  void send(socketio::ConnectionId connection, bool binary, base::ByteView payload) override;
  void close(socketio::ConnectionId connection) override;

  EventLoop& loop_;
  socketio::Server& server_;
  EngineEndpoint* endpoint_ = nullptr;
};

}  // namespace moim::net
