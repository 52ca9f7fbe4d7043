#include "moim/crypto/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>

#include "moim/crypto/system_random.h"

namespace moim::crypto {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr WallTime kNow{std::chrono::seconds{1'800'000'000}};

SelfSignedOptions options() {
  return {.names = {.dns = {"localhost", "box.local", "*.example.org"},
                    .addresses = {"192.168.0.7", "fe80::1", "::1"}},
          .now = kNow};
}

KeyAndCertificate make(const SelfSignedOptions& with = options()) {
  SystemRandom random;
  auto made = make_self_signed(with, random);
  EXPECT_TRUE(made) << made.error().message;
  return made ? std::move(*made) : KeyAndCertificate{};
}

std::string error_of(const SelfSignedOptions& with) {
  SystemRandom random;
  const auto made = make_self_signed(with, random);
  return made ? "" : made.error().message;
}

TEST(Certificate, SaysWhatItWasMadeFor) {
  const auto info = read_certificate(make().certificate);
  ASSERT_TRUE(info);
  EXPECT_EQ(info->subject, "CN=moim");
  EXPECT_EQ(info->not_before, kNow - 24h);
  EXPECT_EQ(info->not_after, kNow + std::chrono::days{365});
  EXPECT_THAT(info->names.dns, ElementsAre("*.example.org", "box.local", "localhost"));
  EXPECT_THAT(info->names.addresses, ElementsAre("192.168.0.7", "::1", "fe80::1"));
  EXPECT_THAT(info->sha256_fingerprint, testing::MatchesRegex("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
}

TEST(Certificate, IsNeverMadeTwiceTheSame) {
  const auto one = read_certificate(make().certificate);
  const auto other = read_certificate(make().certificate);
  EXPECT_NE(one->sha256_fingerprint, other->sha256_fingerprint);
}

TEST(Certificate, BelongsToItsKey) {
  const KeyAndCertificate made = make();
  const auto checked = check_key_pair(made.certificate, made.key);
  EXPECT_TRUE(checked) << checked.error().message;
}

TEST(Certificate, MayHaveNoNames) {
  const auto info = read_certificate(make({.now = kNow}).certificate);
  ASSERT_TRUE(info);
  EXPECT_THAT(info->names.dns, ElementsAre());
}

TEST(Certificate, IsNotMadeForWhatIsNoName) {
  for (const std::string dns : {"", "has space", "a..b", ".a", "a.", "모임", "*", "a*.b", "a:80"}) {
    EXPECT_THAT(error_of({.names = {.dns = {dns}, .addresses = {}}, .now = kNow}),
                HasSubstr("not a host name"))
        << dns;
  }
  EXPECT_THAT(error_of({.names = {.dns = {std::string(64, 'a')}, .addresses = {}}, .now = kNow}),
              HasSubstr("not a host"));
  for (const std::string address : {"", "1.2.3", "1.2.3.256", "fe80::1%eth0", "[::1]", "localhost"}) {
    EXPECT_THAT(error_of({.names = {.dns = {}, .addresses = {address}}, .now = kNow}),
                HasSubstr("not an IP address"));
  }
  EXPECT_THAT(error_of({.common_name = std::string(65, 'a'), .names = {}, .now = kNow}),
              HasSubstr("common name"));
}

std::string encrypted_key() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  BIO* bio = BIO_new(BIO_s_mem());
  std::string passphrase = "secret";
  PEM_write_bio_PKCS8PrivateKey(bio, key, EVP_aes_128_cbc(), passphrase.data(),
                                static_cast<int>(passphrase.size()), nullptr, nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string pem{data, static_cast<std::size_t>(size)};
  BIO_free(bio);
  EVP_PKEY_free(key);
  return pem;
}

TEST(Certificate, ErrorsSayWhatIsWrong) {
  const KeyAndCertificate made = make();
  const KeyAndCertificate other = make();
  struct Case {
    std::string certificate;
    std::string key;
    std::string error;
  };
  const Case cases[] = {
      {made.certificate, other.key, "the key does not belong to the certificate"},
      {made.key, made.key, "private key where a certificate is expected"},
      {made.certificate, made.certificate, "certificate where a private key is expected"},
      {"", made.key, "no certificate in PEM"},
      {"not PEM at all", made.key, "no certificate in PEM"},
      {made.certificate, "", "no private key in PEM"},
      {made.certificate, encrypted_key(), "passphrase"},
      {made.certificate.substr(0, made.certificate.size() / 2), made.key, "no certificate in PEM"},
  };
  for (const Case& c : cases) {
    const auto checked = check_key_pair(c.certificate, c.key);
    ASSERT_FALSE(checked) << c.error;
    EXPECT_THAT(checked.error().message, HasSubstr(c.error));
  }
}

}  // namespace
}  // namespace moim::crypto
