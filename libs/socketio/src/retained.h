#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/socketio/packet_writer.h"

namespace moim::socketio::detail {

/// Packets that were sent to a client and are not known to have arrived, oldest first, as they were on the
/// wire. Two buffers that grow to the size of what is under way and are used again and again.
class Retained {
 public:
  /// Appends an event with `offset` as its last argument. The text as it is to be sent; valid until the next
  /// call.
  base::ByteView push(const EncodedPacket& packet, std::uint64_t offset);
  /// The last packet ended with this message of its connection.
  void mark_last(std::uint64_t message) { packets_.back().message = message; }

  /// Offset of the oldest one. Not to be asked of an empty one.
  [[nodiscard]] std::uint64_t first() const { return packets_[head_].offset; }
  /// Whether the oldest one is known to have arrived, when the first `messages` of its connection are.
  [[nodiscard]] bool first_arrived(std::uint64_t messages) const {
    return packets_[head_].message <= messages;
  }
  void pop();
  void clear();

  /// Calls `send(binary, octets)` for each message of each packet, and marks the packet with the message
  /// number that this returns for its last.
  template <class Send>
  void resend(const Send& send) {
    std::size_t part = first_part_;
    std::size_t at = start_;
    for (std::size_t i = head_; i < packets_.size(); ++i) {
      for (std::size_t n = 0; n < packets_[i].parts; ++n) {
        packets_[i].message = send(n > 0, base::ByteView{bytes_}.substr(at, parts_[part]));
        at += parts_[part++];
      }
    }
  }

  [[nodiscard]] bool empty() const { return head_ == packets_.size(); }
  /// What it counts towards the limits: octets and bookkeeping.
  [[nodiscard]] std::size_t cost() const {
    return bytes_.size() - start_ + (packets_.size() - head_) * sizeof(Packet);
  }
  /// Memory held, used or not.
  [[nodiscard]] std::size_t capacity() const {
    return bytes_.capacity() + packets_.capacity() * sizeof(Packet) +
           parts_.capacity() * sizeof(std::uint32_t);
  }

 private:
  struct Packet {
    std::uint64_t offset;
    std::uint64_t message;
    std::uint32_t parts;  // messages: the text and its attachments
  };
  void compact();

  base::Bytes bytes_;
  std::vector<std::uint32_t> parts_;  // sizes
  std::vector<Packet> packets_;
  // What is gone at the front, until it is worth moving the rest.
  std::size_t start_ = 0;
  std::size_t first_part_ = 0;
  std::size_t head_ = 0;
};

/// What is kept of one client for its return (Options::recovery).
struct Recovery {
  std::string pid;                   // the client's proof, and secret
  std::uint64_t last = 0;            // offset of the last event sent
  std::uint64_t dropped = 0;         // events up to this one are not kept: they arrived, or there was no room
  std::unique_ptr<Retained> kept{};  // none while there is nothing
};

/// Empty ones with their memory, so that an idle client keeps none and a busy one takes none.
class RetainedPool {
 public:
  explicit RetainedPool(std::size_t max_spare_bytes) : max_spare_bytes_{max_spare_bytes} {}
  [[nodiscard]] std::unique_ptr<Retained> take();
  void give_back(std::unique_ptr<Retained> retained);

 private:
  std::size_t max_spare_bytes_;
  std::size_t spare_bytes_ = 0;
  std::vector<std::unique_ptr<Retained>> spares_;
};

}  // namespace moim::socketio::detail
