#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "moim/base/bytes.h"

namespace moim::crypto {

using Sha1Digest = std::array<std::byte, 20>;
using Sha256Digest = std::array<std::byte, 32>;

/// SHA-1 (FIPS 180-4). Only where a protocol asks for it: the WebSocket handshake, TURN passwords.
[[nodiscard]] Sha1Digest sha1(base::ByteView data);

/// SHA-256 (FIPS 180-4).
[[nodiscard]] Sha256Digest sha256(base::ByteView data);

/// HMAC (RFC 2104) over SHA-1. Only where a protocol asks for it: STUN message integrity and time-limited
/// TURN credentials.
[[nodiscard]] Sha1Digest hmac_sha1(base::ByteView key, base::ByteView data);

/// HMAC (RFC 2104) over SHA-256.
[[nodiscard]] Sha256Digest hmac_sha256(base::ByteView key, base::ByteView data);

/// Compares secrets in a time that depends on their sizes only.
[[nodiscard]] bool equal_in_constant_time(base::ByteView left, base::ByteView right);

/// The octets of a digest as a view; valid as long as the digest.
template <std::size_t Size>
[[nodiscard]] base::ByteView view_of(const std::array<std::byte, Size>& digest) {
  return {static_cast<const char*>(static_cast<const void*>(digest.data())), Size};
}

/// Lower-case hexadecimal digits of `data`.
[[nodiscard]] std::string to_hex(base::ByteView data);

}  // namespace moim::crypto
