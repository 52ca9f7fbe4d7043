#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

#include "moim/base/bytes.h"
#include "moim/socketio/packet_writer.h"

#include "byte_queue.h"

namespace moim::socketio::detail {

/// Packets that were sent to a client and are not known to have arrived, oldest first, as they were on the
/// wire.
class Retained {
 public:
  /// The number of a message that its connection has not had yet.
  static constexpr std::uint64_t kNotSent = std::numeric_limits<std::uint64_t>::max();

  /// Appends a packet with the event of that offset, whose last message is the `message`th of its connection.
  void push(BlockPool& pool, const EncodedPacket& packet, std::uint64_t offset, std::uint64_t message);

  /// Offset of the oldest one. Not to be asked of an empty one.
  [[nodiscard]] std::uint64_t first() const { return oldest_.offset; }
  /// Whether the oldest one is known to have arrived, when the first `messages` of its connection are.
  [[nodiscard]] bool first_arrived(std::uint64_t messages) const { return oldest_.message <= messages; }
  void pop(BlockPool& pool) { take(pool, nullptr); }

  /// Calls `send(binary, octets)` for each message of each packet, and marks the packet with the message
  /// number that this returns for its last.
  template <class Send>
  void resend(BlockPool& pool, const Send& send) {
    base::Bytes body;
    for (std::size_t left = packets_; left > 0; --left) {
      Record record = oldest_;
      body.resize(record.size);
      take(pool, body.data());
      base::ByteView rest = base::ByteView{body}.substr(record.attachments * sizeof(std::uint32_t));
      for (std::size_t n = 0; n <= record.attachments; ++n) {
        // The text comes first, and is what the attachments leave.
        const std::size_t size = n == 0 ? text_size(record, body) : attachment_size(body, n - 1);
        record.message = send(n > 0, rest.substr(0, size));
        rest.remove_prefix(size);
      }
      begin(pool, record);
      octets_.append(pool, body);
    }
  }

  [[nodiscard]] bool empty() const { return packets_ == 0; }
  /// What it counts towards the limits: octets and bookkeeping.
  [[nodiscard]] std::size_t cost() const { return cost_; }

 private:
  // What is kept of a packet: the sizes of its attachments, its text, its attachments.
  struct Record {
    std::uint64_t offset;
    std::uint64_t message;
    std::uint32_t size;  // octets kept, without this
    std::uint32_t attachments;
  };
  [[nodiscard]] static std::size_t attachment_size(base::ByteView body, std::size_t n) {
    std::uint32_t size = 0;
    std::memcpy(&size, body.data() + n * sizeof size, sizeof size);
    return size;
  }
  [[nodiscard]] static std::size_t text_size(const Record& record, base::ByteView body);
  void begin(BlockPool& pool, const Record& record);
  void take(BlockPool& pool, char* body);

  Record oldest_{};   // the others' lie before their octets
  ByteQueue octets_;  // of all
  std::size_t packets_ = 0;
  std::size_t cost_ = 0;
};

/// What is kept of one client for its return (Options::recovery).
struct Recovery {
  std::string pid;            // the client's proof, and secret
  std::uint64_t last = 0;     // offset of the last event sent
  std::uint64_t dropped = 0;  // events up to this one are not kept: they arrived, or there was no room
  Retained kept{};
};

}  // namespace moim::socketio::detail
