#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string_view>

#include <spdlog/sinks/base_sink.h>

namespace moim::app {

/// Writes log lines to a file descriptor, and outlives one that takes none: a full disk, a closed pipe. Lines
/// that cannot be written are lost and counted; the first that can be written again is preceded by one that
/// says how many and why.
class DescriptorSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  /// `descriptor` stays open as long as the sink lives. A pipe that is full is waited for as long as
  /// `patience`, once until it takes something again; only the log's own thread waits.
  explicit DescriptorSink(int descriptor, std::chrono::milliseconds patience = std::chrono::seconds{1})
      : descriptor_{descriptor}, patience_{patience} {}

  /// Since the start. From any thread.
  [[nodiscard]] std::uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override {}

 private:
  [[nodiscard]] bool write_whole(std::string_view text);
  [[nodiscard]] bool tell_of_loss();

  [[nodiscard]] bool wait_until_writable();

  int descriptor_;
  std::chrono::milliseconds patience_;
  bool stuck_ = false;               // the last wait was in vain
  int error_ = 0;                    // why the last line was lost
  std::uint64_t lost_in_a_row_ = 0;  // not told of yet
  std::atomic<std::uint64_t> lost_{0};
};

}  // namespace moim::app
