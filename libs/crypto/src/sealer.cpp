#include "moim/crypto/sealer.h"

#include <utility>

#include "moim/base/base64.h"
#include "moim/base/check.h"
#include "moim/crypto/digest.h"

namespace moim::crypto {
namespace {

// A purpose holds no NUL, so no other purpose and text give the same octets.
Sha256Digest sign(base::ByteView key, std::string_view purpose, base::ByteView text) {
  base::Bytes signed_text{purpose};
  signed_text.push_back('\0');
  signed_text += text;
  return hmac_sha256(key, signed_text);
}

}  // namespace

Sealer::Sealer(base::Bytes key) : key_{std::move(key)} { MOIM_CHECK(key_.size() >= kMinKeyOctets); }

std::string Sealer::seal(std::string_view purpose, base::ByteView text) const {
  MOIM_CHECK(!purpose.contains('\0'));
  return base::base64url_encode(text) + '.' + base::base64url_encode(view_of(sign(key_, purpose, text)));
}

std::optional<base::Bytes> Sealer::open(std::string_view purpose, base::ByteView token) const {
  const std::size_t dot = token.find('.');
  if (dot == base::ByteView::npos) return std::nullopt;
  auto text = base::base64url_decode(token.substr(0, dot));
  const auto signature = base::base64url_decode(token.substr(dot + 1));
  if (!text || !signature) return std::nullopt;
  if (!equal_in_constant_time(*signature, view_of(sign(key_, purpose, *text)))) return std::nullopt;
  return text;
}

}  // namespace moim::crypto
