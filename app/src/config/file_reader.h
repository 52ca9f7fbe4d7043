#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>

namespace moim::app {

/// The contents of a file, or why it cannot be read.
using FileReader = std::function<std::expected<std::string, std::string>(const std::filesystem::path&)>;

/// Reads files of the machine.
[[nodiscard]] std::expected<std::string, std::string> read_file_from_disk(const std::filesystem::path& path);

}  // namespace moim::app
