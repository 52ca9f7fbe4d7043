#pragma once

#include <arpa/inet.h>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "moim/crypto/system_random.h"
#include "moim/net/server.h"

namespace moim::net::test {

using namespace std::chrono_literals;

/// Answers with what the test says; notes what happens.
class EchoApplication final : public EngineApplication {
 public:
  void handle_open(engineio::SessionId session, const EngineHandshake& handshake) override {
    session_ = session;
    client_ = handshake.request.client.to_string();
    ++opened_;
  }
  void handle_message(engineio::SessionId session, bool binary, base::ByteView payload) override {
    for (int i = 0; i < copies_; ++i) endpoint_->send(session, binary, payload);
  }
  void handle_close(const engineio::Closed& closed) override { closes_.push_back(closed.reason); }

  EngineEndpoint* endpoint_ = nullptr;
  engineio::SessionId session_{};
  std::string client_;
  int opened_ = 0;
  int copies_ = 1;
  std::vector<engineio::CloseReason> closes_;
};

/// A server and its loop in the test's own thread: `until` turns the loop as long as it takes.
class ServerTest : public testing::Test {
 protected:
  void start(ServerOptions options = {}, EndpointOptions endpoint = {}) {
    options.log = [this](LogLevel, std::string_view line) { log_.emplace_back(line); };
    server_.emplace(loop_, random_, std::move(options));
    endpoint.path = "/engine.io/";
    app_.endpoint_ = &server_->serve(app_, endpoint);
    server_->serve_http([this](const HttpRequest& request) { return handler_(request); });
    port_ = server_->listen("127.0.0.1", 0);
  }

  /// As if nothing had been started.
  void stop() {
    server_.reset();
    app_.closes_.clear();
    log_.clear();
  }

  /// Turns the loop until `condition` holds; false when it does not within a time far beyond need.
  [[nodiscard]] bool until(const std::function<bool()>& condition) {
    const auto give_up = std::chrono::steady_clock::now() + 20s;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > give_up) return false;
      loop_.run_turn(false);
    }
    return true;
  }

  [[nodiscard]] std::uint64_t count(Counter counter) const { return server_->counters()[counter]; }

  EventLoop loop_;
  crypto::SystemRandom random_;
  EchoApplication app_;
  std::function<HttpResponse(const HttpRequest&)> handler_ = [](const HttpRequest& request) -> HttpResponse {
    return {.content_type = "text/plain",
            .body = std::string(request.path) + "|" + std::string(request.body)};
  };
  std::vector<std::string> log_;
  std::optional<Server> server_;
  std::uint16_t port_ = 0;
};

/// A client's end of a connection: non-blocking, so that the test's thread can turn the loop meanwhile.
class Client {
 public:
  explicit Client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::fcntl(fd_, F_SETFL, O_NONBLOCK);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { close(); }

  void send(std::string_view octets) {
    EXPECT_EQ(::send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL), static_cast<ssize_t>(octets.size()));
  }

  /// Sends one octet if the server still listens.
  void trickle(char octet) { static_cast<void>(::send(fd_, &octet, 1, MSG_NOSIGNAL)); }

  /// Takes what has arrived.
  void receive(std::size_t at_most = 1U << 20U) {
    std::string buffer(at_most, '\0');
    const ssize_t count = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (count > 0) received_.append(buffer, 0, static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EAGAIN)) ended_ = true;
  }

  /// For `until`: whether `text` has arrived.
  [[nodiscard]] std::function<bool()> gets(std::string text) {
    return [this, text] {
      receive();
      return received_.find(text) != std::string::npos;
    };
  }
  /// For `until`: whether the server has closed.
  [[nodiscard]] std::function<bool()> is_closed() {
    return [this] {
      if (!ended_) receive();
      return ended_;
    };
  }

  [[nodiscard]] const std::string& received() const { return received_; }
  void clear() { received_.clear(); }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
  bool ended_ = false;
  std::string received_;
};

[[nodiscard]] inline std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++found;
  return found;
}

}  // namespace moim::net::test
