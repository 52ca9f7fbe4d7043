#include "startup/secret.h"

#include <array>
#include <cstddef>
#include <utility>

#include "moim/base/base64.h"
#include "moim/crypto/digest.h"
#include "moim/crypto/sealer.h"

#include "config/file_reader.h"
#include "config/values.h"
#include "startup/private_file.h"

namespace moim::app {
namespace {

base::Bytes make_key(base::RandomSource& random) {
  std::array<std::byte, crypto::Sealer::kMinKeyOctets> octets{};
  random.fill(octets);
  return base::base64url_encode(crypto::view_of(octets));
}

std::optional<base::Bytes> read_key(const std::filesystem::path& path) {
  if (path.empty()) return std::nullopt;
  const auto contents = read_file_from_disk(path);
  if (!contents) return std::nullopt;
  auto key = parse_secret(*contents);
  return key ? std::optional{*std::move(key)} : std::nullopt;
}

std::expected<void, std::string> store(const std::filesystem::path& path, const base::Bytes& key) {
  if (path.empty()) return std::unexpected("there is no directory to keep it in");
  if (auto made = make_private_directory(path.parent_path()); !made) {
    return std::unexpected("cannot make " + path.parent_path().string() + ": " + made.error());
  }
  return write_private_file(path, key + "\n");
}

}  // namespace

std::filesystem::path secret_path(const Config& config) {
  if (config.secret_file) return *config.secret_file;
  return config.state_dir.empty() ? std::filesystem::path{} : config.state_dir / "keys" / "tokens.key";
}

std::expected<Secret, std::string> keep_secret(const Config& config, base::RandomSource& random) {
  const auto path = secret_path(config);
  if (auto key = read_key(path)) return Secret{*std::move(key), std::nullopt};
  if (config.secret_file)
    return std::unexpected("cannot use " + path.string());  // it was checked, and gone since

  Secret secret{make_key(random), std::nullopt};
  if (const auto stored = store(path, secret.key); !stored) {
    secret.warning =
        "seats in calls will not outlive a restart, because the key of their tokens is not kept: " +
        stored.error() + ". Choose a place with --state-dir or --secret-file.";
  }
  return secret;
}

}  // namespace moim::app
