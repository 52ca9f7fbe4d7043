#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "moim/base/random.h"
#include "moim/net/counter.h"
#include "moim/net/engine_endpoint.h"
#include "moim/net/event_loop.h"
#include "moim/net/http.h"
#include "moim/net/options.h"

namespace moim::socketio {
class Server;
}

namespace moim::net {

using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

/// An HTTP server for Socket.IO and Engine.IO endpoints, and for one handler of everything else.
///
///     net::EventLoop loop;
///     crypto::SystemRandom random;
///     socketio::Server io({}, random);
///     net::Server server(loop, random, {});
///     server.serve(io, {});
///     server.listen("127.0.0.1", 3000);
///     loop.run();
class Server {
 public:
  /// `loop` and `random` outlive the server. Throws std::invalid_argument on a bad trusted proxy.
  Server(EventLoop& loop, base::RandomSource& random, ServerOptions options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  /// Other limits, times and trusted proxies from now on. Connections that are open stay open, beyond a
  /// smaller limit too, and deadlines that run are not moved; but who holds more unread than
  /// `max_outgoing_bytes` allows goes at once, and handshakes beyond `max_handshakes` with the next one.
  /// `log` stays as it was, and listeners keep `dead_peer_timeout`. Throws std::invalid_argument, changing
  /// nothing, on a bad trusted proxy.
  void set_options(ServerOptions options);

  /// Serves Socket.IO. `io` outlives the server. Throws std::invalid_argument on bad options.
  EngineEndpoint& serve(socketio::Server& io, const EndpointOptions& options);

  /// Serves bare Engine.IO. `application` outlives the server.
  EngineEndpoint& serve(EngineApplication& application, const EndpointOptions& options);

  /// Answers whatever belongs to no endpoint; without one that is 404. The handler must not block: all other
  /// connections wait for it. An exception it throws is logged and answered with 500.
  void serve_http(HttpHandler handler);

  /// Starts listening and returns the port, which is the kernel's choice when `port` is 0. A name is
  /// listened on at all its addresses. Throws std::system_error whose what() names the address; its code is
  /// std::errc::address_in_use when another program has it.
  std::uint16_t listen(const std::string& host, std::uint16_t port);

  /// The same with TLS 1.2 or later. Throws std::runtime_error when a file cannot be used.
  std::uint16_t listen_tls(const std::string& host, std::uint16_t port, const TlsFiles& files);

  /// Reads all certificates again; connections that exist keep theirs. On an error everything stays as it
  /// was.
  std::expected<void, std::string> reload_certificates();

  /// Stops accepting, closes all sessions, and calls `done` when the last connection is gone or `patience` is
  /// over.
  void stop(std::chrono::milliseconds patience, std::function<void()> done);

  /// False while a listener waits for descriptors or memory before it accepts again, and once stopped.
  [[nodiscard]] bool accepting() const;

  [[nodiscard]] const Counters& counters() const;
  [[nodiscard]] std::size_t connection_count() const;
  /// Octets held for peers that do not take them; see `ServerOptions::max_outgoing_bytes`.
  [[nodiscard]] std::size_t outgoing_bytes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace moim::net
