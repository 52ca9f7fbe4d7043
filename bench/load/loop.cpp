#include "loop.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>

#include "web_socket.h"

namespace moim::bench {

Loop::Loop(Nanos deadline, std::size_t batch)
    : epoll_(epoll_create1(EPOLL_CLOEXEC)),
      deadline_(deadline),
      events_(batch),
      buffer_(std::make_unique<char[]>(kBufferSize)) {
  if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Loop::~Loop() { close(epoll_); }

void Loop::add(int fd, WebSocket& owner, std::uint32_t events) {
  epoll_event event{.events = events, .data = {.ptr = &owner}};
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) < 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
}

void Loop::change(int fd, WebSocket& owner, std::uint32_t events) {
  epoll_event event{.events = events, .data = {.ptr = &owner}};
  if (epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) < 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
}

void Loop::turn(Nanos timeout) {
  flush();
  timespec wait{.tv_sec = timeout / kSecond, .tv_nsec = timeout % kSecond};
  const int count = epoll_pwait2(epoll_, events_.data(), static_cast<int>(events_.size()), &wait, nullptr);
  if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "epoll_pwait2");
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events_[static_cast<std::size_t>(i)];
    static_cast<WebSocket*>(event.data.ptr)->handle(event.events);
  }
  flush();
  if (now() > deadline_) throw OutOfTime();
}

void Loop::flush() {
  std::swap(marked_, flushing_);
  for (WebSocket* socket : flushing_) socket->flush();
  flushing_.clear();
}

// xorshift64*
std::uint32_t Loop::random() {
  random_ ^= random_ >> 12;
  random_ ^= random_ << 25;
  random_ ^= random_ >> 27;
  return static_cast<std::uint32_t>((random_ * 0x2545f4914f6cdd1d) >> 32);
}

}  // namespace moim::bench
