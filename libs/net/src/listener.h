#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "moim/net/address.h"
#include "moim/net/event_loop.h"
#include "moim/net/options.h"

#include "tls_context.h"
#include "unique_fd.h"

namespace moim::net {

/// Whoever takes accepted sockets.
class AcceptHandler {
 public:
  AcceptHandler() = default;
  AcceptHandler(const AcceptHandler&) = delete;
  AcceptHandler& operator=(const AcceptHandler&) = delete;

  virtual void handle_accepted(UniqueFd socket, const Address& peer, const TlsContext* tls) = 0;
  virtual void handle_accept_failed(int error) = 0;
  /// How many are taken at once; then the connections that exist have their turn.
  [[nodiscard]] virtual std::size_t accepts_per_turn() const = 0;

 protected:
  ~AcceptHandler() = default;
};

/// One listening socket.
class Listener final : FdHandler {
 public:
  Listener(EventLoop& loop, AcceptHandler& handler, UniqueFd socket, std::shared_ptr<TlsContext> tls);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  [[nodiscard]] bool paused() const { return paused_; }

 private:
  void handle_ready(std::uint32_t epoll_events) override;
  void pause();

  EventLoop& loop_;
  AcceptHandler& handler_;
  UniqueFd socket_;
  std::shared_ptr<TlsContext> tls_;  // shared with whoever reloads it; null: no TLS
  TimerId resume_{};
  bool paused_ = false;
};

/// Opens listening sockets on all addresses of `host` and the same port, `port` or, if 0, one the kernel
/// chooses; `port` then is set to it. Throws std::system_error naming host and port.
/// Connections accepted from them end when the peer's machine has been silent for `dead_peer_timeout` while
/// it owed us an acknowledgement.
[[nodiscard]] std::vector<UniqueFd> open_listeners(const std::string& host, std::uint16_t& port,
                                                   std::chrono::milliseconds dead_peer_timeout);

}  // namespace moim::net
