#include "byte_queue.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "moim/base/check.h"

namespace moim::socketio::detail {
namespace {

BlockPtr make_block(std::uint8_t size) {
  return BlockPtr{new (::operator new(sizeof(Block) + Block::capacity(size)))
                      Block{.next = nullptr, .size = size}};
}

// Link by link: destroyed as a whole, a long chain would call as deep as it is long.
void free_chain(BlockPtr block) {
  while (block) block = std::move(block->next);
}

}  // namespace

void FreeBlock::operator()(Block* block) const {
  block->~Block();
  ::operator delete(block);
}

BlockPool::~BlockPool() {
  for (BlockPtr& first : first_) free_chain(std::move(first));
}

BlockPtr BlockPool::take(std::uint8_t size) {
  BlockPtr& first = first_[size];
  if (!first) return make_block(size);
  spare_bytes_ -= Block::capacity(size);
  return std::exchange(first, std::move(first->next));
}

void BlockPool::give_back(BlockPtr block) {
  const std::size_t bytes = Block::capacity(block->size);
  if (spare_bytes_ + bytes > max_spare_bytes_) return;
  spare_bytes_ += bytes;
  BlockPtr& first = first_[block->size];
  block->next = std::move(first);
  first = std::move(block);
}

ByteQueue::~ByteQueue() { free_chain(std::move(first_)); }

void ByteQueue::append(BlockPool& pool, base::ByteView octets) {
  while (!octets.empty()) {
    if (end_ == last_capacity_) grow(pool);
    const std::size_t count = std::min<std::size_t>(octets.size(), last_capacity_ - end_);
    std::memcpy(last_->octets() + end_, octets.data(), count);
    end_ += static_cast<std::uint32_t>(count);
    octets.remove_prefix(count);
  }
}

void ByteQueue::grow(BlockPool& pool) {
  if (last_ == nullptr) {
    first_ = pool.take(0);
    last_ = first_.get();
    first_capacity_ = Block::capacity(last_->size);
  } else {
    last_->next = pool.take(std::min<std::uint8_t>(last_->size + 1, Block::kSizes - 1));
    last_ = last_->next.get();
  }
  last_capacity_ = Block::capacity(last_->size);
  end_ = 0;
}

void ByteQueue::take(BlockPool& pool, std::size_t count, char* out) {
  while (count > 0) {
    MOIM_CHECK(first_ != nullptr);
    const std::size_t end = first_.get() == last_ ? end_ : first_capacity_;
    const std::size_t part = std::min<std::size_t>(count, end - begin_);
    if (out != nullptr) {
      std::memcpy(out, first_->octets() + begin_, part);
      out += part;
    }
    begin_ += static_cast<std::uint32_t>(part);
    count -= part;
    if (begin_ == end) shrink(pool);
  }
}

// The first block is empty.
void ByteQueue::shrink(BlockPool& pool) {
  auto next = std::move(first_->next);
  pool.give_back(std::exchange(first_, std::move(next)));
  begin_ = 0;
  if (first_) {
    first_capacity_ = Block::capacity(first_->size);
  } else {
    last_ = nullptr;
    end_ = last_capacity_ = 0;
  }
}

void ByteQueue::expect(std::size_t ahead) const {
  if (!first_) return;
  const bool here = begin_ + ahead < first_capacity_;
  __builtin_prefetch(here ? first_->octets() + begin_ + ahead : reinterpret_cast<char*>(first_->next.get()));
}

}  // namespace moim::socketio::detail
