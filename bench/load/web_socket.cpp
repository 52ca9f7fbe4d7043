#include "web_socket.h"

#include <arpa/inet.h>
#include <bit>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "moim/websocket/frame.h"

#include "loop.h"

namespace moim::bench {
namespace {

// The example of RFC 6455 1.3: a client needs no better key than that to measure.
constexpr std::string_view kKey = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

sockaddr_in loopback(std::uint32_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(0x7f00'0000U + host);
  return address;
}

const sockaddr* as_sockaddr(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

int open_socket(std::uint32_t source) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return fd;
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const sockaddr_in from = loopback(source, 0);
  if (bind(fd, as_sockaddr(from), sizeof from) == 0) return fd;
  ::close(fd);
  return -1;
}

}  // namespace

bool WebSocket::connect(std::uint16_t port, std::string_view path, std::uint32_t source) {
  drop();
  fd_ = open_socket(source);
  if (fd_ < 0) return false;
  const sockaddr_in to = loopback(1, port);
  if (::connect(fd_, as_sockaddr(to), sizeof to) < 0 && errno != EINPROGRESS) {
    drop();
    return false;
  }
  path_ = path;
  state_ = State::connecting;
  receiver_ = websocket::Receiver({.role = websocket::Role::client});
  loop_.add(fd_, *this, EPOLLOUT);
  return true;
}

void WebSocket::send(std::string_view text) {
  if (state_ != State::open) return;
  websocket::append_frame(out_, websocket::Opcode::text, text,
                          {.mask = std::bit_cast<websocket::MaskingKey>(loop_.random())});
  mark();
}

void WebSocket::close() {
  if (state_ != State::open) return;
  websocket::append_close(out_, websocket::CloseCode::normal, {},
                          std::bit_cast<websocket::MaskingKey>(loop_.random()));
  state_ = State::closing;
  mark();
}

void WebSocket::drop() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
  state_ = State::idle;
  blocked_ = false;
  out_.clear();
  sent_ = 0;
  response_.clear();
}

void WebSocket::handle(std::uint32_t events) {
  if (fd_ < 0) return;
  if (state_ == State::connecting) return finish_connect();
  if ((events & EPOLLOUT) != 0) flush();
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) read();
}

void WebSocket::mark() {
  if (marked_) return;
  marked_ = true;
  loop_.mark(*this);
}

void WebSocket::finish_connect() {
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return end();
  state_ = State::upgrading;
  loop_.change(fd_, *this, EPOLLIN);
  out_ = "GET " + path_ + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + std::string(kKey) + "\r\n\r\n";
  flush();
}

void WebSocket::flush() {
  marked_ = false;
  if (fd_ < 0 || out_.empty()) return;
  const ssize_t count = ::send(fd_, out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
  if (count > 0) sent_ += static_cast<std::size_t>(count);
  // Any other error shows up as the end of what can be read.
  const bool full = unsent() > 0 && (count >= 0 || errno == EAGAIN);
  if (full != blocked_) {
    blocked_ = full;
    loop_.change(fd_, *this, full ? EPOLLIN | EPOLLOUT : EPOLLIN);
  }
  if (full) return;
  out_.clear();
  sent_ = 0;
}

void WebSocket::read() {
  const std::span<char> buffer = loop_.buffer();
  const ssize_t count = recv(fd_, buffer.data(), buffer.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return end();
  read_at_ = now();
  take(buffer.first(static_cast<std::size_t>(count)));
}

void WebSocket::take(std::span<char> octets) {
  if (state_ == State::upgrading) octets = take_response(octets);
  if (!octets.empty()) take_frames(octets);
}

// What is left of `octets` after the response; they stay where they are.
std::span<char> WebSocket::take_response(std::span<char> octets) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  const std::size_t before = response_.size();
  response_.append(octets.data(), octets.size());
  const std::size_t end_at = response_.find(kEnd);
  if (end_at == std::string::npos) return {};
  if (!response_.starts_with("HTTP/1.1 101") || response_.find(kAccept) > end_at) {
    end();
    return {};
  }
  state_ = State::open;
  response_.clear();
  handler_.on_open();
  return octets.subspan(end_at + kEnd.size() - before);
}

void WebSocket::take_frames(std::span<char> octets) {
  receiver_.feed(octets);
  while (auto event = receiver_.next()) {
    if (const auto* message = std::get_if<websocket::Message>(&*event)) {
      handler_.on_text(message->payload);
    } else if (const auto* ping = std::get_if<websocket::Ping>(&*event)) {
      websocket::append_frame(out_, websocket::Opcode::pong, ping->payload,
                              {.mask = std::bit_cast<websocket::MaskingKey>(loop_.random())});
      mark();
    } else if (!std::holds_alternative<websocket::Pong>(*event)) {
      end();  // which it is does not matter here: the connection is over
    }
  }
}

void WebSocket::end() {
  const bool clean = state_ == State::closing;
  drop();
  handler_.on_end(clean);
}

}  // namespace moim::bench
