#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "moim/base/bytes.h"

namespace moim::socketio::detail {

/// A piece of memory of which queues are made.
struct Block {
  // With its link and what the allocator adds, half a KiB: what an idle client keeps should be little.
  static constexpr std::size_t kOctets = 496;

  std::unique_ptr<Block> next;
  std::array<char, kOctets> octets;
};

/// Spare blocks, shared by many queues.
class BlockPool {
 public:
  /// Keeps `max_spare_bytes` at the most; what comes back beyond that is freed.
  explicit BlockPool(std::size_t max_spare_bytes) : max_spares_{max_spare_bytes / sizeof(Block)} {}
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;
  ~BlockPool();

  [[nodiscard]] std::unique_ptr<Block> take();
  void give_back(std::unique_ptr<Block> block);

 private:
  std::size_t max_spares_;
  std::size_t spares_ = 0;
  std::unique_ptr<Block> first_;
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

 private:
  std::unique_ptr<Block> first_;  // none while it is empty
  Block* last_ = nullptr;
  std::uint32_t begin_ = 0;  // of what is in the first block
  std::uint32_t end_ = 0;    // of what is in the last
};

}  // namespace moim::socketio::detail
