#include "moim/engineio/payload.h"

#include <string>

#include "utf8.h"

namespace moim::engineio {
namespace {

using base::ByteView;

constexpr char kSeparator = '\x1e';           // protocol 4: U+001E between packets
constexpr char kLengthEnd = '\xff';           // protocol 3, binary: ends the digits of the length
constexpr std::size_t kMaxLengthDigits = 10;  // more than any body that is let in

Version version_of(PayloadFormat format) {
  return format == PayloadFormat::v4_text ? Version::v4 : Version::v3;
}

// Takes the digits up to `end` off the front of `rest`; `zero` is the octet that stands for 0.
std::expected<std::size_t, ParseError> take_length(ByteView& rest, char zero, char end) {
  std::size_t length = 0;
  std::size_t at = 0;
  for (; at < rest.size() && rest[at] != end; ++at) {
    const int digit = rest[at] - zero;
    if (digit < 0 || digit > 9 || at == kMaxLengthDigits) return std::unexpected(ParseError::bad_length);
    length = length * 10 + static_cast<std::size_t>(digit);
  }
  if (at == rest.size()) return std::unexpected(ParseError::truncated);
  if (at == 0) return std::unexpected(ParseError::bad_length);
  rest.remove_prefix(at + 1);
  return length;
}

ByteView take_front(ByteView& rest, std::size_t size) {
  const ByteView front = rest.substr(0, size);
  rest.remove_prefix(size);
  return front;
}

void append_v3_header(base::Bytes& body, bool binary, std::size_t size) {
  body.push_back(binary ? '\1' : '\0');
  for (const char digit : std::to_string(size)) body.push_back(static_cast<char>(digit - '0'));
  body.push_back(kLengthEnd);
}

}  // namespace

PayloadDecoder::PayloadDecoder(PayloadFormat format, ByteView body, std::size_t max_packets)
    : format_{format}, rest_{body}, packets_left_{max_packets} {
  if (body.empty()) failed_ = ParseError::empty;
}

PayloadDecoder::Element PayloadDecoder::take_v4() {
  const std::size_t end = rest_.find(kSeparator);
  const ByteView element = rest_.substr(0, end);
  at_end_ = end == ByteView::npos;
  rest_.remove_prefix(at_end_ ? rest_.size() : end + 1);
  if (!is_utf8(element)) return std::unexpected(ParseError::bad_utf8);
  return element;
}

PayloadDecoder::Element PayloadDecoder::take_v3_text() {
  const auto units = take_length(rest_, '0', ':');
  if (!units) return std::unexpected(units.error());
  const auto size = utf16_prefix(rest_, *units);
  if (!size) return std::unexpected(size.error());
  return take_front(rest_, *size);
}

PayloadDecoder::Element PayloadDecoder::take_v3_binary(bool& binary) {
  const char kind = take_front(rest_, 1).front();
  if (kind != 0 && kind != 1) return std::unexpected(ParseError::unknown_type);
  binary = kind == 1;
  const auto size = take_length(rest_, '\0', kLengthEnd);
  if (!size) return std::unexpected(size.error());
  if (*size > rest_.size()) return std::unexpected(ParseError::truncated);
  const ByteView element = take_front(rest_, *size);
  if (!binary && !is_utf8(element)) return std::unexpected(ParseError::bad_utf8);
  return element;
}

std::expected<std::optional<Packet>, ParseError> PayloadDecoder::next() {
  const auto fail = [this](ParseError error) {
    failed_ = error;
    return std::unexpected(error);
  };
  if (failed_) return std::unexpected(*failed_);
  if (at_end_) return std::nullopt;
  if (packets_left_ == 0) return fail(ParseError::too_many_packets);
  --packets_left_;

  bool binary = false;
  const Element element = format_ == PayloadFormat::v4_text   ? take_v4()
                          : format_ == PayloadFormat::v3_text ? take_v3_text()
                                                              : take_v3_binary(binary);
  if (!element) return fail(element.error());
  if (format_ != PayloadFormat::v4_text) at_end_ = rest_.empty();
  const auto packet = decode_packet(version_of(format_), binary, *element, scratch_);
  if (!packet) return fail(packet.error());
  return *packet;
}

void PayloadEncoder::add(bool binary, ByteView wire) {
  if (format_ == PayloadFormat::v3_binary) {
    append_v3_header(body_, binary, wire.size());
    body_.append(wire);
    return;
  }
  base::Bytes encoded;
  if (binary) {
    append_base64_message(encoded, version_of(format_),
                          format_ == PayloadFormat::v4_text ? wire : wire.substr(1));
    wire = encoded;
  }
  if (format_ == PayloadFormat::v3_text) {
    body_.append(std::to_string(utf16_length(wire))).push_back(':');
  } else if (!body_.empty()) {
    body_.push_back(kSeparator);
  }
  body_.append(wire);
}

}  // namespace moim::engineio
