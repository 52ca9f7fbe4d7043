#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/deadline_queue.h"
#include "moim/net/server.h"
#include "moim/net/subscriber_table.h"

#include "connection_table.h"
#include "endpoint.h"
#include "handshake_queue.h"
#include "io_context.h"
#include "listener.h"
#include "protocol.h"
#include "tls_context.h"
#include "warnings.h"

namespace moim::net {

/// What listeners, connections and endpoints of one server share, and the order of their work in a turn.
class ServerCore final : TurnHandler, public AcceptHandler {
 public:
  ServerCore(EventLoop& loop, base::RandomSource& random, ServerOptions options);
  ~ServerCore();

  // For Server.
  Endpoint& add_endpoint(EngineApplication& application, const EndpointOptions& options);
  void set_options(ServerOptions options);
  void serve_http(HttpHandler handler) { handler_ = std::move(handler); }
  std::uint16_t listen(const std::string& host, std::uint16_t port, std::shared_ptr<TlsContext> tls);
  void stop(std::chrono::milliseconds patience, std::function<void()> done);
  [[nodiscard]] bool accepting() const;
  [[nodiscard]] std::size_t connection_count() const { return connections_.size(); }

  // For connections and endpoints.
  [[nodiscard]] base::TimePoint now() const { return loop_.now(); }
  [[nodiscard]] const ServerOptions& options() const { return options_; }
  [[nodiscard]] IoContext& io() { return io_; }
  [[nodiscard]] Counters& counters() { return counters_; }
  [[nodiscard]] bool stopping() const { return stopping_; }
  [[nodiscard]] base::DeadlineQueue<engineio::ConnectionId>& deadlines() { return deadlines_; }
  [[nodiscard]] std::vector<HttpRequest::Header>& header_scratch() { return header_scratch_; }

  [[nodiscard]] Connection* find(engineio::ConnectionId id) const { return connections_.find(id); }
  [[nodiscard]] Endpoint& endpoint(unsigned index) { return *endpoints_[index]; }
  /// The endpoint a path belongs to, or null: the HTTP handler's.
  [[nodiscard]] Endpoint* route(std::string_view path) const;
  /// The largest body any route takes.
  [[nodiscard]] std::size_t largest_body() const;
  [[nodiscard]] HttpResponse handle_http(const HttpRequest& request);
  /// Believes X-Forwarded-* if they come from a trusted proxy.
  void apply_forwarded(HttpRequest& request) const;
  /// Who the sessions of a client count for; null for those who stand for many.
  [[nodiscard]] std::shared_ptr<engineio::Subscriber> subscriber(const Address& client);
  /// All of them may send again as much as new ones.
  void refill_subscribers() { subscribers_.refill(); }
  /// Whether connections of that peer count for its address: not of those who stand for many.
  [[nodiscard]] bool counts_by_address(const Address& peer) const;
  /// The value of the Date header.
  [[nodiscard]] std::string_view date();

  [[nodiscard]] HandshakeQueue& handshakes() { return handshakes_; }
  /// Octets that all connections hold of what has not come to its end.
  [[nodiscard]] std::size_t incoming() const { return incoming_; }
  /// Modulo 2^64, so that it can be less.
  void add_incoming(std::size_t octets) { incoming_ += octets; }
  void warn_of_incoming();
  /// Octets held for peers that do not take them, connections and polling sessions.
  [[nodiscard]] std::size_t outgoing() const;
  /// Of a connection, modulo 2^64 as well.
  void add_outgoing(std::size_t octets) { outgoing_ += octets; }
  /// Says once in a while that the kernel has no memory for connections; errno says which.
  void warn_of_memory();
  /// Says once in a while why sessions of an endpoint are ended.
  void warn_of_close(engineio::CloseReason reason);

  /// Takes a closed connection out; it is destroyed at the end of the turn, because it may be on the call
  /// stack.
  void remove(Connection& connection);
  /// Destroys a replaced protocol at the end of the turn, for the same reason.
  void bury(std::unique_ptr<Protocol> protocol) { buried_.push_back(std::move(protocol)); }
  /// Enough has been queued: write it before more is read.
  void end_turn_early() { loop_.end_turn_early(); }
  /// Has a WebSocket whose peer has closed say farewell, `turn_farewells` of them in a turn.
  void farewell_later(const Connection& connection) { farewells_.push_back(connection.id()); }
  void resume_later(const Connection& connection) { resuming_.push_back(connection.id()); }

 private:
  base::TimePoint next_deadline() const override;
  void handle_timeout(base::TimePoint now) override;
  bool end_turn(base::TimePoint now) override;
  void handle_accepted(UniqueFd socket, const Address& peer, const TlsContext* tls) override;
  void handle_accept_failed(int error) override;
  [[nodiscard]] std::size_t accepts_per_turn() const override { return options_.turn_accepts; }

  [[nodiscard]] bool admit(const Address& peer);
  void begin_handshake(engineio::ConnectionId id);
  void resume_connections();
  void say_farewells();
  struct SlowReader {
    std::size_t held;
    Connection* connection = nullptr;  // or a session of an endpoint
    Endpoint* endpoint = nullptr;
    engineio::SessionId session{};
  };
  [[nodiscard]] std::vector<SlowReader> slow_readers();
  void relieve();
  void finish_stop();

  EventLoop& loop_;
  base::RandomSource& random_;
  ServerOptions options_;
  TrustedProxies trusted_;
  Counters counters_;
  Warnings warnings_;
  IoContext io_;
  ConnectionTable connections_;
  base::DeadlineQueue<engineio::ConnectionId> deadlines_;
  SubscriberTable subscribers_;
  HandshakeQueue handshakes_;
  std::size_t incoming_ = 0;
  std::size_t outgoing_ = 0;  // of connections
  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  HttpHandler handler_;
  std::vector<HttpRequest::Header> header_scratch_;
  std::vector<engineio::ConnectionId> resuming_;
  std::deque<engineio::ConnectionId> farewells_;  // at most one for each connection
  std::vector<std::unique_ptr<Connection>> removed_;
  std::vector<std::unique_ptr<Protocol>> buried_;
  std::string date_;
  base::TimePoint date_until_{};
  bool stopping_ = false;
  bool stop_timer_armed_ = false;
  TimerId stop_timer_{};
  std::function<void()> stopped_;
};

}  // namespace moim::net
