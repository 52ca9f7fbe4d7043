#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/random.h"

namespace moim::crypto {

using WallTime = std::chrono::system_clock::time_point;

/// Something is wrong with a key or a certificate; the message says what, for the one who configured it.
struct CertificateError {
  std::string message;
};

/// The names a certificate is good for. Order and duplicates do not matter.
struct CertificateNames {
  std::vector<std::string> dns{};        ///< host names in ASCII, "*.example.org" allowed
  std::vector<std::string> addresses{};  ///< IPv4 or IPv6 in text, without brackets or zone
};

/// What `make_self_signed` makes.
struct SelfSignedOptions {
  std::string common_name = "moim";        ///< 1 to 64 octets; shown as the subject, not used for checking
  CertificateNames names{};                ///< subject alternative names
  WallTime now{};                          ///< the time of making
  std::chrono::days validity{365};         ///< some systems refuse more than 398 days
  std::chrono::hours clock_tolerance{24};  ///< valid from so long before `now`: clocks differ
};

/// A private key and its certificate, both in PEM.
struct KeyAndCertificate {
  std::string key;          ///< PKCS #8, not encrypted
  std::string certificate;  ///< one X.509 certificate
};

/// Makes an EC P-256 key and a certificate for TLS servers signed by itself, with a random serial number.
/// Fails on a name or an address that is none.
[[nodiscard]] std::expected<KeyAndCertificate, CertificateError> make_self_signed(
    const SelfSignedOptions& options, base::RandomSource& random);

/// What a certificate says.
struct CertificateInfo {
  std::string subject;  ///< one line, RFC 2253 order
  WallTime not_before;
  WallTime not_after;
  CertificateNames names;          ///< sorted
  std::string sha256_fingerprint;  ///< "AB:CD:…", as browsers and SDP (RFC 8122) show it
};

/// Reads the first certificate in `pem`.
[[nodiscard]] std::expected<CertificateInfo, CertificateError> read_certificate(std::string_view pem);

/// Checks that `key_pem` is an unencrypted private key and that the first certificate of `certificate_pem`
/// belongs to it.
[[nodiscard]] std::expected<void, CertificateError> check_key_pair(std::string_view certificate_pem,
                                                                   std::string_view key_pem);

}  // namespace moim::crypto
