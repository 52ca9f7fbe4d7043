#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace moim::rooms {

/// The time of day that a message carries.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// What somebody said. The one who said it may be gone since.
struct ChatMessage {
  std::uint64_t number;  ///< 1 for the first of the call
  std::string from;      ///< public id
  std::string label;     ///< as it was then
  std::string text;
  WallTime at;

  /// What keeping it costs.
  [[nodiscard]] std::size_t bytes() const {
    return sizeof(ChatMessage) + from.size() + label.size() + text.size();
  }
};

/// What was said in one room, the oldest forgotten first.
class ChatLog {
 public:
  using Messages = std::span<const ChatMessage>;

  /// Keeps `message`, and no more than `max_messages` and `max_bytes` with it: if need be not even that one.
  /// Answers how many it let go of.
  [[nodiscard]] std::size_t keep(ChatMessage message, std::size_t max_messages, std::size_t max_bytes);

  /// The kept messages numbered `first` and up.
  [[nodiscard]] Messages since(std::uint64_t first) const;
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::vector<ChatMessage> messages_;  // not a deque: an empty one takes 576 octets in every room
  std::size_t bytes_ = 0;
};

}  // namespace moim::rooms
