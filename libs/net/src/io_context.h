#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "moim/net/counter.h"
#include "moim/net/event_loop.h"

namespace moim::net {

class Stream;

/// What all streams of one loop share: buffers, and the list of those that have something to send.
class IoContext {
 public:
  static constexpr std::size_t kReadSize = 64 * 1024;

  explicit IoContext(EventLoop& loop, Counters& counters) : loop_(loop), counters_(counters) {}

  [[nodiscard]] EventLoop& loop() { return loop_; }
  [[nodiscard]] Counters& counters() { return counters_; }

  /// Where sockets are read into. Nothing in it survives the next read.
  [[nodiscard]] std::span<char> read_buffer() { return read_buffer_; }
  /// Where TLS records are decrypted into, in the same way.
  [[nodiscard]] std::span<char> plain_buffer() { return plain_buffer_; }

  /// An empty buffer with room in it, if there is a spare one.
  [[nodiscard]] std::string borrow();
  void give_back(std::string&& buffer);

  void flush_later(Stream& stream) { dirty_.push_back(&stream); }
  void forget(const Stream& stream);
  /// Sends what all streams have. Those that write more meanwhile come again.
  void flush_streams();
  [[nodiscard]] bool has_dirty() const { return !dirty_.empty(); }

  /// How many streams have something to send; `flush_dirty_since` sends what only those have that came after.
  [[nodiscard]] std::size_t dirty_count() const { return dirty_.size(); }
  void flush_dirty_since(std::size_t count);

 private:
  static constexpr std::size_t kSpareBuffers = 256;
  static constexpr std::size_t kSpareCapacity = 64 * 1024;  // larger ones are freed, not kept

  EventLoop& loop_;
  Counters& counters_;
  std::array<char, kReadSize> read_buffer_{};
  std::array<char, kReadSize> plain_buffer_{};
  std::vector<std::string> spare_;
  std::vector<Stream*> dirty_;
  std::vector<Stream*> flushing_;
};

}  // namespace moim::net
