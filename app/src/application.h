#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "moim/crypto/system_random.h"
#include "moim/net/event_loop.h"
#include "moim/net/server.h"
#include "moim/socketio/server.h"

#include "config/running_config.h"
#include "logging/clock_watch.h"
#include "logging/limit_log.h"
#include "logging/logging.h"
#include "signaling/signaling.h"
#include "tls/certificate_watch.h"
#include "web/site.h"

namespace moim::app {

/// Why the program could not start, in words that name the option to change.
class StartupError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The running program: all layers wired together on one event loop.
class Application {
 public:
  /// Starts listening. `certificate` is needed for listeners with TLS. Throws StartupError with words for the
  /// one who started it. To be called before any other thread exists (the log has one), so that all of them
  /// leave the signals to the event loop.
  /// `secret` seals tokens.
  Application(RunningConfig configuration, const std::optional<net::TlsFiles>& certificate,
              base::Bytes secret);
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  /// Where it listens: schemes decided, and the ports that the kernel chose where they were 0.
  [[nodiscard]] const std::vector<ListenAddress>& bound() const { return bound_; }

  /// Serves until SIGTERM or SIGINT; then tells every client, lets what was sent arrive, for no longer than
  /// `Config::shutdown_timeout`, and returns; a second signal makes it return at once. Configuration and
  /// certificate are read anew at SIGHUP, the certificate also when its files change.
  void run();

 private:
  /// Gives signaling its part in the turns of the loop.
  class SignalingTimer final : public net::TurnHandler {
   public:
    explicit SignalingTimer(signaling::Signaling& signaling) : signaling_{signaling} {}
    [[nodiscard]] base::TimePoint next_deadline() const override { return signaling_.next_deadline(); }
    void handle_timeout(base::TimePoint now) override { signaling_.handle_timeout(now); }
    bool end_turn(base::TimePoint) override { return false; }

   private:
    signaling::Signaling& signaling_;
  };

  void listen(const ListenAddress& address, const std::optional<net::TlsFiles>& certificate);
  void listen_for_metrics(const ListenAddress& address);
  void handle_signals();
  void reload();
  void apply(const Config& config);
  void watch_certificate(const net::TlsFiles& files);
  void look_after_limits();
  void stop();
  [[nodiscard]] MetricsSources metrics_sources() const;
  [[nodiscard]] net::HttpResponse respond_health(std::string_view path) const;
  [[nodiscard]] net::HttpResponse respond(const net::HttpRequest& request) const;
  [[nodiscard]] net::HttpResponse respond_metrics(const net::HttpRequest& request) const;

  RunningConfig configuration_;
  net::EventLoop loop_;
  crypto::SystemRandom random_;
  socketio::Server io_;
  RoomLog room_log_;
  signaling::Signaling signaling_;
  SignalingTimer signaling_timer_;
  Site site_;
  net::Server server_;
  std::optional<net::Server> metrics_server_;
  net::EngineEndpoint& endpoint_;
  std::vector<ListenAddress> bound_;
  std::optional<ListenAddress> metrics_;
  std::optional<CertificateWatch> certificate_watch_;
  LimitLog limit_log_;
  ClockWatch clock_watch_;
  bool stopping_ = false;
};

}  // namespace moim::app
