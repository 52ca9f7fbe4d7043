// Stands between the library and the C library in the test program: the linker prefers these definitions.
#include "net/kernel_faults.h"

#include <cerrno>
#include <optional>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace moim::net::test {
namespace {

struct Fault {
  Call call;
  int error;
  int working_before;
  int failures = 0;
};
std::optional<Fault> fault;

// True, with errno set, when this use of `call` is to fail.
bool fails(Call call) {
  if (!fault || fault->call != call || fault->working_before-- > 0) return false;
  ++fault->failures;
  errno = fault->error;
  return true;
}

}  // namespace

KernelFault::KernelFault(Call call, int error, int working_before) {
  fault = {.call = call, .error = error, .working_before = working_before};
}
KernelFault::~KernelFault() { fault.reset(); }
int KernelFault::failures() const { return fault->failures; }

}  // namespace moim::net::test

using moim::net::test::Call;
using moim::net::test::fails;

extern "C" {

int accept4(int fd, sockaddr* __restrict address, socklen_t* __restrict size, int flags) {
  return fails(Call::accept) ? -1 : static_cast<int>(::syscall(SYS_accept4, fd, address, size, flags));
}

ssize_t send(int fd, const void* octets, std::size_t size, int flags) {
  return fails(Call::send) ? -1 : ::syscall(SYS_sendto, fd, octets, size, flags, nullptr, 0);
}

ssize_t recv(int fd, void* octets, std::size_t size, int flags) {
  return fails(Call::receive) ? -1 : ::syscall(SYS_recvfrom, fd, octets, size, flags, nullptr, nullptr);
}

int epoll_ctl(int epoll, int operation, int fd, epoll_event* event) noexcept {
  if (operation == EPOLL_CTL_ADD && fails(Call::watch)) return -1;
  return static_cast<int>(::syscall(SYS_epoll_ctl, epoll, operation, fd, event));
}
}
