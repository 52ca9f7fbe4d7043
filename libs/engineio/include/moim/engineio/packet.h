#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

#include "moim/base/bytes.h"
#include "moim/engineio/ids.h"

namespace moim::engineio {

/// Engine.IO protocol, "Packet": the id is a digit in text and, in revision 3, an octet of that value in
/// binary.
enum class PacketType : std::uint8_t { open = 0, close, ping, pong, message, upgrade, noop };

struct Packet {
  PacketType type;
  bool binary;          ///< only messages are binary
  base::ByteView data;  ///< what follows the type
};

enum class ParseError : std::uint8_t {
  empty,             ///< nothing where a packet or payload was expected
  unknown_type,      ///< no packet type has this id
  bad_base64,        ///< not canonical base64 (RFC 4648 section 4)
  bad_utf8,          ///< text that is not UTF-8
  bad_length,        ///< a length that is no number, or cuts a character
  truncated,         ///< fewer octets or characters than the length says
  too_many_packets,  ///< beyond `Options::max_packets_per_payload`
  count_
};
[[nodiscard]] std::string_view to_string(ParseError error);

/// Reads one packet as it stands in a WebSocket message or as one element of a payload. Text starting with
/// `b` is binary in base64: it is decoded into `scratch`, and the packet shows that; otherwise the packet
/// shows `wire`.
[[nodiscard]] std::expected<Packet, ParseError> decode_packet(Version version, bool binary,
                                                              base::ByteView wire, base::Bytes& scratch);

/// Appends the packet as one WebSocket message; the message is binary if `packet.binary`.
void append_packet(base::Bytes& out, Version version, const Packet& packet);

/// Appends a binary message as text: `b` and base64, with the type between them in revision 3.
void append_base64_message(base::Bytes& out, Version version, base::ByteView octets);

}  // namespace moim::engineio
