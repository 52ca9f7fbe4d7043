#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "moim/base/time.h"
#include "moim/engineio/close_reason.h"
#include "moim/engineio/ids.h"
#include "moim/net/address.h"
#include "moim/net/counter.h"

#include "protocol.h"
#include "stream.h"

namespace moim::net {

class Endpoint;
class HttpConnection;
class ServerCore;
class WebSocketConnection;

/// One accepted connection: its octets, what is spoken on it, its deadlines, and whom to tell of its end.
class Connection final : StreamUser {
 public:
  Connection(ServerCore& core, engineio::ConnectionId id, const Address& peer, UniqueFd socket,
             std::unique_ptr<TlsSession> tls);
  ~Connection();

  [[nodiscard]] bool start();

  /// Whether it has not sent a whole request yet.
  [[nodiscard]] bool handshaking() const { return handshaking_; }
  /// It has.
  void finish_handshake();

  [[nodiscard]] engineio::ConnectionId id() const { return id_; }
  [[nodiscard]] const Address& peer() const { return peer_; }
  /// Whether it was counted for its address when it was accepted.
  [[nodiscard]] bool counted() const { return counted_; }
  [[nodiscard]] ServerCore& core() { return core_; }
  [[nodiscard]] Stream& stream() { return stream_; }
  [[nodiscard]] base::TimePoint now() const;

  /// The protocol, if it is that one.
  [[nodiscard]] HttpConnection* http() { return http_; }
  [[nodiscard]] WebSocketConnection* websocket() { return websocket_; }

  /// Speaks WebSocket from now on.
  void become_websocket(Endpoint& endpoint);
  /// What came behind the handshake: handled at the turn's end, after what the handshake itself leads to.
  void feed_websocket_later(std::string_view octets);

  /// From now on `endpoint` is told of the connection's end.
  void serve(Endpoint& endpoint);

  /// Replaces the protocol's deadline; `base::kNever` clears it.
  void set_deadline(base::TimePoint at);

  /// Counts `octets` as held for what has not come to its end, in place of what was counted before. False,
  /// and counted, when that is more than all connections together may hold.
  [[nodiscard]] bool hold(std::size_t octets);

  /// Counts what is held for a peer that takes no more for now; see ServerOptions::max_outgoing_bytes.
  void count_outgoing();
  [[nodiscard]] std::size_t outgoing() const { return outgoing_; }

  /// Calls Protocol::resume at the end of this turn.
  void resume_later();

  /// No more than what is written already: sends that, then FIN, ignores what still comes, and closes when
  /// the peer does or `linger_timeout` is over. Endpoints are told at once.
  void finish(engineio::CloseReason reason = engineio::CloseReason::transport_close);

  /// Closes at once; what was written is lost. Endpoints are told.
  void close(engineio::CloseReason reason = engineio::CloseReason::transport_close);

  /// The same, counted.
  void drop(Counter why, engineio::CloseReason reason = engineio::CloseReason::transport_close);

  [[nodiscard]] bool closed() const { return stream_.closed(); }
  [[nodiscard]] bool finishing() const { return finishing_; }

  void handle_deadline_entry();  ///< the entry in the server's queue has surfaced
  void handle_resume();
  void stop();

 private:
  void handle_data(std::span<char> octets) override;
  void handle_end(StreamEnd end) override;
  void handle_sent() override;
  void handle_blocked() override;

  void tell_endpoints(engineio::CloseReason reason);
  void arm();
  void check_stall();

  ServerCore& core_;
  engineio::ConnectionId id_;
  Address peer_;
  Stream stream_;
  std::unique_ptr<Protocol> protocol_;
  HttpConnection* http_ = nullptr;
  WebSocketConnection* websocket_ = nullptr;
  std::uint32_t endpoints_ = 0;  // bit set of Endpoint::index() to tell of the end
  std::size_t held_ = 0;
  std::size_t outgoing_ = 0;  // as counted last; 0 while the peer takes everything
  const bool counted_;
  bool handshaking_ = true;
  bool finishing_ = false;
  bool resuming_ = false;
  std::uint64_t sent_at_stall_ = 0;
  base::TimePoint deadline_ = base::kNever;  // the protocol's
  base::TimePoint stall_ = base::kNever;     // when a peer that takes nothing is dropped
  base::TimePoint armed_ = base::kNever;     // entry in the server's queue, never later than both
};

}  // namespace moim::net
