#include "moim/rooms/chat_log.h"

#include <algorithm>
#include <utility>

namespace moim::rooms {

std::size_t ChatLog::keep(ChatMessage message, std::size_t max_messages, std::size_t max_bytes) {
  std::size_t forgotten = 0;
  bytes_ += message.bytes();
  messages_.push_back(std::move(message));
  while (messages_.size() > max_messages || (bytes_ > max_bytes && !messages_.empty())) {
    bytes_ -= messages_.front().bytes();
    messages_.pop_front();
    ++forgotten;
  }
  return forgotten;
}

ChatLog::Messages ChatLog::since(std::uint64_t first) const {
  const auto begin = std::ranges::lower_bound(messages_, first, {}, &ChatMessage::number);
  return {begin, messages_.end()};
}

}  // namespace moim::rooms
