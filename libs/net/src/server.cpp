#include "moim/net/server.h"

#include <stdexcept>
#include <utility>
#include <vector>

#include "server_core.h"
#include "socketio_bridge.h"
#include "tls_context.h"

namespace moim::net {

class Server::Impl {
 public:
  struct Certificate {
    TlsFiles files;
    std::shared_ptr<TlsContext> context;
  };

  Impl(EventLoop& loop_in_use, base::RandomSource& random, ServerOptions options)
      : loop(loop_in_use), core(loop, random, std::move(options)) {}

  EventLoop& loop;
  std::vector<std::unique_ptr<SocketIoBridge>> bridges;  // outlive the core's connections
  std::vector<Certificate> certificates;
  ServerCore core;
};

Server::Server(EventLoop& loop, base::RandomSource& random, ServerOptions options)
    : impl_(std::make_unique<Impl>(loop, random, std::move(options))) {}

Server::~Server() = default;

void Server::set_options(ServerOptions options) { impl_->core.set_options(std::move(options)); }

EngineEndpoint& Server::serve(socketio::Server& io, const EndpointOptions& options) {
  auto bridge = std::make_unique<SocketIoBridge>(impl_->loop, io);
  EngineEndpoint& endpoint = impl_->core.add_endpoint(*bridge, options);
  bridge->attach(endpoint);
  impl_->bridges.push_back(std::move(bridge));
  return endpoint;
}

EngineEndpoint& Server::serve(EngineApplication& application, const EndpointOptions& options) {
  return impl_->core.add_endpoint(application, options);
}

void Server::serve_http(HttpHandler handler) { impl_->core.serve_http(std::move(handler)); }

std::uint16_t Server::listen(const std::string& host, std::uint16_t port) {
  return impl_->core.listen(host, port, nullptr);
}

std::uint16_t Server::listen_tls(const std::string& host, std::uint16_t port, const TlsFiles& files) {
  auto context = TlsContext::load(files);
  if (!context) throw std::runtime_error(context.error());
  auto shared = std::make_shared<TlsContext>(*std::move(context));
  impl_->certificates.push_back({files, shared});
  return impl_->core.listen(host, port, std::move(shared));
}

std::expected<void, std::string> Server::reload_certificates() {
  std::vector<TlsContext> fresh;
  for (const auto& certificate : impl_->certificates) {
    auto context = TlsContext::load(certificate.files);
    if (!context) return std::unexpected(context.error());
    fresh.push_back(*std::move(context));
  }
  for (std::size_t i = 0; i < fresh.size(); ++i) *impl_->certificates[i].context = std::move(fresh[i]);
  return {};
}

void Server::stop(std::chrono::milliseconds patience, std::function<void()> done) {
  for (const auto& bridge : impl_->bridges) bridge->shut_down();
  impl_->core.stop(patience, std::move(done));
}

bool Server::accepting() const { return impl_->core.accepting(); }

const Counters& Server::counters() const { return impl_->core.counters(); }

std::size_t Server::connection_count() const { return impl_->core.connection_count(); }

std::size_t Server::outgoing_bytes() const { return impl_->core.outgoing(); }

}  // namespace moim::net
