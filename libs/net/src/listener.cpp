#include "listener.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <utility>

namespace moim::net {
namespace {

constexpr int kBacklog = 4096;  // the kernel cuts it to net.core.somaxconn
constexpr std::chrono::milliseconds kPause{100};
constexpr int kKeepIdleSeconds = 60;  // of silence before the kernel asks whether the peer is there

Address to_address(const sockaddr_storage& from) {
  Address::Octets octets{};
  if (from.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &from, sizeof v6);
    std::memcpy(octets.data(), &v6.sin6_addr, octets.size());
  } else {
    sockaddr_in v4{};
    std::memcpy(&v4, &from, sizeof v4);
    octets[10] = octets[11] = 0xff;
    std::memcpy(octets.data() + 12, &v4.sin_addr, 4);
  }
  return Address(octets);
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, FreeAddresses>;

std::string describe(const std::string& host, std::uint16_t port) {
  const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return "cannot listen on " + shown + ":" + std::to_string(port);
}

AddressList resolve(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error =
      ::getaddrinfo(host.empty() ? nullptr : host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (error != 0) {
    throw std::system_error(std::make_error_code(std::errc::address_not_available),
                            describe(host, port) + " (" + ::gai_strerror(error) + ")");
  }
  return AddressList(found);
}

void set_port(sockaddr_storage& address, std::uint16_t port) {
  // The port lies at the same place for both families.
  static_assert(offsetof(sockaddr_in, sin_port) == offsetof(sockaddr_in6, sin6_port));
  const std::uint16_t wire = htons(port);
  std::memcpy(reinterpret_cast<char*>(&address) + offsetof(sockaddr_in, sin_port), &wire, sizeof wire);
}

std::uint16_t port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  std::uint16_t wire = 0;
  std::memcpy(&wire, reinterpret_cast<const char*>(&address) + offsetof(sockaddr_in, sin_port), sizeof wire);
  return ntohs(wire);
}

// An invalid descriptor, with errno, when one of the steps fails.
UniqueFd open_one(const addrinfo& candidate, std::uint16_t port, bool only_v6) {
  UniqueFd socket(::socket(candidate.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) return socket;
  const int on = 1;
  ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // Accepted sockets inherit it, which saves a system call for each.
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const int v6_only = only_v6 ? 1 : 0;
  if (candidate.ai_family == AF_INET6) {
    ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &v6_only, sizeof v6_only);
  }
  sockaddr_storage address{};
  std::memcpy(&address, candidate.ai_addr, candidate.ai_addrlen);
  set_port(address, port);
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), candidate.ai_addrlen) != 0 ||
      ::listen(socket.get(), kBacklog) != 0) {
    const int error = errno;
    socket.reset();
    errno = error;
  }
  return socket;
}

// Accepted sockets inherit these. A peer that vanished without a FIN is otherwise noticed only by heartbeats,
// and not at all where there are none. tcp(7): the user timeout decides for the probes as well.
void notice_dead_peers(int socket, std::chrono::milliseconds timeout) {
  const int on = 1;
  const auto probe_seconds = static_cast<int>(std::max<std::int64_t>(1, timeout.count() / 4'000));
  const auto milliseconds = static_cast<unsigned>(timeout.count());
  ::setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &kKeepIdleSeconds, sizeof kKeepIdleSeconds);
  ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &probe_seconds, sizeof probe_seconds);
  ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
}

bool is_missing_family(int error) { return error == EAFNOSUPPORT || error == EADDRNOTAVAIL; }

}  // namespace

std::vector<UniqueFd> open_listeners(const std::string& host, std::uint16_t& port,
                                     std::chrono::milliseconds dead_peer_timeout) {
  const AddressList candidates = resolve(host, port);
  // "::" alone takes IPv4 too; where a name has addresses of both kinds, each gets its own socket.
  const bool several = candidates->ai_next != nullptr;
  std::vector<UniqueFd> sockets;
  int missing = EADDRNOTAVAIL;
  for (const addrinfo* candidate = candidates.get(); candidate != nullptr; candidate = candidate->ai_next) {
    UniqueFd socket = open_one(*candidate, port, several);
    if (!socket) {
      // A machine without IPv6 still has its IPv4 address of the same name.
      if (!is_missing_family(errno))
        throw std::system_error(errno, std::generic_category(), describe(host, port));
      missing = errno;
      continue;
    }
    notice_dead_peers(socket.get(), dead_peer_timeout);
    if (port == 0) port = port_of(socket.get());
    sockets.push_back(std::move(socket));
  }
  if (sockets.empty()) throw std::system_error(missing, std::generic_category(), describe(host, port));
  return sockets;
}

Listener::Listener(EventLoop& loop, AcceptHandler& handler, UniqueFd socket, std::shared_ptr<TlsContext> tls)
    : loop_(loop), handler_(handler), socket_(std::move(socket)), tls_(std::move(tls)) {
  if (!loop_.watch(socket_.get(), EPOLLIN, *this))
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

Listener::~Listener() {
  if (paused_) {
    loop_.cancel(resume_);
  } else {
    loop_.unwatch(socket_.get(), *this);
  }
}

void Listener::handle_ready(std::uint32_t) {
  for (std::size_t left = handler_.accepts_per_turn(); left > 0; --left) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    UniqueFd socket(
        ::accept4(socket_.get(), reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket) {
      handler_.handle_accepted(std::move(socket), to_address(peer), tls_.get());
      continue;
    }
    // accept(2): errors of the new connection itself are passed on too, and are no reason to stop.
    const int error = errno;
    if (error == ECONNABORTED || error == EINTR) continue;
    if (error != EMFILE && error != ENFILE && error != ENOBUFS && error != ENOMEM) return;
    handler_.handle_accept_failed(error);
    return pause();
  }
}

// Without descriptors or memory, trying again at once would only burn time; who waits stays in the backlog.
void Listener::pause() {
  loop_.unwatch(socket_.get(), *this);
  paused_ = true;
  resume_ = loop_.call_at(loop_.now() + kPause, [this] {
    paused_ = false;
    if (!loop_.watch(socket_.get(), EPOLLIN, *this)) pause();
  });
}

}  // namespace moim::net
