#include "startup/private_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace moim::app {
namespace {

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

  [[nodiscard]] bool write(std::string_view contents) const {
    while (!contents.empty()) {
      const ssize_t written = ::write(fd_, contents.data(), contents.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      contents.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  [[nodiscard]] bool sync() const { return ::fsync(fd_) == 0; }

 private:
  int fd_;
};

}  // namespace

std::expected<void, std::string> write_private_file(const std::filesystem::path& path,
                                                    std::string_view contents) {
  const std::string temporary = path.string() + ".new";
  const auto fail = [&] {
    const std::string reason = std::strerror(errno);
    ::unlink(temporary.c_str());
    return std::unexpected("cannot write " + path.string() + ": " + reason);
  };
  ::unlink(temporary.c_str());  // left by a crash
  {
    const File file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (!file.is_open() || !file.write(contents) || !file.sync()) return fail();
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return fail();
  return {};
}

std::expected<void, std::string> make_private_directory(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  if (error) return std::unexpected(error.message());
  return {};
}

}  // namespace moim::app
