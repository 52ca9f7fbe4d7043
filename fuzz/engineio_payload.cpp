// Bodies of POSTs in the three formats, and packets as WebSocket messages. Whatever is accepted has to come
// back the same after being written and read again. The first octet chooses the format.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "moim/base/check.h"
#include "moim/engineio/payload.h"

#include "support/input.h"

namespace moim::fuzz {
namespace {

using namespace engineio;

constexpr std::size_t kMostPackets = 64;

struct OwnedPacket {
  PacketType type;
  bool binary;
  std::string data;
  bool operator==(const OwnedPacket&) const = default;
};
using Packets = std::vector<OwnedPacket>;

Version version_of(PayloadFormat format) {
  return format == PayloadFormat::v4_text ? Version::v4 : Version::v3;
}

// The packets up to the end or the first error.
Packets decode(PayloadFormat format, std::string_view body, bool& failed) {
  PayloadDecoder decoder{format, body, kMostPackets};
  Packets packets;
  for (;;) {
    const auto packet = decoder.next();
    failed = !packet.has_value();
    if (failed || !*packet) break;
    packets.push_back({(*packet)->type, (*packet)->binary, std::string{(*packet)->data}});
  }
  MOIM_CHECK(packets.size() <= kMostPackets);
  const auto after = decoder.next();
  MOIM_CHECK(failed ? !after.has_value() : after.has_value() && !*after);
  return packets;
}

void check_payload(PayloadFormat format, std::string_view body) {
  bool failed = false;
  const Packets packets = decode(format, body, failed);
  if (packets.empty()) return;
  PayloadEncoder encoder{format};
  for (const OwnedPacket& packet : packets) {
    base::Bytes wire;
    append_packet(wire, version_of(format), {packet.type, packet.binary, packet.data});
    encoder.add(packet.binary, wire);
  }
  MOIM_CHECK(decode(format, std::move(encoder).take(), failed) == packets && !failed);
}

void check_frame(Version version, bool binary, std::string_view wire) {
  base::Bytes scratch;
  const auto packet = decode_packet(version, binary, wire, scratch);
  if (!packet) return;
  MOIM_CHECK(!packet->binary || packet->type == PacketType::message);
  base::Bytes again;
  append_packet(again, version, *packet);
  base::Bytes second_scratch;
  const auto second = decode_packet(version, packet->binary, again, second_scratch);
  MOIM_CHECK(second && second->type == packet->type && second->binary == packet->binary &&
             second->data == packet->data);
  if (packet->binary == binary) MOIM_CHECK(again == wire);
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  constexpr std::array kFormats = {PayloadFormat::v4_text, PayloadFormat::v3_text, PayloadFormat::v3_binary};
  std::string_view text = text_of(data, size);
  const unsigned choice = take_number(text);
  const Exact input{text};
  if (choice % 4 < kFormats.size()) {
    check_payload(kFormats[choice % 4], input.view());
  } else {
    check_frame((choice & 4U) != 0 ? Version::v3 : Version::v4, (choice & 8U) != 0, input.view());
  }
  return 0;
}
