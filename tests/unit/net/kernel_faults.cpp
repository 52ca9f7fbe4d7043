// Stands between the library and the C library in the test program: the linker prefers these definitions.
#include "net/kernel_faults.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <optional>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "moim/net/address.h"

namespace moim::net::test {
namespace {

struct Fault {
  Call call;
  int error;
  int working_before;
  int failures = 0;
};
std::optional<Fault> fault;
std::optional<Address> accepted_from;

// True, with errno set, when this use of `call` is to fail.
bool fails(Call call) {
  if (!fault || fault->call != call || fault->working_before-- > 0) return false;
  ++fault->failures;
  errno = fault->error;
  return true;
}

int accept_one(int fd, sockaddr* address, socklen_t* size, int flags) {
  const std::size_t room = *size;
  const auto accepted = static_cast<int>(::syscall(SYS_accept4, fd, address, size, flags));
  if (accepted < 0 || !accepted_from) return accepted;
  sockaddr_in6 peer{};
  peer.sin6_family = AF_INET6;
  std::memcpy(&peer.sin6_addr, accepted_from->octets().data(), accepted_from->octets().size());
  std::memcpy(address, &peer, std::min(room, sizeof peer));
  *size = sizeof peer;
  return accepted;
}

}  // namespace

KernelFault::KernelFault(Call call, int error, int working_before) {
  fault = {.call = call, .error = error, .working_before = working_before};
}
KernelFault::~KernelFault() { fault.reset(); }
int KernelFault::failures() const { return fault->failures; }

AcceptedFrom::AcceptedFrom(std::string_view address) { accepted_from = Address::parse(address).value(); }
AcceptedFrom::~AcceptedFrom() { accepted_from.reset(); }

}  // namespace moim::net::test

using moim::net::test::accept_one;
using moim::net::test::Call;
using moim::net::test::fails;

extern "C" {

int accept4(int fd, sockaddr* __restrict address, socklen_t* __restrict size, int flags) {
  return fails(Call::accept) ? -1 : accept_one(fd, address, size, flags);
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
