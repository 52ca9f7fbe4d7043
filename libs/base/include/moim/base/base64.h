#pragma once

#include <optional>
#include <string>

#include "moim/base/bytes.h"

namespace moim::base {

/// Base64 with padding (RFC 4648 section 4).
[[nodiscard]] std::string base64_encode(ByteView octets);

/// Appends what `base64_encode` returns to `out`.
void base64_append(std::string& out, ByteView octets);

/// Base64 without padding in the alphabet that is safe in URLs and file names (RFC 4648 section 5).
[[nodiscard]] std::string base64url_encode(ByteView octets);

/// Strict decoding of base64 with padding: no white space, no missing padding, no stray bits in the last
/// character. Anything else is nullopt.
[[nodiscard]] std::optional<Bytes> base64_decode(ByteView text);

/// As strict, for what base64url_encode() returns.
[[nodiscard]] std::optional<Bytes> base64url_decode(ByteView text);

}  // namespace moim::base
