#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace moim::app {

/// Writes a file that only its owner may read (mode 0600), all or nothing: what was there before stays until
/// the new contents are on disk.
[[nodiscard]] std::expected<void, std::string> write_private_file(const std::filesystem::path& path,
                                                                  std::string_view contents);

/// Makes a directory, and what it lies in, that only its owner may enter. The error is the system's words.
[[nodiscard]] std::expected<void, std::string> make_private_directory(const std::filesystem::path& path);

}  // namespace moim::app
