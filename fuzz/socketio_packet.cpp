// Socket.IO packets of both revisions. What is accepted holds JSON, and comes back the same when it is passed
// on, attachments and all. The first octet chooses the revision, and what a packet is put together with.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "moim/base/check.h"
#include "moim/socketio/packet.h"
#include "moim/socketio/packet_writer.h"

#include "support/input.h"

namespace moim::fuzz {
namespace {

using namespace socketio;

constexpr std::string_view kOwnAttachment = "own";

Options options() {
  Options options;
  options.max_attachments = 5;
  options.max_namespace_name = 20;
  options.max_event_name = 20;
  return options;
}

struct Read {
  Packet packet;
  Payload payload;
};

std::optional<Read> read(std::string_view text, Revision revision, std::string& scratch) {
  static json::Validator validator;
  static const Options limits = options();
  const auto packet = parse_packet(text, limits);
  if (!packet) return std::nullopt;
  MOIM_CHECK(packet->attachments <= limits.max_attachments &&
             packet->nsp.size() <= limits.max_namespace_name);
  const auto payload = parse_payload(*packet, revision, limits, validator, scratch);
  if (!payload) return std::nullopt;
  return Read{*packet, *payload};
}

// With `own`, behind an attachment that the server adds: placeholders have to count on.
void check_passed_on(const Read& given, Revision revision, bool own) {
  const std::vector<base::ByteView> attachments(given.packet.attachments, "octets");
  Packet header = given.packet;
  header.type = given.packet.is_ack() ? PacketType::ack : PacketType::event;  // begin() adds the attachments
  header.attachments += own ? 1 : 0;
  PacketWriter writer;
  writer.begin(header, given.packet.is_event() ? std::optional{given.payload.name} : std::nullopt);
  if (own) writer.add(Binary{kOwnAttachment});
  writer.add(Args{given.payload.args, attachments});
  const EncodedPacket encoded = writer.finish();
  MOIM_CHECK(encoded.attachments.size() == header.attachments);

  const Exact text{encoded.text};
  std::string scratch;
  if (header.attachments > options().max_attachments) return;
  const auto again = read(text.view(), revision, scratch);
  MOIM_CHECK(again.has_value());
  MOIM_CHECK(again->packet.id == given.packet.id && again->packet.nsp == given.packet.nsp);
  MOIM_CHECK(again->packet.attachments == header.attachments && again->payload.name == given.payload.name);
  const Args args{again->payload.args, encoded.attachments};
  MOIM_CHECK(args.size() == Args{given.payload.args}.size() + (own ? 1 : 0));
  if (own) return MOIM_CHECK(args.binary(args[0]) == kOwnAttachment);
  MOIM_CHECK(again->payload.args == given.payload.args);
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  std::string_view given = text_of(data, size);
  const unsigned choice = take_number(given);
  const Revision revision = (choice & 1U) != 0 ? Revision::v4 : Revision::v5;
  const Exact text{given};
  std::string scratch;
  const auto read_packet = read(text.view(), revision, scratch);
  if (!read_packet) return 0;
  const auto& [packet, payload] = *read_packet;
  if (packet.is_event()) MOIM_CHECK(!is_reserved_event(payload.name));
  if (packet.is_ack()) MOIM_CHECK(packet.id.has_value());
  if (packet.is_event() || packet.is_ack()) check_passed_on(*read_packet, revision, (choice & 2U) != 0);
  return 0;
}
