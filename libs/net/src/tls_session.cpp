#include "tls_session.h"

#include <algorithm>
#include <climits>
#include <cstring>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "moim/base/check.h"

#include "tls_context.h"

namespace moim::net {

/// Lets OpenSSL read from the session's fed octets and append to the caller's buffer, without buffers
/// between.
struct TlsBio {
  static TlsSession& session(BIO* bio) { return *static_cast<TlsSession*>(BIO_get_data(bio)); }

  static int read(BIO* bio, char* out, int size) {
    auto& input = session(bio).input_;
    BIO_clear_retry_flags(bio);
    if (input.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const std::size_t count = std::min(input.size(), static_cast<std::size_t>(size));
    std::memcpy(out, input.data(), count);
    input = input.subspan(count);
    return static_cast<int>(count);
  }

  static int write(BIO* bio, const char* octets, int size) {
    BIO_clear_retry_flags(bio);
    session(bio).output_->append(octets, static_cast<std::size_t>(size));
    return size;
  }

  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static const BIO_METHOD* method() {
    static BIO_METHOD* const made = [] {
      BIO_METHOD* m = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "moim");
      MOIM_CHECK(m != nullptr);
      BIO_meth_set_read(m, &read);
      BIO_meth_set_write(m, &write);
      BIO_meth_set_ctrl(m, &control);
      return m;
    }();
    return made;
  }
};

void TlsSession::Deleter::operator()(ssl_st* ssl) const { SSL_free(ssl); }

TlsSession::TlsSession(const TlsContext& context) : ssl_(SSL_new(context.get())) {
  BIO* bio = BIO_new(TlsBio::method());
  MOIM_CHECK(ssl_ && bio != nullptr);
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_accept_state(ssl_.get());
}

TlsSession::~TlsSession() = default;

void TlsSession::note_result(int result) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_NONE:
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      break;
    case SSL_ERROR_ZERO_RETURN:
      ended_ = true;
      break;
    default:
      failed_ = true;
      break;
  }
  ERR_clear_error();
}

bool TlsSession::handshake() {
  if (established_) return true;
  const int result = SSL_do_handshake(ssl_.get());
  if (result == 1) {
    established_ = true;
  } else {
    note_result(result);
  }
  return established_;
}

std::size_t TlsSession::read(std::span<char> out, std::string& wire) {
  if (failed_ || ended_) return 0;
  output_ = &wire;
  if (!handshake()) return 0;
  const int result = SSL_read(ssl_.get(), out.data(), static_cast<int>(out.size()));
  if (result > 0) return static_cast<std::size_t>(result);
  note_result(result);
  return 0;
}

bool TlsSession::write(base::ByteView plaintext, std::string& wire) {
  if (failed_ || !established_) return false;
  output_ = &wire;
  while (!plaintext.empty()) {
    const auto size = static_cast<int>(std::min<std::size_t>(plaintext.size(), INT_MAX));
    const int result = SSL_write(ssl_.get(), plaintext.data(), size);
    if (result <= 0) {
      note_result(result);
      return false;
    }
    plaintext.remove_prefix(static_cast<std::size_t>(result));
  }
  return true;
}

void TlsSession::shutdown(std::string& wire) {
  if (failed_ || !established_) return;
  output_ = &wire;
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

}  // namespace moim::net
