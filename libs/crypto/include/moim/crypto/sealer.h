#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "moim/base/bytes.h"

namespace moim::crypto {

/// Makes tokens that strangers carry for us: they can read what is in them and cannot change it. A token is
/// the text and its HMAC-SHA256 (RFC 2104), both in base64url, with a dot between: safe in URLs and JSON.
/// Says nothing of time or of how often a token is used; put that into the text.
class Sealer {
 public:
  static constexpr std::size_t kMinKeyOctets = 32;

  /// `key`: at least `kMinKeyOctets` that nobody knows.
  explicit Sealer(base::Bytes key);

  /// `purpose` tells kinds of tokens apart: one sealed for this does not open for that.
  [[nodiscard]] std::string seal(std::string_view purpose, base::ByteView text) const;

  /// The text, if `token` was sealed with this key for this purpose. Anything else, of whatever length, is
  /// nullopt; the time it takes depends on the length alone.
  [[nodiscard]] std::optional<base::Bytes> open(std::string_view purpose, base::ByteView token) const;

 private:
  base::Bytes key_;
};

}  // namespace moim::crypto
