#include "config/file_reader.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace moim::app {

std::expected<std::string, std::string> read_file_from_disk(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) return std::unexpected("it is a directory");
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (file.good() || file.eof()) return text;
  return std::unexpected(errno == 0 ? "it cannot be opened" : std::strerror(errno));
}

}  // namespace moim::app
