#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/engineio/ids.h"
#include "moim/engineio/packet.h"

namespace moim::engineio {

/// Packets waiting to leave, one after the other in one buffer, each in the form of a WebSocket message.
class SendQueue {
 public:
  /// With `base64` a binary packet becomes text, for a client that takes none.
  void push(Version version, bool base64, const Packet& packet);

  /// Calls `visit(binary, wire)` for each packet in order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    std::size_t at = 0;
    for (const Entry entry : entries_) {
      visit(entry.binary, base::ByteView{bytes_}.substr(at, entry.size));
      at += entry.size;
    }
  }

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::size_t packets() const { return entries_.size(); }
  [[nodiscard]] bool has_binary() const { return has_binary_; }
  /// What the packets count towards `Options::max_queued_bytes`; empty packets count as well.
  [[nodiscard]] std::size_t cost() const { return bytes_.size() + entries_.size() * kPacketCost; }
  /// Octets of memory held, used or not.
  [[nodiscard]] std::size_t capacity() const {
    return bytes_.capacity() + entries_.capacity() * sizeof(Entry);
  }
  void clear();

  static constexpr std::size_t kPacketCost = 16;

 private:
  struct Entry {
    std::uint32_t size;
    bool binary;
  };
  base::Bytes bytes_;
  std::vector<Entry> entries_;
  bool has_binary_ = false;
};

/// Empty queues kept with their memory, so that a session needs none while idle and allocates none while
/// busy.
class SendQueuePool {
 public:
  explicit SendQueuePool(std::size_t max_spare_bytes) : max_spare_bytes_{max_spare_bytes} {}
  [[nodiscard]] std::unique_ptr<SendQueue> take();
  void give_back(std::unique_ptr<SendQueue> queue);

 private:
  std::size_t max_spare_bytes_;
  std::size_t spare_bytes_ = 0;
  std::vector<std::unique_ptr<SendQueue>> spares_;
};

}  // namespace moim::engineio
