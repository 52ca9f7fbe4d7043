#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "moim/json/validator.h"
#include "moim/socketio/counters.h"
#include "moim/socketio/options.h"
#include "moim/socketio/types.h"

namespace moim::socketio {

/// The digit a packet begins with. Revision 4 calls `connect_error` ERROR; binary packets are the same in
/// both revisions.
enum class PacketType : std::uint8_t {
  connect,
  disconnect,
  event,
  ack,
  connect_error,
  binary_event,
  binary_ack
};

/// A packet's header and its payload's raw text: `<type>[<n>-][<nsp>,][<ack id>][<JSON>]`.
struct Packet {
  PacketType type = PacketType::event;
  std::size_t attachments = 0;        // how many binary messages follow
  std::string_view nsp = "/";         // with its query, in a revision 4 CONNECT
  std::optional<std::uint64_t> id{};  // of the acknowledgement asked for or given
  std::string_view data{};            // JSON, not validated yet; empty when there is none

  [[nodiscard]] bool is_event() const {
    return type == PacketType::event || type == PacketType::binary_event;
  }
  [[nodiscard]] bool is_ack() const { return type == PacketType::ack || type == PacketType::binary_ack; }
};

/// Reads the header. Views are into `text`.
[[nodiscard]] std::expected<Packet, ProtocolError> parse_packet(std::string_view text,
                                                                const Options& options);

/// A validated payload.
struct Payload {
  /// All of it; null when the packet has none.
  json::View value;
  /// Of an event; a numeric name is its digits. Into the packet, or into the `scratch` given.
  std::string_view name;
  /// The arguments of an event or acknowledgement, separated by commas, without the brackets.
  std::string_view args;
};

/// Validates the payload as JSON, as the shape its packet type must have, and its placeholders as pointing to
/// attachments that were announced. An event's name may be a string or a number, and none of the names the
/// clients keep for themselves.
[[nodiscard]] std::expected<Payload, ProtocolError> parse_payload(const Packet& packet, Revision revision,
                                                                  const Options& options,
                                                                  json::Validator& validator,
                                                                  std::string& scratch);

/// Appends what comes before the JSON.
void append_header(std::string& out, const Packet& packet);

/// The events that clients raise themselves; nobody may send them.
[[nodiscard]] bool is_reserved_event(std::string_view name);

}  // namespace moim::socketio
