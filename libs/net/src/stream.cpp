#include "stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

#include "moim/base/check.h"

namespace moim::net {
namespace {

// Smaller bodies are copied behind their head, so that both leave in one piece.
constexpr std::size_t kCopiedBody = 16 * 1024;

// How far encryption runs ahead of the socket while a large body is sent.
constexpr std::size_t kEncryptAhead = 64 * 1024;

// What the peer may have TLS answer (to each change of its keys, to each wish to negotiate anew) before it
// takes the answers.
constexpr std::size_t kAnswersUpTo = 64 * 1024;

// How often one stream may read in a row when it fills the read buffer each time; then others have their
// turn.
constexpr int kReadsPerTurn = 4;

bool is_transient(int error) { return error == EAGAIN || error == EINTR; }

// Without memory the connection ends: waiting for the socket to be ready again would spin, because it is
// ready.
StreamEnd end_of(int error) {
  return error == ENOMEM || error == ENOBUFS ? StreamEnd::no_memory : StreamEnd::reset;
}

}  // namespace

Stream::Stream(IoContext& io, UniqueFd socket, std::unique_ptr<TlsSession> tls, StreamUser& user)
    : io_(io), socket_(std::move(socket)), tls_(std::move(tls)), user_(user) {}

Stream::~Stream() { close(); }

bool Stream::start() {
  watched_ = EPOLLIN;
  return io_.loop().watch(socket_.get(), watched_, *this);
}

std::string& Stream::output() {
  mark_dirty();
  if (plain_.empty() && plain_.capacity() < 64) plain_ = io_.borrow();
  return plain_;
}

void Stream::write_body(const HttpBody& body) {
  const base::ByteView octets = body.octets();
  if (octets.size() <= kCopiedBody) {
    output() += octets;
    return;
  }
  MOIM_CHECK(body_.empty());
  body_ = octets;
  body_owner_ = body.owner();
  mark_dirty();
}

std::size_t Stream::held() const { return body_owner_ ? queued() : queued() - body_.size(); }

std::size_t Stream::queued() const { return plain_.size() + wire_.size() - wire_sent_ + body_.size(); }

void Stream::mark_dirty() {
  if (dirty_ || blocked_ || closed()) return;
  dirty_ = true;
  io_.flush_later(*this);
}

void Stream::flush() {
  dirty_ = false;
  if (closed() || blocked_) return;
  if (!send_some() || closed()) return;
  if (queued() != 0) {
    blocked_ = true;
    update_watch();
    return user_.handle_blocked();
  }
  answers_ = 0;
  release_buffers();
  if (output_ended_ && !fin_sent_) {
    fin_sent_ = true;
    ::shutdown(socket_.get(), SHUT_WR);
  }
  user_.handle_sent();
}

// Sends until everything is gone or the kernel takes no more. False when the stream broke.
bool Stream::send_some() {
  std::string& front = tls_ ? wire_ : plain_;
  while (true) {
    if (tls_ && !encrypt_output()) {
      end(StreamEnd::tls_failed);
      return false;
    }
    const base::ByteView body = tls_ ? base::ByteView{} : body_;
    std::array<iovec, 2> pieces{{{front.data() + wire_sent_, front.size() - wire_sent_},
                                 {const_cast<char*>(body.data()), body.size()}}};
    const std::size_t wanted = pieces[0].iov_len + pieces[1].iov_len;
    if (wanted == 0) return true;
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = body.empty() ? 1 : 2;
    const ssize_t result = body.empty()
                               ? ::send(socket_.get(), pieces[0].iov_base, pieces[0].iov_len, MSG_NOSIGNAL)
                               : ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
    if (result < 0) {
      if (is_transient(errno)) return true;
      end(end_of(errno));
      return false;
    }
    const auto count = static_cast<std::size_t>(result);
    sent_ += count;
    io_.counters().add(Counter::bytes_sent, count);
    const std::size_t from_front = std::min(count, pieces[0].iov_len);
    wire_sent_ += from_front;
    if (!body.empty()) body_.remove_prefix(count - from_front);
    if (wire_sent_ == front.size()) {
      front.clear();
      wire_sent_ = 0;
    } else if (wire_sent_ > front.size() / 2) {
      front.erase(0, wire_sent_);
      wire_sent_ = 0;
    }
    if (count < wanted) return true;
    if (!tls_ || (plain_.empty() && body_.empty())) return true;
  }
}

// Turns what the user wrote into records, a large body only as fast as it leaves.
bool Stream::encrypt_output() {
  if (!tls_->established()) return !tls_->failed();
  if (!plain_.empty()) {
    if (!tls_->write(plain_, wire_)) return false;
    plain_.clear();
  }
  while (!body_.empty() && wire_.size() - wire_sent_ < kEncryptAhead) {
    const base::ByteView piece = body_.substr(0, kCopiedBody);
    if (!tls_->write(piece, wire_)) return false;
    body_.remove_prefix(piece.size());
  }
  if (output_ended_ && !fin_sent_ && body_.empty()) tls_->shutdown(wire_);
  return true;
}

void Stream::release_buffers() {
  if (plain_.capacity() >= 64) io_.give_back(std::move(plain_));
  if (wire_.capacity() >= 64) io_.give_back(std::move(wire_));
  body_owner_.reset();
}

void Stream::handle_ready(std::uint32_t epoll_events) {
  constexpr std::uint32_t kGone = EPOLLHUP | EPOLLERR;
  if ((epoll_events & EPOLLOUT) != 0 && blocked_) {
    blocked_ = false;
    update_watch();
    flush();
  }
  if (closed()) return;
  if (ended_) {
    if ((epoll_events & kGone) == 0) return;
    // Nothing can be sent any more: as good as sent.
    plain_.clear();
    wire_.clear();
    wire_sent_ = 0;
    body_ = {};
    io_.loop().unwatch(socket_.get(), *this);
    watched_ = 0;
    user_.handle_sent();
  } else if (paused_) {
    if ((epoll_events & (kGone | EPOLLRDHUP)) != 0) end(StreamEnd::eof);
  } else if ((epoll_events & (kGone | EPOLLIN)) != 0) {
    read_available();
  }
}

void Stream::read_available() {
  const std::span<char> buffer = io_.read_buffer();
  for (int round = 0; round < kReadsPerTurn; ++round) {
    const ssize_t result = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
    if (result == 0) return end(StreamEnd::eof);
    if (result < 0) {
      if (!is_transient(errno)) end(end_of(errno));
      return;
    }
    const auto count = static_cast<std::size_t>(result);
    io_.counters().add(Counter::bytes_received, count);
    if (!deliver(buffer.first(count)) || count < buffer.size()) return;
  }
}

// False when there is nothing more to read for now.
bool Stream::deliver(std::span<char> octets) {
  if (tls_) return deliver_tls(octets);
  user_.handle_data(octets);
  return !closed() && !paused_ && !ended_;
}

bool Stream::deliver_tls(std::span<const char> ciphertext) {
  tls_->feed(ciphertext);
  while (true) {
    const std::size_t before = wire_.size();
    const bool established = tls_->established();
    const std::size_t count = tls_->read(io_.plain_buffer(), wire_);
    if (wire_.size() != before) mark_dirty();
    if (established) answers_ += wire_.size() - before;
    if (count == 0) break;
    user_.handle_data(io_.plain_buffer().first(count));
    if (closed() || ended_) return false;
  }
  if (answers_ > kAnswersUpTo) return end(StreamEnd::tls_failed), false;
  if (!tls_->failed() && !tls_->ended()) return !paused_;
  const StreamEnd how = tls_->failed() ? StreamEnd::tls_failed : StreamEnd::eof;
  flush();  // the alert
  if (!closed() && !ended_) end(how);
  return false;
}

void Stream::end(StreamEnd how) {
  if (ended_ || closed()) return;
  ended_ = true;
  if (how == StreamEnd::reset) {
    plain_.clear();
    wire_.clear();
    wire_sent_ = 0;
    body_ = {};
  }
  user_.handle_end(how);
  update_watch();  // nothing to do if it was closed, as it mostly is
}

void Stream::pause_reading(bool paused) {
  if (paused_ == paused) return;
  paused_ = paused;
  update_watch();
}

void Stream::end_output() {
  output_ended_ = true;
  mark_dirty();
}

void Stream::update_watch() {
  if (closed() || watched_ == 0) return;
  std::uint32_t wanted = 0;
  if (!ended_) wanted = paused_ ? EPOLLRDHUP : EPOLLIN;
  if (blocked_) wanted |= EPOLLOUT;
  if (wanted == 0) wanted = EPOLLPRI;  // nothing ever comes of it; 0 means "not watched" here
  if (wanted == watched_) return;
  watched_ = wanted;
  io_.loop().change_watch(socket_.get(), wanted, *this);
}

void Stream::close() {
  if (closed()) return;
  if (dirty_) io_.forget(*this);
  dirty_ = false;
  io_.loop().unwatch_closing(*this);
  socket_.reset();
  plain_.clear();
  wire_.clear();
  wire_sent_ = 0;
  body_ = {};
  release_buffers();
}

}  // namespace moim::net
