#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "moim/base/bytes.h"
#include "moim/base/random.h"

#include "config/config.h"

namespace moim::app {

/// The key that tokens are sealed with (crypto::Sealer).
struct Secret {
  base::Bytes key;
  std::optional<std::string> warning;  ///< why it will not outlive this run, for the one who started it
};

/// Where it is: `Config::secret_file`, or a file in `Config::state_dir`; empty if there is neither.
[[nodiscard]] std::filesystem::path secret_path(const Config& config);

/// The key from `secret_path()`. Where it is our own file it is made when it is missing or will not do; if
/// that fails, the key is a new one and there is a warning. A file that was named must be there and do.
[[nodiscard]] std::expected<Secret, std::string> keep_secret(const Config& config,
                                                             base::RandomSource& random);

}  // namespace moim::app
