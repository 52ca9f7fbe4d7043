#include "retained.h"

#include <limits>
#include <utility>

#include "moim/json/write.h"

namespace moim::socketio::detail {
namespace {

// Less than this at the front is not worth moving the rest for.
constexpr std::size_t kWorthMoving = 4'096;
constexpr std::uint64_t kNotSent = std::numeric_limits<std::uint64_t>::max();

}  // namespace

base::ByteView Retained::push(const EncodedPacket& packet, std::uint64_t offset) {
  const std::size_t begin = bytes_.size();
  bytes_.append(packet.text, 0, packet.text.size() - 1);  // without the bracket that closes the arguments
  bytes_ += ",\"";
  json::append_integer(bytes_, offset);
  bytes_ += "\"]";
  const std::size_t size = bytes_.size() - begin;
  parts_.push_back(static_cast<std::uint32_t>(size));
  for (const base::ByteView octets : packet.attachments) {
    bytes_ += octets;
    parts_.push_back(static_cast<std::uint32_t>(octets.size()));
  }
  packets_.push_back({offset, kNotSent, static_cast<std::uint32_t>(packet.attachments.size() + 1)});
  return base::ByteView{bytes_}.substr(begin, size);
}

void Retained::pop() {
  for (std::uint32_t n = 0; n < packets_[head_].parts; ++n) start_ += parts_[first_part_++];
  ++head_;
  if (empty()) return clear();
  if (start_ > kWorthMoving && start_ > bytes_.size() / 2) compact();
}

void Retained::clear() {
  bytes_.clear();
  parts_.clear();
  packets_.clear();
  start_ = first_part_ = head_ = 0;
}

void Retained::compact() {
  bytes_.erase(0, start_);
  parts_.erase(parts_.begin(), parts_.begin() + static_cast<std::ptrdiff_t>(first_part_));
  packets_.erase(packets_.begin(), packets_.begin() + static_cast<std::ptrdiff_t>(head_));
  start_ = first_part_ = head_ = 0;
}

std::unique_ptr<Retained> RetainedPool::take() {
  if (spares_.empty()) return std::make_unique<Retained>();
  auto retained = std::move(spares_.back());
  spares_.pop_back();
  spare_bytes_ -= retained->capacity();
  return retained;
}

void RetainedPool::give_back(std::unique_ptr<Retained> retained) {
  if (!retained || spare_bytes_ + retained->capacity() > max_spare_bytes_) return;
  retained->clear();
  spare_bytes_ += retained->capacity();
  spares_.push_back(std::move(retained));
}

}  // namespace moim::socketio::detail
