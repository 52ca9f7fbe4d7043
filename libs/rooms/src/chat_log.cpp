#include "moim/rooms/chat_log.h"

#include <algorithm>
#include <utility>

namespace moim::rooms {

std::size_t ChatLog::keep(ChatMessage message, std::size_t max_messages, std::size_t max_bytes) {
  bytes_ += message.bytes();
  messages_.push_back(std::move(message));
  std::size_t forgotten = 0;
  while (messages_.size() - forgotten > max_messages ||
         (bytes_ > max_bytes && forgotten < messages_.size())) {
    bytes_ -= messages_[forgotten++].bytes();
  }
  messages_.erase(messages_.begin(), messages_.begin() + static_cast<std::ptrdiff_t>(forgotten));
  return forgotten;
}

ChatLog::Messages ChatLog::since(std::uint64_t first) const {
  const auto begin = std::ranges::lower_bound(messages_, first, {}, &ChatMessage::number);
  return {begin, messages_.end()};
}

}  // namespace moim::rooms
