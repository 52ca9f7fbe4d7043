#include "io_context.h"

#include <algorithm>
#include <utility>

#include "stream.h"

namespace moim::net {

std::string IoContext::borrow() {
  if (spare_.empty()) return {};
  std::string buffer = std::move(spare_.back());
  spare_.pop_back();
  return buffer;
}

void IoContext::give_back(std::string&& buffer) {
  std::string taken = std::move(buffer);
  buffer = std::string();  // a moved-from string may keep its capacity
  if (taken.capacity() > kSpareCapacity || spare_.size() >= kSpareBuffers) return;
  taken.clear();
  spare_.push_back(std::move(taken));
}

void IoContext::forget(const Stream& stream) {
  std::ranges::replace(dirty_, &stream, nullptr);
  std::ranges::replace(flushing_, &stream, nullptr);
}

void IoContext::flush_dirty_since(std::size_t count) {
  while (dirty_.size() > count) {
    Stream* const last = dirty_.back();
    dirty_.pop_back();
    if (last != nullptr) last->flush();
  }
}

void IoContext::flush_streams() {
  flushing_.swap(dirty_);
  for (std::size_t i = 0; i < flushing_.size(); ++i) {
    if (flushing_[i] != nullptr) flushing_[i]->flush();
  }
  flushing_.clear();
}

}  // namespace moim::net
