#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "moim/base/bytes.h"
#include "moim/net/event_loop.h"
#include "moim/net/http.h"

#include "io_context.h"
#include "tls_session.h"
#include "unique_fd.h"

namespace moim::net {

/// Why a stream is over.
enum class StreamEnd : std::uint8_t {
  eof,         ///< the peer will send nothing more
  reset,       ///< the connection broke
  no_memory,   ///< the kernel has none for us
  tls_failed,  ///< the handshake or a record was bad
};

/// Whoever uses a Stream.
class StreamUser {
 public:
  StreamUser() = default;
  StreamUser(const StreamUser&) = delete;
  StreamUser& operator=(const StreamUser&) = delete;

  /// What has been read. The octets lie in a buffer shared by all streams: they may be changed, and are gone
  /// after the call.
  virtual void handle_data(std::span<char> octets) = 0;
  /// Once. Nothing more will be read.
  virtual void handle_end(StreamEnd end) = 0;
  /// All that was written has been handed to the kernel.
  virtual void handle_sent() = 0;
  /// Not all of it was: the peer does not read as fast as we write.
  virtual void handle_blocked() = 0;

 protected:
  ~StreamUser() = default;
};

/// A connection's octets, in the clear or through TLS, over a non-blocking socket.
///
/// Reading: when the socket is readable, what is there is read into a shared buffer and handed on at once.
/// Writing: appended to one buffer, sent by `flush` at the end of the turn with one system call, and what the
/// kernel does not take waits for the socket. The buffer is borrowed from a pool while there is something in
/// it, so an idle connection holds none.
class Stream final : FdHandler {
 public:
  /// `tls` may be null.
  Stream(IoContext& io, UniqueFd socket, std::unique_ptr<TlsSession> tls, StreamUser& user);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream();

  /// Starts reading. False when the kernel has no memory for another watched descriptor.
  [[nodiscard]] bool start();

  /// The buffer to append to. The turn's end sends it.
  [[nodiscard]] std::string& output();

  /// Sends `body` after what is in `output()`. Large ones are not copied but sent from where they are, piece
  /// by piece; nothing may be written until `handle_sent` then.
  void write_body(const HttpBody& body);

  /// Octets written and not yet taken by the kernel.
  [[nodiscard]] std::size_t queued() const;

  /// Of these, the octets of memory that are held for it; static bodies take none.
  [[nodiscard]] std::size_t held() const;

  /// The kernel takes no more for now.
  [[nodiscard]] bool blocked() const { return blocked_; }

  /// Octets the kernel took so far; for noticing a peer that takes none.
  [[nodiscard]] std::uint64_t sent() const { return sent_; }

  /// Sends what is queued. Called by IoContext at the turn's end.
  void flush();

  /// While paused nothing is read; the peer's TCP window closes in time.
  void pause_reading(bool paused);

  /// Nothing more will be written: FIN (after a TLS close_notify) once all is sent.
  void end_output();

  /// Closes the socket now. Neither this nor the destructor calls the user.
  void close();

  [[nodiscard]] bool closed() const { return !socket_; }
  /// Nothing more will be read, and the user knows.
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] bool handshaking() const { return tls_ && !tls_->established(); }
  [[nodiscard]] bool is_tls() const { return tls_ != nullptr; }

 private:
  void handle_ready(std::uint32_t epoll_events) override;
  void read_available();
  [[nodiscard]] bool deliver(std::span<char> octets);
  [[nodiscard]] bool deliver_tls(std::span<const char> ciphertext);
  void end(StreamEnd end);
  [[nodiscard]] bool send_some();
  bool encrypt_output();
  void mark_dirty();
  void update_watch();
  void release_buffers();

  IoContext& io_;
  UniqueFd socket_;
  std::unique_ptr<TlsSession> tls_;
  StreamUser& user_;
  std::string plain_;          // written by the user
  std::string wire_;           // TLS only: records on their way
  std::size_t wire_sent_ = 0;  // octets of the front of the outgoing buffer that are gone
  std::size_t answers_ = 0;    // octets that TLS itself wrote since the kernel last took everything
  base::ByteView body_;        // the rest of a large body, sent after plain_
  std::shared_ptr<const void> body_owner_;
  std::uint64_t sent_ = 0;
  std::uint32_t watched_ = 0;
  bool dirty_ = false;    // in the list of streams to flush
  bool blocked_ = false;  // the kernel's buffer is full: wait until the socket is writable
  bool paused_ = false;
  bool ended_ = false;         // the user has been told
  bool output_ended_ = false;  // end_output() was called
  bool fin_sent_ = false;
};

}  // namespace moim::net
