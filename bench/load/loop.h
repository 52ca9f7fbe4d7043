#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <sys/epoll.h>
#include <vector>

#include "clock.h"

namespace moim::bench {

class WebSocket;

/// The bound on the time of a run was reached.
class OutOfTime : public std::runtime_error {
 public:
  OutOfTime() : std::runtime_error("out of time: the run did not end within --timeout") {}
};

/// One epoll instance and what all connections share.
class Loop {
 public:
  /// `deadline`: past it `turn` throws OutOfTime, so nothing runs for ever. `batch`: events handled in one
  /// turn.
  explicit Loop(Nanos deadline, std::size_t batch = 1024);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void add(int fd, WebSocket& owner, std::uint32_t events);
  void change(int fd, WebSocket& owner, std::uint32_t events);

  /// Has `socket` flushed at the end of this turn, so that what it sends in one turn leaves in one write.
  void mark(WebSocket& socket) { marked_.push_back(&socket); }

  /// Flushes what is marked, waits for at most `timeout`, and handles what has happened.
  void turn(Nanos timeout);

  [[nodiscard]] Nanos deadline() const { return deadline_; }
  /// Where all connections read into.
  [[nodiscard]] std::span<char> buffer() { return {buffer_.get(), kBufferSize}; }
  /// A masking key; not secret, only fresh.
  [[nodiscard]] std::uint32_t random();

 private:
  static constexpr std::size_t kBufferSize = 256 * 1024;

  void flush();

  int epoll_;
  Nanos deadline_;
  std::vector<epoll_event> events_;
  std::uint64_t random_ = 0x9e3779b97f4a7c15;
  std::unique_ptr<char[]> buffer_;
  std::vector<WebSocket*> marked_;
  std::vector<WebSocket*> flushing_;
};

}  // namespace moim::bench
