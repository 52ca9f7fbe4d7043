// The server that the public Engine.IO and Socket.IO protocol suites are run against.
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string_view>

#include "moim/crypto/system_random.h"
#include "moim/net/server.h"
#include "moim/socketio/server.h"

namespace {

using namespace moim;
using namespace std::chrono_literals;

// A bare Engine.IO endpoint that sends back what it gets.
class EngineEcho final : public net::EngineApplication {
 public:
  void attach(net::EngineEndpoint& endpoint) { endpoint_ = &endpoint; }
  void handle_open(engineio::SessionId, const net::EngineHandshake&) override {}
  void handle_message(engineio::SessionId session, bool binary, base::ByteView payload) override {
    endpoint_->send(session, binary, payload);
  }
  void handle_close(const engineio::Closed&) override {}

 private:
  net::EngineEndpoint* endpoint_ = nullptr;
};

void serve_echo(socketio::Namespace& nsp) {
  nsp.on_connection([](socketio::Socket& socket) {
    socket.emit("auth", socket.auth());
    socket.on("message", [](socketio::Event& event) { event.socket().emit("message-back", event.args()); });
    socket.on("message-with-ack", [](socketio::Event& event) { event.ack(event.args()); });
    socket.on("emit-with-ack", [](socketio::Event& event) {
      auto answer = [client = event.socket().weak_from_this()](auto args) {
        const auto socket_left = client.lock();
        if (args && socket_left) socket_left->emit("emit-with-ack", *args);
      };
      event.socket().emit_with_ack("emit-with-ack", std::move(answer), event.args());
    });
  });
}

std::uint16_t port_from(int argc, char** argv) {
  std::uint16_t port = 3000;
  if (argc == 1) return port;
  const std::string_view value = argc == 3 && std::string_view(argv[1]) == "--port" ? argv[2] : "";
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), port);
  if (value.empty() || error != std::errc{} || end != value.data() + value.size()) {
    throw std::invalid_argument("usage: echo [--port N]   (0: one the system chooses)");
  }
  return port;
}

void run(std::uint16_t port) {
  crypto::SystemRandom random;
  net::EventLoop loop;
  socketio::Server io({.connect_timeout = 1s}, random);
  serve_echo(io.of("/"));
  serve_echo(io.of("/custom"));
  EngineEcho engine_echo;

  net::EndpointOptions options;
  options.engine.ping_interval = 300ms;
  options.engine.ping_timeout = 200ms;
  options.engine.max_payload = 1'000'000;
  options.origins.any = true;
  net::Server server(loop, random, {});
  server.serve(io, options);
  options.path = "/engine.io/";
  engine_echo.attach(server.serve(engine_echo, options));

  const auto bound = server.listen("localhost", port);
  const auto stop = [&] { server.stop(1s, [&] { loop.stop(); }); };
  loop.on_signal(SIGINT, stop);
  loop.on_signal(SIGTERM, stop);
  std::printf("listening on http://localhost:%u\n", unsigned{bound});
  std::fflush(stdout);
  loop.run();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(port_from(argc, argv));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "echo: %s\n", error.what());
    return 1;
  }
}
