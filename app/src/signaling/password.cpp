#include "signaling/password.h"

#include <array>
#include <cstddef>
#include <span>

#include "moim/crypto/digest.h"

namespace moim::signaling {
namespace {

constexpr std::size_t kSaltOctets = 16;

}  // namespace

rooms::PasswordDigest digest_password(std::string_view password, base::RandomSource& random) {
  std::array<std::byte, kSaltOctets> salt{};
  random.fill(salt);
  rooms::PasswordDigest digest{crypto::view_of(salt)};
  digest += crypto::view_of(crypto::hmac_sha256(crypto::view_of(salt), password));
  return digest;
}

bool is_password(std::string_view password, const rooms::PasswordDigest& digest) {
  const std::string_view octets{digest};
  return crypto::equal_in_constant_time(
      octets.substr(kSaltOctets),
      crypto::view_of(crypto::hmac_sha256(octets.substr(0, kSaltOctets), password)));
}

}  // namespace moim::signaling
