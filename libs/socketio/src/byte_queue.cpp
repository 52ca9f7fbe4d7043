#include "byte_queue.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "moim/base/check.h"

namespace moim::socketio::detail {
namespace {

// Link by link: destroyed as a whole, a long chain would call as deep as it is long.
void free_chain(std::unique_ptr<Block> block) {
  while (block) block = std::move(block->next);
}

}  // namespace

BlockPool::~BlockPool() { free_chain(std::move(first_)); }

std::unique_ptr<Block> BlockPool::take() {
  if (!first_) return std::make_unique_for_overwrite<Block>();
  --spares_;
  auto block = std::exchange(first_, std::move(first_->next));
  return block;
}

void BlockPool::give_back(std::unique_ptr<Block> block) {
  if (spares_ == max_spares_) return;
  ++spares_;
  block->next = std::exchange(first_, nullptr);
  first_ = std::move(block);
}

ByteQueue::~ByteQueue() { free_chain(std::move(first_)); }

void ByteQueue::append(BlockPool& pool, base::ByteView octets) {
  while (!octets.empty()) {
    if (last_ == nullptr || end_ == Block::kOctets) {
      auto& link = last_ == nullptr ? first_ : last_->next;
      link = pool.take();
      last_ = link.get();
      end_ = 0;
    }
    const std::size_t count = std::min(octets.size(), Block::kOctets - end_);
    std::memcpy(last_->octets.data() + end_, octets.data(), count);
    end_ += static_cast<std::uint32_t>(count);
    octets.remove_prefix(count);
  }
}

void ByteQueue::take(BlockPool& pool, std::size_t count, char* out) {
  while (count > 0) {
    MOIM_CHECK(first_ != nullptr);
    const std::size_t end = first_.get() == last_ ? end_ : Block::kOctets;
    const std::size_t part = std::min<std::size_t>(count, end - begin_);
    if (out != nullptr) {
      std::memcpy(out, first_->octets.data() + begin_, part);
      out += part;
    }
    begin_ += static_cast<std::uint32_t>(part);
    count -= part;
    if (begin_ < end) {
      MOIM_CHECK(count == 0);
      return;
    }
    if (first_.get() == last_) last_ = nullptr;
    auto next = std::move(first_->next);
    pool.give_back(std::exchange(first_, std::move(next)));
    begin_ = 0;
  }
}

}  // namespace moim::socketio::detail
