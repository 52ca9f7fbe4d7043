#include "retained.h"

namespace moim::socketio::detail {
namespace {

template <class Value>
base::ByteView octets_of(const Value& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};  // NOLINT(*-reinterpret-cast): its octets
}

}  // namespace

void Retained::push(BlockPool& pool, const EncodedPacket& packet, std::uint64_t offset,
                    std::uint64_t message) {
  Record record{.offset = offset,
                .message = message,
                .size = static_cast<std::uint32_t>(packet.text.size()),
                .attachments = static_cast<std::uint32_t>(packet.attachments.size())};
  for (const base::ByteView attachment : packet.attachments)
    record.size += static_cast<std::uint32_t>(sizeof(std::uint32_t) + attachment.size());
  begin(pool, record);
  for (const base::ByteView attachment : packet.attachments)
    octets_.append(pool, octets_of(static_cast<std::uint32_t>(attachment.size())));
  octets_.append(pool, packet.text);
  for (const base::ByteView attachment : packet.attachments) octets_.append(pool, attachment);
}

std::size_t Retained::text_size(const Record& record, base::ByteView body) {
  std::size_t size = record.size - record.attachments * sizeof(std::uint32_t);
  for (std::size_t n = 0; n < record.attachments; ++n) size -= attachment_size(body, n);
  return size;
}

// The octets of the packet must follow.
void Retained::begin(BlockPool& pool, const Record& record) {
  if (empty()) {
    oldest_ = record;
  } else {
    octets_.append(pool, octets_of(record));
  }
  ++packets_;
  cost_ += sizeof record + record.size;
}

// The oldest; its octets go to `body`, unless that is null.
void Retained::take(BlockPool& pool, char* body) {
  octets_.take(pool, oldest_.size, body);
  cost_ -= sizeof oldest_ + oldest_.size;
  if (--packets_ > 0) {
    std::array<char, sizeof oldest_> record{};
    octets_.take(pool, record.size(), record.data());
    std::memcpy(&oldest_, record.data(), sizeof oldest_);
    octets_.expect(oldest_.size);
  }
}

}  // namespace moim::socketio::detail
