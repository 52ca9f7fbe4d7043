#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "moim/base/random.h"
#include "moim/crypto/certificate.h"

#include "startup/network.h"

namespace moim::app {

/// A certificate of our own that lies on disk.
struct StoredCertificate {
  std::filesystem::path certificate;
  std::filesystem::path key;
  std::string fingerprint;                  ///< SHA-256, "AB:CD:…"
  std::optional<std::string> made_because;  ///< why it was made anew; nothing if it was kept
};

/// The names that reach this machine: localhost, its host name with and without ".local", and its addresses
/// but link-local ones.
[[nodiscard]] crypto::CertificateNames certificate_names(const std::string& host_name,
                                                         std::span<const InterfaceAddress> interfaces);

/// Why a certificate must be made anew, or nothing if it will do: it ends within 30 days, or a name or an
/// IPv4 address is missing. A missing IPv6 address is no reason while there is IPv4: temporary ones (RFC
/// 8981) change daily, and every new certificate means a new warning in every browser.
[[nodiscard]] std::optional<std::string> reason_to_remake(const crypto::CertificateInfo& info,
                                                          const crypto::CertificateNames& wanted,
                                                          crypto::WallTime now);

/// Keeps a certificate for `wanted` in `state_dir`/tls: uses the one that is there, or makes one. A new one
/// also has the addresses of the old one, so that a laptop that moves between two networks stops making
/// certificates. Errors name the file and what to do.
[[nodiscard]] std::expected<StoredCertificate, std::string> keep_self_signed(
    const std::filesystem::path& state_dir, const crypto::CertificateNames& wanted, crypto::WallTime now,
    base::RandomSource& random);

}  // namespace moim::app
