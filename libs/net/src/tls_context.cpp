#include "tls_context.h"

#include <array>
#include <string_view>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace moim::net {
namespace {

std::string last_error(const std::string& file) {
  const unsigned long code = ERR_get_error();
  std::array<char, 256> text{};
  ERR_error_string_n(code, text.data(), text.size());
  ERR_clear_error();
  return file + ": " + (code == 0 ? "not usable" : text.data());
}

constexpr std::string_view kHttp11 = "\x08http/1.1";

const unsigned char* octets_of(std::string_view text) {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

// RFC 7301 3.2: no protocol in common is a fatal alert.
int select_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  unsigned char* match = nullptr;
  const int result =
      SSL_select_next_proto(&match, chosen_size, octets_of(kHttp11), kHttp11.size(), offered, offered_size);
  *chosen = match;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

void TlsContext::Deleter::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

std::expected<TlsContext, std::string> TlsContext::load(const TlsFiles& files) {
  TlsContext result;
  result.context_.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* context = result.context_.get();
  if (context == nullptr) return std::unexpected(last_error("TLS"));
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context,
                      SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // Idle connections hold no record buffers; sessions are resumed by ticket, so nothing is stored per client.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(context, select_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
    return std::unexpected(last_error(files.certificate));
  }
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1) {
    return std::unexpected(last_error(files.key));
  }
  return result;
}

}  // namespace moim::net
