#include "moim/engineio/packet.h"

#include "moim/base/base64.h"

namespace moim::engineio {
namespace {

using base::ByteView;
using Decoded = std::expected<Packet, ParseError>;

constexpr std::uint8_t kLastType = static_cast<std::uint8_t>(PacketType::noop);

std::expected<PacketType, ParseError> type_from(int id) {
  if (id < 0 || id > kLastType) return std::unexpected(ParseError::unknown_type);
  return static_cast<PacketType>(id);
}

// Only messages carry binary data: another type in an octet or before base64 is none.
std::expected<PacketType, ParseError> binary_type_from(int id) {
  if (id != static_cast<int>(PacketType::message)) return std::unexpected(ParseError::unknown_type);
  return PacketType::message;
}

Decoded decode_base64(Version version, ByteView text, base::Bytes& scratch) {
  if (version == Version::v3) {
    if (text.empty()) return std::unexpected(ParseError::empty);
    if (const auto type = binary_type_from(text.front() - '0'); !type) return std::unexpected(type.error());
    text.remove_prefix(1);
  }
  auto octets = base::base64_decode(text);
  if (!octets) return std::unexpected(ParseError::bad_base64);
  scratch = *std::move(octets);
  return Packet{PacketType::message, true, scratch};
}

Decoded decode_binary(Version version, ByteView wire) {
  if (version == Version::v4) return Packet{PacketType::message, true, wire};
  if (wire.empty()) return std::unexpected(ParseError::empty);
  const auto type = binary_type_from(static_cast<unsigned char>(wire.front()));
  if (!type) return std::unexpected(type.error());
  return Packet{*type, true, wire.substr(1)};
}

char digit_of(PacketType type) { return static_cast<char>('0' + static_cast<int>(type)); }

}  // namespace

Decoded decode_packet(Version version, bool binary, ByteView wire, base::Bytes& scratch) {
  if (binary) return decode_binary(version, wire);
  if (wire.empty()) return std::unexpected(ParseError::empty);
  if (wire.front() == 'b') return decode_base64(version, wire.substr(1), scratch);
  const auto type = type_from(wire.front() - '0');
  if (!type) return std::unexpected(type.error());
  return Packet{*type, false, wire.substr(1)};
}

void append_packet(base::Bytes& out, Version version, const Packet& packet) {
  if (!packet.binary) {
    out.push_back(digit_of(packet.type));
  } else if (version == Version::v3) {
    out.push_back(static_cast<char>(packet.type));
  }
  out.append(packet.data);
}

void append_base64_message(base::Bytes& out, Version version, ByteView octets) {
  out.push_back('b');
  if (version == Version::v3) out.push_back(digit_of(PacketType::message));
  base::base64_append(out, octets);
}

}  // namespace moim::engineio
