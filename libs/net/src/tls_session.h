#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "moim/base/bytes.h"

struct ssl_st;

namespace moim::net {

class TlsContext;

/// One TLS connection's server side as a converter of octets: no socket inside. Received records go in by
/// `feed`, plaintext comes out of `read`; `write` appends records to a buffer given by the caller.
class TlsSession {
 public:
  explicit TlsSession(const TlsContext& context);
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;
  ~TlsSession();

  /// Takes octets from the wire. They must stay in place until `read` has returned 0.
  void feed(std::span<const char> records) { input_ = records; }

  /// Decrypts into `out` and returns how much; 0 when the fed octets are used up (or the session is over).
  /// Handshake records to be sent are appended to `wire`.
  [[nodiscard]] std::size_t read(std::span<char> out, std::string& wire);

  /// Appends `plaintext` as records to `wire`. False before the handshake's end and when the session failed.
  [[nodiscard]] bool write(base::ByteView plaintext, std::string& wire);

  /// Appends a close_notify.
  void shutdown(std::string& wire);

  [[nodiscard]] bool established() const { return established_; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool ended() const { return ended_; }  ///< the peer sent close_notify

 private:
  friend struct TlsBio;
  struct Deleter {
    void operator()(ssl_st* ssl) const;
  };

  [[nodiscard]] bool handshake();
  void note_result(int result);

  std::unique_ptr<ssl_st, Deleter> ssl_;
  std::span<const char> input_;    // what OpenSSL may read now
  std::string* output_ = nullptr;  // where OpenSSL writes to during a call
  bool established_ = false;
  bool failed_ = false;
  bool ended_ = false;
};

}  // namespace moim::net
