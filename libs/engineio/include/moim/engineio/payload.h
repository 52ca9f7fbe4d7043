#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <utility>

#include "moim/base/bytes.h"
#include "moim/engineio/ids.h"
#include "moim/engineio/packet.h"

namespace moim::engineio {

/// How packets are tied together in the body of a POST or of the answer to a GET.
enum class PayloadFormat : std::uint8_t {
  v4_text,    ///< packets separated by U+001E, binary in base64
  v3_text,    ///< `<length>:<packet>`, the length in UTF-16 code units, binary in base64
  v3_binary,  ///< octet 0 (text) or 1 (binary), the length in octets as decimal digits of one octet each,
              ///< octet 255, the packet
};

/// Reads the packets of one whole body, one at a time. Tells the first error; after that, and after the end,
/// it stays there.
class PayloadDecoder {
 public:
  /// `body` must outlive the decoder.
  PayloadDecoder(PayloadFormat format, base::ByteView body, std::size_t max_packets);

  /// The next packet, nullopt at the end. Its data is valid until the next call.
  [[nodiscard]] std::expected<std::optional<Packet>, ParseError> next();

 private:
  using Element = std::expected<base::ByteView, ParseError>;
  Element take_v4();
  Element take_v3_text();
  Element take_v3_binary(bool& binary);

  PayloadFormat format_;
  base::ByteView rest_;
  base::Bytes scratch_;
  std::size_t packets_left_;
  std::optional<ParseError> failed_;
  bool at_end_ = false;
};

/// Ties packets together to the body of one answer.
class PayloadEncoder {
 public:
  explicit PayloadEncoder(PayloadFormat format) : format_{format} {}

  /// Adds one packet given as the WebSocket message that would carry it (`append_packet`).
  void add(bool binary, base::ByteView wire);

  [[nodiscard]] base::Bytes take() && { return std::move(body_); }

 private:
  PayloadFormat format_;
  base::Bytes body_;
};

}  // namespace moim::engineio
