#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "moim/base/bytes.h"

namespace moim::socketio::detail {

struct Block;
struct FreeBlock {
  void operator()(Block* block) const;
};
using BlockPtr = std::unique_ptr<Block, FreeBlock>;

/// A piece of memory of which queues are made: this, and its octets behind it.
struct Block {
  BlockPtr next;
  std::uint8_t size;  // which of the sizes there are

  /// The first blocks of a queue: each as large as all before it together. Further ones are as the last.
  static constexpr std::uint8_t kSizes = 5;
  /// Octets of a block of that size. With what is in front of them and what the allocator adds, half a KiB,
  /// and up to four: what an idle client keeps should be little, and each block of a busy one costs a look at
  /// memory that is long out of the cache.
  [[nodiscard]] static constexpr std::uint32_t capacity(std::uint8_t size) {
    constexpr std::uint32_t kOverhead = 24;
    return (512U << (size == 0 ? 0 : size - 1)) - kOverhead;
  }
  [[nodiscard]] char* octets() {
    return reinterpret_cast<char*>(this + 1);  // NOLINT(*-reinterpret-cast): allocated with it
  }
};

/// Spare blocks, shared by many queues.
class BlockPool {
 public:
  /// Keeps `max_spare_bytes` at the most; what comes back beyond that is freed.
  explicit BlockPool(std::size_t max_spare_bytes) : max_spare_bytes_{max_spare_bytes} {}
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;
  ~BlockPool();

  [[nodiscard]] BlockPtr take(std::uint8_t size);
  void give_back(BlockPtr block);

 private:
  std::size_t max_spare_bytes_;
  std::size_t spare_bytes_ = 0;
  std::array<BlockPtr, Block::kSizes> first_;
};

/// Octets, first in, first out. It holds what is in it and less than two blocks more, and it neither grows by
/// copying nor moves what it has: a single buffer that grows does both, and holds up to twice as much
/// (measured: docs/performance.md).
class ByteQueue {
 public:
  ByteQueue() = default;
  ByteQueue(const ByteQueue&) = delete;
  ByteQueue& operator=(const ByteQueue&) = delete;
  ~ByteQueue();

  void append(BlockPool& pool, base::ByteView octets);
  /// Removes the first `count` octets, of which there must be so many, and copies them to `out` unless that
  /// is null.
  void take(BlockPool& pool, std::size_t count, char* out);
  /// The next take() but one begins `ahead` octets from here. By then they are in the cache.
  void expect(std::size_t ahead) const;

 private:
  void grow(BlockPool& pool);
  void shrink(BlockPool& pool);

  BlockPtr first_;  // none while it is empty
  Block* last_ = nullptr;
  std::uint32_t begin_ = 0;  // of what is in the first block
  std::uint32_t end_ = 0;    // of what is in the last
  // Capacities of the two. The blocks know them, but their heads are long out of the cache.
  std::uint32_t first_capacity_ = 0;
  std::uint32_t last_capacity_ = 0;
};

}  // namespace moim::socketio::detail
