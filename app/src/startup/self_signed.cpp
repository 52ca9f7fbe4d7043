#include "startup/self_signed.h"

#include <algorithm>
#include <iterator>
#include <system_error>

#include "moim/net/address.h"

#include "config/file_reader.h"
#include "startup/links.h"
#include "startup/private_file.h"

namespace moim::app {
namespace {

constexpr std::chrono::days kRemakeBefore{30};
constexpr std::size_t kMaxAddresses = 32;  // in a certificate; old ones beyond that are forgotten

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_v6(const std::string& address) { return address.contains(':'); }

// The first of `wanted` that `info` lacks and that matters.
std::optional<std::string> missing_name(const crypto::CertificateInfo& info,
                                        const crypto::CertificateNames& wanted) {
  for (const std::string& name : wanted.dns) {
    if (!contains(info.names.dns, name)) return name;
  }
  const bool any_v4 =
      std::ranges::any_of(wanted.addresses, [](const auto& a) { return !is_v6(a) && a != "127.0.0.1"; });
  for (const std::string& address : wanted.addresses) {
    if (!(any_v4 && is_v6(address)) && !contains(info.names.addresses, address)) return address;
  }
  return std::nullopt;
}

// What lies on disk, if it can be used at all.
std::optional<crypto::CertificateInfo> read_stored(const StoredCertificate& files) {
  const auto certificate = read_file_from_disk(files.certificate);
  const auto key = read_file_from_disk(files.key);
  if (!certificate || !key || !crypto::check_key_pair(*certificate, *key)) return std::nullopt;
  const auto info = crypto::read_certificate(*certificate);
  return info ? std::optional{*info} : std::nullopt;
}

crypto::CertificateNames with_old_addresses(crypto::CertificateNames names,
                                            const crypto::CertificateNames& old) {
  for (const std::string& address : old.addresses) {
    if (names.addresses.size() >= kMaxAddresses) break;
    if (!is_v6(address) && !contains(names.addresses, address)) names.addresses.push_back(address);
  }
  return names;
}

std::expected<std::string, std::string> make_and_write(const StoredCertificate& files,
                                                       const crypto::SelfSignedOptions& options,
                                                       base::RandomSource& random) {
  const auto made = crypto::make_self_signed(options, random);
  if (!made) return std::unexpected(made.error().message);
  if (auto written = write_private_file(files.key, made->key); !written)
    return std::unexpected(written.error());
  if (auto written = write_private_file(files.certificate, made->certificate); !written) {
    return std::unexpected(written.error());
  }
  const auto info = crypto::read_certificate(made->certificate);
  if (!info) return std::unexpected(info.error().message);
  return info->sha256_fingerprint;
}

}  // namespace

crypto::CertificateNames certificate_names(const std::string& host_name,
                                           std::span<const InterfaceAddress> interfaces) {
  crypto::CertificateNames names{.dns = {"localhost"}, .addresses = {"127.0.0.1", "::1"}};
  const auto is_fine = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
  };
  std::string host = host_name;
  std::ranges::transform(host, host.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool usable = !host.empty() && host.size() < 64 && std::ranges::all_of(host, is_fine) &&
                      !host.contains("..") && !host.starts_with('.') && !host.ends_with('.');
  if (usable && host != "localhost") {
    names.dns.push_back(host);
    if (!host.contains('.')) names.dns.push_back(host + ".local");  // what mDNS calls it
  }
  for (const InterfaceAddress& each : interfaces) {
    if (is_link_local(each.address) || contains(names.addresses, each.address.to_string())) continue;
    names.addresses.push_back(each.address.to_string());
  }
  return names;
}

std::optional<std::string> reason_to_remake(const crypto::CertificateInfo& info,
                                            const crypto::CertificateNames& wanted, crypto::WallTime now) {
  if (now < info.not_before) return "it is not valid yet";
  if (now >= info.not_after) return "it has expired";
  if (now + kRemakeBefore >= info.not_after) return "it expires soon";
  if (const auto missing = missing_name(info, wanted)) return "it lacks " + *missing;
  return std::nullopt;
}

std::expected<StoredCertificate, std::string> keep_self_signed(const std::filesystem::path& state_dir,
                                                               const crypto::CertificateNames& wanted,
                                                               crypto::WallTime now,
                                                               base::RandomSource& random) {
  const auto directory = state_dir / "tls";
  StoredCertificate files{directory / "self-signed.pem", directory / "self-signed.key", {}, {}};
  crypto::SelfSignedOptions options{.names = wanted, .now = now};
  files.made_because = "there was none";
  if (const auto stored = read_stored(files)) {
    files.made_because = reason_to_remake(*stored, wanted, now);
    files.fingerprint = stored->sha256_fingerprint;
    options.names = with_old_addresses(wanted, stored->names);
  }
  if (!files.made_because) return files;

  if (auto made = make_private_directory(directory); !made) {
    return std::unexpected("cannot keep a certificate in " + directory.string() + ": " + made.error() +
                           ". Choose another place with --state-dir.");
  }
  auto fingerprint = make_and_write(files, options, random);
  if (!fingerprint) return std::unexpected(std::move(fingerprint.error()));
  files.fingerprint = *std::move(fingerprint);
  return files;
}

}  // namespace moim::app
