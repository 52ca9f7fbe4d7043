#include "floor.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

#include "moim/crypto/digest.h"
#include "moim/websocket/handshake.h"

namespace moim::bench {
namespace {

constexpr std::string_view kNoSlot = "000000";
constexpr std::string_view kAllUsers = R"(42["all_users",[{"id":"000000","email":""}]])";
constexpr std::string_view kUserEnter =
    R"(42["user_enter",{"id":"000000","email":"","state":{"microphone":true,"camera":true,"screen":false}}])";
constexpr std::string_view kUserExit = R"(42["user_exit",{"id":"000000"}])";

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

// A final text frame, built once: its header is 2 octets up to 125 of payload, 4 beyond.
std::string frame_of(std::string_view payload) {
  std::string frame = "\x81";
  if (payload.size() < 126) {
    frame += static_cast<char>(payload.size());
  } else {
    frame += {'\x7e', static_cast<char>(payload.size() >> 8), static_cast<char>(payload.size() & 0xff)};
  }
  return frame.append(payload);
}

void unmask(char* to, const char* from, std::size_t size, const char* key) {
  std::uint64_t wide = 0;
  std::memcpy(&wide, key, 4);
  wide |= wide << 32;
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, from + at, 8);
    eight ^= wide;
    std::memcpy(to + at, &eight, 8);
  }
  for (; at < size; ++at) to[at] = static_cast<char>(from[at] ^ key[at & 3]);
}

}  // namespace

Floor::Floor(const Options& options) : options_(options) {
  close_range(3, ~0U, 0);  // a descriptor inherited from whoever started us would be a gap in a room
  listener_ = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  const int on = 1;
  checked(setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), "SO_REUSEADDR");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(options_.port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
  checked(listen(listener_, SOMAXCONN), "listen");
  epoll_ = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  epoll_event event{.events = EPOLLIN, .data = {.u64 = kMaxPeers}};
  checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &event), "epoll_ctl");
  first_descriptor_ = std::max(listener_, epoll_) + 1;
}

void Floor::run() {
  std::array<epoll_event, 512> events;
  for (;;) {
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const std::uint64_t slot = events[static_cast<std::size_t>(i)].data.u64;
      if (slot == kMaxPeers) {
        accept_all();
      } else {
        read_from(slot);
      }
    }
  }
}

void Floor::accept_all() {
  for (;;) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    const auto slot = static_cast<std::size_t>(fd - first_descriptor_);
    if (fd < first_descriptor_ || slot >= kMaxPeers) throw std::runtime_error("too many connections");
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    peers_[slot].stage = Stage::upgrading;
    peers_[slot].relayed = 0;
    peers_[slot].partial_size = 0;
    epoll_event event{.events = EPOLLIN, .data = {.u64 = slot}};
    checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
  }
}

void Floor::read_from(std::size_t slot) {
  Peer& peer = peers_[slot];
  if (peer.stage == Stage::free) return;
  const std::size_t kept = peer.partial_size;
  if (kept > 0) std::memcpy(input_.data(), partials_[slot].data(), kept);
  const ssize_t count = recv(descriptor(slot), input_.data() + kept, input_.size() - kept, 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return leave(slot, false);

  const std::size_t size = kept + static_cast<std::size_t>(count);
  const std::size_t used = handle(slot, size);
  flush(slot);
  if (peer.stage == Stage::free) return;
  const std::size_t left = size - used;
  if (left > kMaxPartial) throw std::runtime_error("a frame is larger than the floor is made for");
  peer.partial_size = static_cast<std::uint32_t>(left);
  if (left > 0) std::memcpy(partials_[slot].data(), input_.data() + used, left);
}

// How much of the input was used up.
std::size_t Floor::handle(std::size_t slot, std::size_t size) {
  if (peers_[slot].stage == Stage::upgrading) return upgrade(slot, {input_.data(), size});
  return take_frames(slot, size);
}

std::size_t Floor::upgrade(std::size_t slot, std::string_view received) {
  constexpr std::string_view kKey = "Sec-WebSocket-Key: ";
  const std::size_t end = received.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  const std::size_t key = received.find(kKey);
  if (key == std::string_view::npos) {
    leave(slot, false);
    return received.size();
  }
  const std::size_t from = key + kKey.size();
  const std::string accept =
      websocket::accept_key(received.substr(from, received.find('\r', from) - from), &crypto::sha1);
  write(slot,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: " +
            accept + "\r\n\r\n");
  peers_[slot].stage = Stage::open;
  return end + 4;
}

std::size_t Floor::take_frames(std::size_t slot, std::size_t size) {
  std::size_t at = 0;
  while (peers_[slot].stage != Stage::free && size - at >= 8) {
    const char* octets = input_.data() + at;
    Frame frame{static_cast<std::uint8_t>(octets[0]), 6, static_cast<std::uint8_t>(octets[1] & 0x7f)};
    if (frame.payload == 126) {
      frame.header = 8;
      frame.payload = static_cast<std::size_t>(static_cast<std::uint8_t>(octets[2]) << 8 |
                                               static_cast<std::uint8_t>(octets[3]));
    }
    if (size - at < frame.header + frame.payload) break;
    if (frame.first == 0x88) {
      leave(slot, true);
    } else if (peers_[slot].stage == Stage::open) {
      join(slot);
    } else {
      relay(slot, octets, frame);
    }
    at += frame.header + frame.payload;
  }
  return at;
}

void Floor::relay(std::size_t slot, const char* octets, const Frame& frame) {
  Peer& peer = peers_[slot];
  const std::size_t turn = options_.spread == 1 ? 0 : peer.relayed++ % options_.spread;
  Out& out = outs_[(slot + 1 + turn) % kSeats];
  char* to = out.octets.data() + out.size;
  to[0] = octets[0];
  to[1] = static_cast<char>(octets[1] & 0x7f);
  const std::size_t header = frame.header - 4;
  if (header == 4) std::memcpy(to + 2, octets + 2, 2);
  unmask(to + header, octets + frame.header, frame.payload, octets + header);
  out.size += header + frame.payload;
}

void Floor::join(std::size_t slot) {
  static std::string answer = frame_of(kAllUsers);
  static const std::size_t digits_end = answer.find(kNoSlot) + kNoSlot.size();
  static const std::string entered = frame_of(kUserEnter);
  char* digit = answer.data() + digits_end;
  for (std::size_t i = 0, rest = slot; i < kNoSlot.size(); ++i, rest /= 10) {
    *--digit = static_cast<char>('0' + rest % 10);
  }
  peers_[slot].stage = Stage::joined;
  write(slot, answer);
  tell_mates(slot, entered);
}

void Floor::leave(std::size_t slot, bool answer) {
  static const std::string exited = frame_of(kUserExit);
  const bool joined = peers_[slot].stage == Stage::joined;
  if (answer) write(slot, std::string_view("\x88\x00", 2));
  peers_[slot].stage = Stage::free;
  close(descriptor(slot));
  if (joined) tell_mates(slot, exited);
}

void Floor::tell_mates(std::size_t slot, std::string_view frame) {
  const std::size_t first = slot - slot % kSeats;
  for (std::size_t mate = first; mate < first + kSeats; ++mate) {
    if (mate != slot && peers_[mate].stage == Stage::joined) write(mate, frame);
  }
}

void Floor::flush(std::size_t slot) {
  const std::size_t first = slot - slot % kSeats;
  for (std::size_t seat = 0; seat < kSeats; ++seat) {
    Out& out = outs_[seat];
    if (out.size == 0) continue;
    if (peers_[first + seat].stage == Stage::joined) write(first + seat, {out.octets.data(), out.size});
    out.size = 0;
  }
}

void Floor::write(std::size_t slot, std::string_view octets) {
  const ssize_t count = send(descriptor(slot), octets.data(), octets.size(), MSG_NOSIGNAL);
  if (count >= 0 && static_cast<std::size_t>(count) < octets.size()) {
    throw std::runtime_error("a receiver is slower than the floor is made for");
  }
}

}  // namespace moim::bench
