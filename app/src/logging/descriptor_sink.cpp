#include "logging/descriptor_sink.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <poll.h>
#include <string>
#include <unistd.h>

namespace moim::app {
namespace {

// A pipe that is ready takes this much without blocking, pipe(7).
constexpr std::size_t kPiece = PIPE_BUF;

}  // namespace

void DescriptorSink::sink_it_(const spdlog::details::log_msg& message) {
  spdlog::memory_buf_t line;
  formatter_->format(message, line);
  if (tell_of_loss() && write_whole({line.data(), line.size()})) return;
  error_ = errno;
  ++lost_in_a_row_;
  lost_.fetch_add(1, std::memory_order_relaxed);
}

// In the log's own format, so that who reads it by program can read this line too.
bool DescriptorSink::tell_of_loss() {
  if (lost_in_a_row_ == 0) return true;
  const std::string text = std::to_string(lost_in_a_row_) +
                           " lines of this log could not be written: " + std::strerror(error_) +
                           ". Make room where it is kept.";
  spdlog::memory_buf_t line;
  formatter_->format({"moim", spdlog::level::warn, text}, line);
  if (!write_whole({line.data(), line.size()})) return false;
  lost_in_a_row_ = 0;
  return true;
}

bool DescriptorSink::write_whole(std::string_view text) {
  while (!text.empty()) {
    if (!wait_until_writable()) return false;
    const ssize_t count = ::write(descriptor_, text.data(), std::min(text.size(), kPiece));
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR && errno != EAGAIN) {
      return false;
    }
  }
  return true;
}

// Writing to a pipe that nobody reads would block for ever, and with it the end of the program.
bool DescriptorSink::wait_until_writable() {
  pollfd ready{.fd = descriptor_, .events = POLLOUT, .revents = 0};
  const int patience = stuck_ ? 0 : static_cast<int>(patience_.count());
  stuck_ = ::poll(&ready, 1, patience) == 0;
  if (stuck_) errno = EAGAIN;
  return !stuck_;
}

}  // namespace moim::app
