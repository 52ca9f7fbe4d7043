#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "moim/websocket/receiver.h"

#include "clock.h"

namespace moim::bench {

class Loop;

/// One WebSocket to the server under test, over loopback: TCP, the HTTP upgrade, then frames. May be
/// connected again after it has ended.
class WebSocket {
 public:
  class Handler {
   public:
    virtual void on_open() = 0;
    /// `text` is valid during the call.
    virtual void on_text(std::string_view text) = 0;
    /// Nothing comes after it. `clean`: we had asked for it with `close`.
    virtual void on_end(bool clean) = 0;

   protected:
    ~Handler() = default;
  };

  WebSocket(Loop& loop, Handler& handler) : loop_(loop), handler_(handler) {}
  ~WebSocket() { drop(); }
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  /// Connects to 127.0.0.1:`port` from the loopback address 127.0.0.0 + `source`: one address alone runs out
  /// of ports after 28,000 connections. Returns without waiting. False: the kernel refused, and errno says
  /// why.
  [[nodiscard]] bool connect(std::uint16_t port, std::string_view path, std::uint32_t source);

  /// Queues a text message; it leaves at the end of the loop's turn.
  void send(std::string_view text);
  /// Closes as RFC 6455 7.1.2 says: a Close frame now, `on_end` once the server has answered it.
  void close();
  /// Closes the TCP connection at once, without a word and without `on_end`.
  void drop();

  /// Octets that the kernel has not taken yet.
  [[nodiscard]] std::size_t unsent() const { return out_.size() - sent_; }
  /// When what is being handled was read.
  [[nodiscard]] Nanos read_at() const { return read_at_; }

  // For the loop.
  void handle(std::uint32_t events);
  void flush();

 private:
  enum class State : std::uint8_t { idle, connecting, upgrading, open, closing };

  void mark();
  void finish_connect();
  void read();
  void take(std::span<char> octets);
  [[nodiscard]] std::span<char> take_response(std::span<char> octets);
  void take_frames(std::span<char> octets);
  void end();

  Loop& loop_;
  Handler& handler_;
  int fd_ = -1;
  State state_ = State::idle;
  bool marked_ = false;
  bool blocked_ = false;  // the kernel's buffer is full: wait until it is not
  Nanos read_at_ = 0;
  std::string path_;
  std::string response_;  // of the upgrade, while it is not whole
  std::string out_;
  std::size_t sent_ = 0;  // octets of out_ that have left
  websocket::Receiver receiver_{{.role = websocket::Role::client}};
};

}  // namespace moim::bench
