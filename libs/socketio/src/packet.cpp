#include "moim/socketio/packet.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "moim/json/write.h"

#include "placeholders.h"

namespace moim::socketio {
namespace {

using std::unexpected;

constexpr std::array<std::string_view, 6> kReservedEvents = {
    "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"};

bool is_binary(PacketType type) { return type == PacketType::binary_event || type == PacketType::binary_ack; }

std::string_view leading_digits(std::string_view text) {
  return text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
}

// nullopt when it does not fit.
std::optional<std::uint64_t> to_number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{}) return std::nullopt;
  return value;
}

using Result = std::expected<void, ProtocolError>;

Result take_attachments(std::string_view& rest, Packet& packet, const Options& options) {
  if (!is_binary(packet.type)) return {};
  const std::string_view digits = leading_digits(rest);
  if (digits.empty() || !rest.substr(digits.size()).starts_with('-'))
    return unexpected(ProtocolError::bad_attachment_count);
  const auto count = to_number(digits);
  if (!count || *count > options.max_attachments) return unexpected(ProtocolError::too_many_attachments);
  packet.attachments = static_cast<std::size_t>(*count);
  rest.remove_prefix(digits.size() + 1);
  return {};
}

Result take_namespace(std::string_view& rest, Packet& packet, const Options& options) {
  if (!rest.starts_with('/')) return {};
  packet.nsp = rest.substr(0, std::min(rest.find(','), rest.size()));
  if (packet.nsp.size() > options.max_namespace_name || !json::valid_utf8(packet.nsp)) {
    return unexpected(ProtocolError::bad_namespace);
  }
  rest.remove_prefix(std::min(packet.nsp.size() + 1, rest.size()));
  return {};
}

Result take_ack_id(std::string_view& rest, Packet& packet) {
  const std::string_view digits = leading_digits(rest);
  if (digits.empty()) return {};
  packet.id = to_number(digits);
  if (!packet.id) return unexpected(ProtocolError::bad_ack_id);
  rest.remove_prefix(digits.size());
  return {};
}

ProtocolError error_of(json::Invalid reason) {
  switch (reason) {
    case json::Invalid::encoding:
      return ProtocolError::bad_json_encoding;
    case json::Invalid::depth:
      return ProtocolError::json_too_deep;
    default:
      return ProtocolError::bad_json;
  }
}

std::string_view without_trailing_space(std::string_view text) {
  while (!text.empty() && json::detail::skip_space(text.substr(text.size() - 1)).empty())
    text.remove_suffix(1);
  return text;
}

// The elements of an array, as a list without the brackets.
std::string_view list_of(json::View array) {
  const std::string_view text = array.text();
  return without_trailing_space(json::detail::skip_space(text.substr(1, text.size() - 2)));
}

Result take_event_name(Payload& payload, const Options& options, std::string& scratch) {
  if (payload.args.empty()) return unexpected(ProtocolError::bad_payload);
  const json::View name = json::detail::take_value(payload.args);
  if (name.kind() == json::Kind::number) {
    payload.name = name.text();
  } else if (const auto text = name.string(scratch)) {
    payload.name = *text;
  } else {
    return unexpected(ProtocolError::bad_payload);
  }
  if (payload.name.size() > options.max_event_name) return unexpected(ProtocolError::event_name_too_long);
  if (is_reserved_event(payload.name)) return unexpected(ProtocolError::reserved_event);
  return {};
}

Result check_placeholders(const Packet& packet, std::string_view args) {
  if (!is_binary(packet.type)) return {};
  for (const auto& [marker, number] : detail::find_placeholders(args)) {
    if (!detail::attachment_index(number, packet.attachments))
      return unexpected(ProtocolError::bad_placeholder);
  }
  return {};
}

Result read_arguments(const Packet& packet, const Options& options, std::string& scratch, Payload& payload) {
  if (!payload.value.is_array()) return unexpected(ProtocolError::bad_payload);
  payload.args = list_of(payload.value);
  if (packet.is_ack() && !packet.id) return unexpected(ProtocolError::bad_ack_id);
  if (packet.is_event()) {
    if (const auto named = take_event_name(payload, options, scratch); !named) return named;
  }
  return check_placeholders(packet, payload.args);
}

}  // namespace

bool is_reserved_event(std::string_view name) {
  return std::ranges::find(kReservedEvents, name) != kReservedEvents.end();
}

std::expected<Packet, ProtocolError> parse_packet(std::string_view text, const Options& options) {
  if (text.empty() || text.front() < '0' || text.front() > '6')
    return unexpected(ProtocolError::unknown_packet_type);
  Packet packet{.type = static_cast<PacketType>(text.front() - '0')};
  text.remove_prefix(1);
  Result taken = take_attachments(text, packet, options);
  if (taken) taken = take_namespace(text, packet, options);
  if (taken) taken = take_ack_id(text, packet);
  if (!taken) return unexpected(taken.error());
  packet.data = text;
  return packet;
}

std::expected<Payload, ProtocolError> parse_payload(const Packet& packet, Revision revision,
                                                    const Options& options, json::Validator& validator,
                                                    std::string& scratch) {
  Payload payload;
  if (packet.type == PacketType::connect_error) return unexpected(ProtocolError::unexpected_packet);
  if (!packet.data.empty()) {
    const auto value = validator.validate(packet.data);
    if (!value) return unexpected(error_of(value.error()));
    payload.value = *value;
  }
  Result read;
  if (packet.is_event() || packet.is_ack()) {
    read = read_arguments(packet, options, scratch, payload);
  } else if (packet.type == PacketType::disconnect) {
    if (!packet.data.empty()) read = unexpected(ProtocolError::bad_payload);
  } else if (revision == Revision::v5 && !packet.data.empty() && !payload.value.is_object()) {
    read = unexpected(ProtocolError::bad_payload);
  }
  if (!read) return unexpected(read.error());
  return payload;
}

void append_header(std::string& out, const Packet& packet) {
  out += static_cast<char>('0' + static_cast<int>(packet.type));
  if (is_binary(packet.type)) {
    json::append_integer(out, std::uint64_t{packet.attachments});
    out += '-';
  }
  if (packet.nsp != "/") {
    out += packet.nsp;
    out += ',';
  }
  if (packet.id) json::append_integer(out, *packet.id);
}

}  // namespace moim::socketio
