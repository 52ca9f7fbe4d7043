#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <ctime>
#include <optional>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include "moim/base/check.h"
#include "moim/crypto/certificate.h"
#include "moim/crypto/digest.h"

#include "openssl.h"

namespace moim::crypto {
namespace {

// Told instead of asking a terminal for a passphrase; how OpenSSL reports it then differs from a plain "bad
// PEM".
int refuse_passphrase(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return 0;
}

std::expected<X509Ptr, CertificateError> parse_certificate(std::string_view pem) {
  bool asked = false;
  X509Ptr certificate{PEM_read_bio_X509(reader_of(pem).get(), nullptr, refuse_passphrase, &asked)};
  if (certificate) return certificate;
  const std::string reason = take_openssl_error();
  if (pem.find("PRIVATE KEY-----") != std::string_view::npos &&
      pem.find("BEGIN CERTIFICATE") == std::string_view::npos) {
    return std::unexpected(CertificateError{"holds a private key where a certificate is expected"});
  }
  return std::unexpected(CertificateError{"holds no certificate in PEM (" + reason + ")"});
}

std::expected<KeyPtr, CertificateError> parse_key(std::string_view pem) {
  bool asked = false;
  KeyPtr key{PEM_read_bio_PrivateKey(reader_of(pem).get(), nullptr, refuse_passphrase, &asked)};
  if (key) return key;
  const std::string reason = take_openssl_error();
  if (asked)
    return std::unexpected(
        CertificateError{"the private key is protected by a passphrase; decrypt it first"});
  if (pem.find("BEGIN CERTIFICATE") != std::string_view::npos) {
    return std::unexpected(CertificateError{"holds a certificate where a private key is expected"});
  }
  return std::unexpected(CertificateError{"holds no private key in PEM (" + reason + ")"});
}

std::optional<WallTime> to_wall_time(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

std::string_view text_of(const ASN1_STRING* string) {
  const auto* data = static_cast<const char*>(static_cast<const void*>(ASN1_STRING_get0_data(string)));
  return {data, static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::string address_of(std::string_view octets) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = octets.size() == 4 ? AF_INET : AF_INET6;
  return inet_ntop(family, octets.data(), text.data(), text.size());
}

CertificateNames names_of(const X509& certificate) {
  CertificateNames names;
  const GeneralNamesPtr list{
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr))};
  for (int i = 0; list && i < sk_GENERAL_NAME_num(list.get()); ++i) {
    int type = 0;
    const auto* value =
        static_cast<const ASN1_STRING*>(GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(list.get(), i), &type));
    if (type == GEN_DNS) names.dns.emplace_back(text_of(value));
    const int size = ASN1_STRING_length(value);
    if (type == GEN_IPADD && (size == 4 || size == 16)) names.addresses.push_back(address_of(text_of(value)));
  }
  std::ranges::sort(names.dns);
  std::ranges::sort(names.addresses);
  return names;
}

std::string subject_of(const X509& certificate) {
  const BioPtr bio{BIO_new(BIO_s_mem())};
  MOIM_CHECK(bio &&
             X509_NAME_print_ex(bio.get(), X509_get_subject_name(&certificate), 0, XN_FLAG_RFC2253) >= 0);
  return contents_of(*bio);
}

std::string fingerprint_of(const X509& certificate) {
  Sha256Digest digest{};
  auto* out = static_cast<unsigned char*>(static_cast<void*>(digest.data()));
  MOIM_CHECK(X509_digest(&certificate, EVP_sha256(), out, nullptr) == 1);
  std::string text;
  for (const char c : to_hex(view_of(digest))) {
    if (text.size() % 3 == 2) text.push_back(':');
    text.push_back(c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return text;
}

}  // namespace

std::expected<CertificateInfo, CertificateError> read_certificate(std::string_view pem) {
  const auto certificate = parse_certificate(pem);
  if (!certificate) return std::unexpected(certificate.error());
  const auto not_before = to_wall_time(X509_get0_notBefore(certificate->get()));
  const auto not_after = to_wall_time(X509_get0_notAfter(certificate->get()));
  if (!not_before || !not_after)
    return std::unexpected(CertificateError{"holds a certificate without a valid period"});
  return CertificateInfo{
      .subject = subject_of(**certificate),
      .not_before = *not_before,
      .not_after = *not_after,
      .names = names_of(**certificate),
      .sha256_fingerprint = fingerprint_of(**certificate),
  };
}

std::expected<void, CertificateError> check_key_pair(std::string_view certificate_pem,
                                                     std::string_view key_pem) {
  const auto certificate = parse_certificate(certificate_pem);
  if (!certificate)
    return std::unexpected(CertificateError{"the certificate file " + certificate.error().message});
  const auto key = parse_key(key_pem);
  if (!key) return std::unexpected(CertificateError{"the key file: " + key.error().message});
  if (X509_check_private_key(certificate->get(), key->get()) == 1) return {};
  ERR_clear_error();
  return std::unexpected(CertificateError{"the key does not belong to the certificate"});
}

}  // namespace moim::crypto
