#include "application.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <system_error>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "moim/net/address.h"

#include "metrics/metrics.h"
#include "web/secure_origin.h"

namespace moim::app {
namespace {

// How often the files of the certificate are looked at.
constexpr std::chrono::seconds kCertificateEvery{10};

// How often limits that were reached are named in the log.
constexpr std::chrono::seconds kLimitsEvery{10};

// Runs `task` every `period`.
void repeat(net::EventLoop& loop, base::Duration period, std::function<void()> task) {
  loop.call_at(loop.now() + period, [&loop, period, task = std::move(task)]() mutable {
    task();
    repeat(loop, period, std::move(task));
  });
}

signaling::Options signaling_options(const Config& config) {
  return {.rooms = {.max_participants = config.max_participants,
                    .max_rooms = config.max_rooms,
                    .openers = config.create_rooms,
                    .max_waiting = config.max_waiting,
                    .max_chat_messages = config.max_chat_messages,
                    .max_chat_bytes_in_all = config.max_chat_memory},
          .ice_servers = config.ice_servers,
          .seat_hold = config.recovery_window};
}

socketio::Options socketio_options(const Config& config) {
  socketio::Options options;
  options.recovery.window = config.recovery_window;
  return options;
}

signaling::WallTime wall_clock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string network_of(std::string_view address) {
  const auto parsed = net::Address::parse(address);
  return parsed ? parsed->subscriber().to_string() : std::string{address};
}

signaling::World world(base::RandomSource& random, base::Bytes secret) {
  return {.random = random,
          .sealer = crypto::Sealer{std::move(secret)},
          .wall_clock = wall_clock,
          .network_of = network_of};
}

net::ServerOptions server_options(const Config& config) {
  net::ServerOptions options;
  options.max_connections = config.max_connections;
  options.max_connections_per_address = config.max_connections_per_address;
  options.max_handshakes = config.max_handshakes;
  options.max_outgoing_bytes = config.max_outgoing;
  options.trusted_proxies = config.trusted_proxies;
  options.log = log_net;
  return options;
}

net::EndpointOptions endpoint_options(const Config& config) {
  net::EndpointOptions options;
  options.path = config.socketio_path;
  options.engine.ping_interval = config.ping_interval;
  options.engine.ping_timeout = config.ping_timeout;
  options.engine.call_ping_interval = config.call_ping_interval;
  options.engine.call_ping_timeout = config.call_ping_timeout;
  options.engine.max_payload = config.max_payload;
  options.engine.max_sessions_per_subscriber = config.max_sessions_per_address;
  options.engine.packet_rate = {config.message_rate, config.message_burst};
  options.engine.subscriber_packet_rate = {config.message_rate_per_address, config.message_burst_per_address};
  options.engine.max_queued_bytes = std::max(options.engine.max_queued_bytes, 2 * config.max_payload);
  options.origins.any = std::ranges::find(config.cors_origins, "*") != config.cors_origins.end();
  options.origins.allowed = config.cors_origins;
  return options;
}

net::HttpResponse text_response(int status, std::string text) {
  return {.status = status,
          .content_type = "text/plain; charset=utf-8",
          .headers = {{"Cache-Control", "no-store"}},
          .body = std::move(text)};
}

StartupError listen_error(const ListenAddress& address, std::string_view option,
                          const std::system_error& error) {
  const auto place = host_and_port(address.host, address.port);
  if (error.code() == std::errc::address_in_use) {
    return StartupError{fmt::format(
        "Cannot listen on {}: another program has that port. Choose another with {}.", place, option)};
  }
  if (error.code() == std::errc::permission_denied) {
    return StartupError{fmt::format(
        "Cannot listen on {}: ports below 1024 need the right CAP_NET_BIND_SERVICE. Choose another with {}.",
        place, option)};
  }
  return StartupError{fmt::format("Cannot listen on {}: {}. Choose another address with {}.", place,
                                  error.code().message(), option)};
}

}  // namespace

Application::Application(RunningConfig configuration, const std::optional<net::TlsFiles>& certificate,
                         base::Bytes secret)
    : configuration_{std::move(configuration)},
      io_{socketio_options(configuration_.config()), random_},
      room_log_{configuration_.config().log_addresses},
      signaling_{io_, signaling_options(configuration_.config()), world(random_, std::move(secret)),
                 room_log_},
      signaling_timer_{signaling_},
      site_{embedded_files(), configuration_.config().web_root},
      server_{loop_, random_, server_options(configuration_.config())},
      endpoint_{server_.serve(io_, endpoint_options(configuration_.config()))},
      clock_watch_{loop_.now(), wall_clock()} {
  io_.on_protocol_error([](socketio::ConnectionId connection, socketio::ProtocolError error) {
    spdlog::debug("connection {} ended: {}", static_cast<std::uint64_t>(connection), to_string(error));
  });
  loop_.add(signaling_timer_);
  server_.serve_http([this](const net::HttpRequest& request) { return respond(request); });
  handle_signals();
  const Config& config = configuration_.config();
  for (const auto& address : config.listen) listen(address, certificate);
  if (config.metrics_listen) listen_for_metrics(*config.metrics_listen);
  if (certificate) watch_certificate(*certificate);
  look_after_limits();
}

void Application::listen(const ListenAddress& address, const std::optional<net::TlsFiles>& certificate) {
  const bool tls = address.scheme == Scheme::https || (address.scheme == Scheme::automatic && certificate);
  try {
    const auto port = tls ? server_.listen_tls(address.host, address.port, certificate.value())
                          : server_.listen(address.host, address.port);
    bound_.push_back({tls ? Scheme::https : Scheme::http, address.host, port});
  } catch (const std::system_error& error) {
    throw listen_error(address, "--listen", error);
  }
}

void Application::listen_for_metrics(const ListenAddress& address) {
  net::ServerOptions options;
  options.log = log_net;
  metrics_server_.emplace(loop_, random_, options);
  metrics_server_->serve_http([this](const net::HttpRequest& request) { return respond_metrics(request); });
  try {
    const auto port = metrics_server_->listen(address.host, address.port);
    metrics_ = {Scheme::http, address.host, port};
  } catch (const std::system_error& error) {
    throw listen_error(address, "--metrics-listen", error);
  }
}

void Application::handle_signals() {
  for (const int signal : {SIGTERM, SIGINT}) loop_.on_signal(signal, [this] { stop(); });
  loop_.on_signal(SIGHUP, [this] { reload(); });
  // A log that nobody reads any more is no reason to end.
  std::signal(SIGPIPE, SIG_IGN);
}

void Application::reload() {
  if (certificate_watch_) certificate_watch_->reload();
  const auto news = configuration_.read_again();
  if (!news) {
    return spdlog::error("the configuration could not be read again, everything stays as it was: {}",
                         news.error().to_string());
  }
  for (const std::string& line : news->for_restart) spdlog::warn(line);
  const bool was_silent = !spdlog::should_log(spdlog::level::info);
  const auto say = [&news] {
    spdlog::info("the configuration was read again: {}",
                 news->changed.empty() ? "nothing changed" : fmt::to_string(fmt::join(news->changed, ", ")));
  };
  if (!was_silent) say();
  if (!news->changed.empty()) apply(configuration_.config());
  if (was_silent) say();
}

// Everything below takes its options as a whole, so that there is no second list of what may change.
void Application::apply(const Config& config) {
  io_.set_options(socketio_options(config));
  signaling_.set_options(signaling_options(config));
  server_.set_options(server_options(config));
  endpoint_.set_options(endpoint_options(config));
  site_ = Site{embedded_files(), config.web_root};
  room_log_.show_addresses(config.log_addresses);
  change_logging(config.log_level, config.log_format);
}

void Application::watch_certificate(const net::TlsFiles& files) {
  certificate_watch_.emplace(files, [this] { return server_.reload_certificates(); });
  repeat(loop_, kCertificateEvery, [this] { certificate_watch_->check(); });
}

void Application::look_after_limits() {
  repeat(loop_, kLimitsEvery, [this] {
    const std::string news = limit_log_.news(metrics_sources());
    if (!news.empty()) spdlog::warn("limits reached in the last {} s: {}", kLimitsEvery.count(), news);
    const std::string jump = clock_watch_.news(loop_.now(), wall_clock());
    if (!jump.empty()) spdlog::warn(jump);
  });
}

void Application::run() {
  if (metrics_) spdlog::info("metrics at {}/metrics", to_string(*metrics_));
  loop_.run();
}

void Application::stop() {
  if (stopping_) return loop_.stop();  // asked twice: now
  stopping_ = true;
  spdlog::info("stopping: {} connections, {} people in rooms", server_.connection_count(),
               signaling_.statistics().members);
  metrics_server_.reset();
  io_.shut_down();
  server_.stop(configuration_.config().shutdown_timeout, [this] { loop_.stop(); });
}

net::HttpResponse Application::respond(const net::HttpRequest& request) const {
  if (request.path == "/healthz" || request.path == "/readyz") return respond_health(request.path);
  if (request.path == "/secure-origin") {
    const auto origin = secure_origin(request.host, configuration_.config().public_url, bound_);
    return origin ? text_response(200, *origin) : text_response(404, "moim does not listen on HTTPS.\n");
  }
  return site_.respond(request);
}

// /healthz: the program runs. /readyz: somebody new can come in.
net::HttpResponse Application::respond_health(std::string_view path) const {
  if (stopping_) return text_response(503, "stopping\n");
  if (path == "/healthz") return text_response(200, "ok\n");
  if (!server_.accepting()) return text_response(503, "out of file descriptors or memory\n");
  if (server_.connection_count() >= configuration_.config().max_connections)
    return text_response(503, "all connections are taken\n");
  return text_response(200, "ready\n");
}

MetricsSources Application::metrics_sources() const {
  return {.net = server_.counters(),
          .engineio = endpoint_.statistics(),
          .socketio = io_.statistics(),
          .signaling = signaling_.statistics(),
          .connections = server_.connection_count(),
          .sessions = endpoint_.session_count(),
          .outgoing_bytes = server_.outgoing_bytes(),
          .readings = configuration_.readings(),
          .lost_log_lines = lost_log_lines()};
}

net::HttpResponse Application::respond_metrics(const net::HttpRequest& request) const {
  if (request.path == "/healthz" || request.path == "/readyz") return respond_health(request.path);
  if (request.path != "/metrics") return text_response(404, "Metrics are at /metrics.\n");
  auto response = text_response(200, metrics_text(metrics_sources()));
  response.content_type = kMetricsContentType;
  return response;
}

}  // namespace moim::app
