#include "moim/crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "moim/base/check.h"

namespace moim::crypto {
namespace {

unsigned char* octets_of(void* data) { return static_cast<unsigned char*>(data); }
const unsigned char* octets_of(const void* data) { return static_cast<const unsigned char*>(data); }

template <class Digest>
Digest digest(const EVP_MD* algorithm, base::ByteView data) {
  Digest out{};
  MOIM_CHECK(EVP_Digest(data.data(), data.size(), octets_of(out.data()), nullptr, algorithm, nullptr) == 1);
  return out;
}

template <class Digest>
Digest hmac(const EVP_MD* algorithm, base::ByteView key, base::ByteView data) {
  Digest out{};
  const base::ByteView given_key =
      key.data() == nullptr ? base::ByteView{""} : key;  // a null key means "as before"
  MOIM_CHECK(HMAC(algorithm, given_key.data(), static_cast<int>(given_key.size()), octets_of(data.data()),
                  data.size(), octets_of(out.data()), nullptr) != nullptr);
  return out;
}

}  // namespace

Sha1Digest sha1(base::ByteView data) { return digest<Sha1Digest>(EVP_sha1(), data); }
Sha256Digest sha256(base::ByteView data) { return digest<Sha256Digest>(EVP_sha256(), data); }

Sha1Digest hmac_sha1(base::ByteView key, base::ByteView data) {
  return hmac<Sha1Digest>(EVP_sha1(), key, data);
}

Sha256Digest hmac_sha256(base::ByteView key, base::ByteView data) {
  return hmac<Sha256Digest>(EVP_sha256(), key, data);
}

bool equal_in_constant_time(base::ByteView left, base::ByteView right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string to_hex(base::ByteView data) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(data.size() * 2);
  for (const char c : data) {
    const auto octet = static_cast<unsigned char>(c);
    out.push_back(kDigits[octet >> 4]);
    out.push_back(kDigits[octet & 0x0f]);
  }
  return out;
}

}  // namespace moim::crypto
