#include "send_queue.h"

#include <utility>

namespace moim::engineio {
namespace {

constexpr std::size_t kLargestSpare = 256U << 10U;  // one big message must not be paid for ever after
constexpr std::size_t kFirstCapacity = 512;         // a few candidates, without growing on the way

}  // namespace

void SendQueue::push(Version version, bool base64, const Packet& packet) {
  const std::size_t before = bytes_.size();
  const bool as_text = !packet.binary || base64;
  if (packet.binary && base64) {
    append_base64_message(bytes_, version, packet.data);
  } else {
    append_packet(bytes_, version, packet);
  }
  entries_.push_back({static_cast<std::uint32_t>(bytes_.size() - before), !as_text});
  has_binary_ = has_binary_ || !as_text;
}

void SendQueue::clear() {
  bytes_.clear();
  if (bytes_.capacity() < kFirstCapacity) bytes_.reserve(kFirstCapacity);
  entries_.clear();
  has_binary_ = false;
}

std::unique_ptr<SendQueue> SendQueuePool::take() {
  if (spares_.empty()) return std::make_unique<SendQueue>();
  auto queue = std::move(spares_.back());
  spares_.pop_back();
  spare_bytes_ -= queue->capacity();
  return queue;
}

void SendQueuePool::give_back(std::unique_ptr<SendQueue> queue) {
  if (!queue || queue->capacity() > kLargestSpare) return;
  queue->clear();
  if (spare_bytes_ + queue->capacity() > max_spare_bytes_) return;
  spare_bytes_ += queue->capacity();
  spares_.push_back(std::move(queue));
}

}  // namespace moim::engineio
