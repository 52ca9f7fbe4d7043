#include "moim/websocket/receiver.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include <simdjson.h>

#include "moim/base/check.h"

namespace moim::websocket {
namespace {

constexpr std::size_t kStartSize = 2;  // FIN, RSV, opcode; MASK, 7-bit length
constexpr unsigned kFinalBit = 0x80;
constexpr unsigned kReservedBits = 0x70;
constexpr unsigned kOpcodeMask = 0x0f;
constexpr unsigned kMaskBit = 0x80;
constexpr unsigned kLengthMask = 0x7f;
constexpr std::size_t kKeySize = std::tuple_size_v<MaskingKey>;

unsigned octet(char c) { return static_cast<unsigned char>(c); }

std::uint64_t read_big_endian(std::span<const char> octets) {
  std::uint64_t value = 0;
  for (const char c : octets) value = value << 8 | octet(c);
  return value;
}

// Octets of extended length announced by the 7-bit length field.
std::size_t extended_length_size(unsigned length7) { return length7 == 127 ? 8 : length7 == 126 ? 2 : 0; }

bool is_utf8(base::ByteView text) { return simdjson::validate_utf8(text.data(), text.size()); }

}  // namespace

CloseCode close_code_of(ReceiveError error) {
  switch (error) {
    case ReceiveError::message_too_big:
      return CloseCode::message_too_big;
    case ReceiveError::text_not_utf8:
    case ReceiveError::close_reason_not_utf8:
      return CloseCode::invalid_payload;
    default:
      return CloseCode::protocol_error;
  }
}

std::string_view describe(ReceiveError error) {
  switch (error) {
    case ReceiveError::mask_missing:
      return "a frame from a client is not masked";
    case ReceiveError::mask_unexpected:
      return "a frame from a server is masked";
    case ReceiveError::reserved_bits:
      return "a reserved bit is set";
    case ReceiveError::unknown_opcode:
      return "unknown opcode";
    case ReceiveError::control_too_long:
      return "a control frame is longer than 125 octets";
    case ReceiveError::control_fragmented:
      return "a control frame is fragmented";
    case ReceiveError::continuation_without_start:
      return "a continuation without a message to continue";
    case ReceiveError::message_interrupted:
      return "a new message before the end of a fragmented one";
    case ReceiveError::length_not_minimal:
      return "a length is not in its shortest form";
    case ReceiveError::length_out_of_range:
      return "a length is out of range";
    case ReceiveError::message_too_big:
      return "the message is too big";
    case ReceiveError::text_not_utf8:
      return "a text message is not UTF-8";
    case ReceiveError::close_payload_too_short:
      return "a close payload of one octet";
    case ReceiveError::close_code_invalid:
      return "invalid close code";
    case ReceiveError::close_reason_not_utf8:
      return "a close reason is not UTF-8";
    case ReceiveError::count_:
      break;
  }
  return {};
}

void Receiver::feed(std::span<char> octets) {
  if (ended_) return;
  MOIM_CHECK(input_.empty());
  input_ = octets;
}

Opcode Receiver::opcode() const { return static_cast<Opcode>(octet(header_[0]) & kOpcodeMask); }

bool Receiver::is_final() const { return (octet(header_[0]) & kFinalBit) != 0; }

std::optional<Event> Receiver::next() {
  drop_delivered();
  while (!ended_) {
    if (!in_frame_) {
      if (const auto error = read_header()) return fail(*error);
      if (!in_frame_) return std::nullopt;
    }
    const auto payload = read_payload();
    if (!payload) return std::nullopt;
    in_frame_ = false;
    if (auto event = finish_frame(*payload)) return event;
  }
  return std::nullopt;
}

std::size_t Receiver::buffered() const { return collected_.size(); }

// Sets in_frame_ once the header is whole. Each part is judged as soon as it is there.
std::optional<ReceiveError> Receiver::read_header() {
  if (!fill_header(kStartSize)) return std::nullopt;
  if (const auto error = check_start()) return error;

  const std::size_t length_size = extended_length_size(octet(header_[1]) & kLengthMask);
  if (!fill_header(kStartSize + length_size)) return std::nullopt;
  frame_size_ = length_size == 0 ? octet(header_[1]) & kLengthMask
                                 : read_big_endian(std::span{header_}.subspan(kStartSize, length_size));
  if (const auto error = check_length(length_size)) return error;

  const std::size_t key_size = options_.role == Role::server ? kKeySize : 0;
  if (!fill_header(kStartSize + length_size + key_size)) return std::nullopt;
  std::memcpy(frame_key_.data(), header_.data() + kStartSize + length_size, key_size);
  header_size_ = 0;
  frame_read_ = 0;
  in_frame_ = true;
  return std::nullopt;
}

// Moves octets from the input until the header has `wanted` of them. False: the input ended before.
bool Receiver::fill_header(std::size_t wanted) {
  if (header_size_ >= wanted) return true;
  const std::size_t taken = std::min(wanted - header_size_, input_.size());
  std::memcpy(header_.data() + header_size_, input_.data(), taken);
  header_size_ = static_cast<std::uint8_t>(header_size_ + taken);
  input_ = input_.subspan(taken);
  return header_size_ == wanted;
}

std::optional<ReceiveError> Receiver::check_start() const {
  if ((octet(header_[0]) & kReservedBits) != 0) return ReceiveError::reserved_bits;
  if (const auto error = check_opcode()) return error;
  const bool masked = (octet(header_[1]) & kMaskBit) != 0;
  if (options_.role == Role::server && !masked) return ReceiveError::mask_missing;
  if (options_.role == Role::client && masked) return ReceiveError::mask_unexpected;
  if (is_control(opcode()) && !is_final()) return ReceiveError::control_fragmented;
  if (is_control(opcode()) && (octet(header_[1]) & kLengthMask) > kMaxControlPayload) {
    return ReceiveError::control_too_long;
  }
  return std::nullopt;
}

std::optional<ReceiveError> Receiver::check_opcode() const {
  switch (opcode()) {
    case Opcode::close:
    case Opcode::ping:
    case Opcode::pong:
      return std::nullopt;
    case Opcode::continuation:
      if (!fragmented_) return ReceiveError::continuation_without_start;
      return std::nullopt;
    case Opcode::text:
    case Opcode::binary:
      if (fragmented_) return ReceiveError::message_interrupted;
      return std::nullopt;
  }
  return ReceiveError::unknown_opcode;
}

// RFC 6455 5.2: the shortest form of the length is a must, and the top bit of the longest form is zero.
std::optional<ReceiveError> Receiver::check_length(std::size_t length_size) const {
  if (length_size == 2 && frame_size_ < 126) return ReceiveError::length_not_minimal;
  if (length_size == 8 && frame_size_ <= 0xffff) return ReceiveError::length_not_minimal;
  if (frame_size_ > std::numeric_limits<std::int64_t>::max()) return ReceiveError::length_out_of_range;
  if (!is_control(opcode()) && frame_size_ > options_.max_message_size - kept_)
    return ReceiveError::message_too_big;
  return std::nullopt;
}

// Unmasks what has come of the payload. Gives the payload once it is whole: in place if it came in one piece,
// otherwise from collected_.
std::optional<base::ByteView> Receiver::read_payload() {
  const auto taken =
      static_cast<std::size_t>(std::min<std::uint64_t>(frame_size_ - frame_read_, input_.size()));
  const auto piece = input_.first(taken);
  if (options_.role == Role::server)
    apply_mask(piece, frame_key_, static_cast<std::size_t>(frame_read_ % kKeySize));
  input_ = input_.subspan(taken);
  const base::ByteView view{piece.data(), piece.size()};
  if (taken == frame_size_) return view;

  collected_.append(view);
  frame_read_ += taken;
  if (frame_read_ < frame_size_) return std::nullopt;
  return base::ByteView{collected_}.substr(kept_);
}

// What a whole frame amounts to; nothing if its message goes on.
std::optional<Event> Receiver::finish_frame(base::ByteView payload) {
  switch (opcode()) {
    case Opcode::ping:
      return Ping{payload};
    case Opcode::pong:
      return Pong{payload};
    case Opcode::close:
      return finish_close(payload);
    default:
      break;
  }
  if (opcode() != Opcode::continuation) binary_ = opcode() == Opcode::binary;
  if (is_final() && !fragmented_) return finish_message(payload);

  if (collected_.size() == kept_)
    collected_.append(payload);  // it came in one piece, so it is not in there yet
  kept_ = collected_.size();
  fragmented_ = !is_final();
  if (fragmented_) return std::nullopt;
  kept_ = 0;
  return finish_message(collected_);
}

Event Receiver::finish_message(base::ByteView payload) {
  if (!binary_ && !is_utf8(payload)) return fail(ReceiveError::text_not_utf8);
  return Message{binary_, payload};
}

// RFC 6455 5.5.1: nothing, or a code of two octets and a reason in UTF-8.
Event Receiver::finish_close(base::ByteView payload) {
  if (payload.size() == 1) return fail(ReceiveError::close_payload_too_short);
  if (payload.size() < 2) {
    end();
    return Close{};
  }
  const auto code = static_cast<CloseCode>(read_big_endian(std::span{payload}.first(2)));
  const std::string_view reason = payload.substr(2);
  if (!is_sendable(code)) return fail(ReceiveError::close_code_invalid);
  if (!is_utf8(reason)) return fail(ReceiveError::close_reason_not_utf8);
  end();
  return Close{code, reason};
}

Event Receiver::fail(ReceiveError error) {
  end();
  return Failure{error};
}

// Views into collected_ stay good until the next call, which gives the memory back.
void Receiver::end() {
  ended_ = true;
  fragmented_ = false;
  kept_ = 0;
  input_ = {};
}

// Between frames, what lies in collected_ beyond the finished fragments was handed on by the event before.
void Receiver::drop_delivered() {
  if (in_frame_ || collected_.size() == kept_) return;
  if (kept_ > 0) {
    collected_.resize(kept_);
  } else {
    std::string{}.swap(collected_);
  }
}

}  // namespace moim::websocket
