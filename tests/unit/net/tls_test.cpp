#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "moim/crypto/certificate.h"

#include "support.h"

namespace moim::net::test {
namespace {

/// A TLS client over a non-blocking socket.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int version = 0) : tcp_(port) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    if (version != 0) SSL_CTX_set_max_proto_version(context_.get(), version);
    if (version != 0) SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), tcp_.fd());
  }

  void offer(std::string_view alpn) {
    const auto* octets = static_cast<const unsigned char*>(static_cast<const void*>(alpn.data()));
    SSL_set_alpn_protos(ssl_.get(), octets, static_cast<unsigned>(alpn.size()));
  }
  [[nodiscard]] bool connect_some() { return SSL_connect(ssl_.get()) == 1; }
  [[nodiscard]] bool failed() { return SSL_get_error(ssl_.get(), SSL_connect(ssl_.get())) == SSL_ERROR_SSL; }
  void send(std::string_view text) {
    EXPECT_EQ(SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())),
              static_cast<int>(text.size()));
  }
  /// Changes its keys, and asks the server to do so too. Without reading what comes of it.
  void change_keys() {
    if (SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_REQUESTED) == 1) SSL_do_handshake(ssl_.get());
    ERR_clear_error();
  }
  [[nodiscard]] bool gets(std::string_view text) {
    std::string buffer(65536, '\0');
    const int count = SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()));
    if (count > 0) received_.append(buffer, 0, static_cast<std::size_t>(count));
    return received_.find(text) != std::string::npos;
  }
  [[nodiscard]] std::string fingerprint() const {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl_.get()),
                                                                  &X509_free);
    return certificate ? std::to_string(X509_issuer_and_serial_hash(certificate.get())) : "";
  }
  [[nodiscard]] std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return {static_cast<const char*>(static_cast<const void*>(name)), size};
  }
  [[nodiscard]] const std::string& received() const { return received_; }

 private:
  Client tcp_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, &SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, &SSL_free};
  std::string received_;
};

class TlsTest : public ServerTest {
 protected:
  TlsTest() {
    std::signal(SIGPIPE, SIG_IGN);  // of a client that writes after the server has closed
    std::filesystem::create_directories(folder_);
    write_certificate();
  }
  ~TlsTest() override { std::filesystem::remove_all(folder_); }

  void write_certificate() {
    const auto made = crypto::make_self_signed(
        {.names = {.dns = {"localhost"}, .addresses = {}}, .now = std::chrono::system_clock::now()}, random_);
    std::ofstream(files_.certificate) << made->certificate;
    std::ofstream(files_.key) << made->key;
  }

  void start_tls(ServerOptions options = {}) {
    start(std::move(options));
    tls_port_ = server_->listen_tls("127.0.0.1", 0, files_);
  }

  std::filesystem::path folder_ = testing::TempDir() + "/moim_tls_" + std::to_string(::getpid());
  TlsFiles files_{folder_ / "cert.pem", folder_ / "key.pem"};
  std::uint16_t tls_port_ = 0;
};

TEST_F(TlsTest, ServesAndResponds) {
  handler_ = [](const HttpRequest& r) -> HttpResponse { return {.body = r.secure ? "secure" : "plain"}; };
  start_tls();
  TlsClient client(tls_port_);
  client.offer("\x02h2\x08http/1.1");
  ASSERT_TRUE(until([&] { return client.connect_some(); }));
  EXPECT_EQ(client.protocol(), "http/1.1");
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(until([&] { return client.gets("secure"); }));
}

TEST_F(TlsTest, SendsALargeBody) {
  static const std::string large(5'000'000, 'z');
  handler_ = [](const HttpRequest&) -> HttpResponse { return {.body = HttpBody::of_static(large)}; };
  start_tls();
  TlsClient client(tls_port_);
  ASSERT_TRUE(until([&] { return client.connect_some(); }));
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(until([&] { return !client.gets("never") && client.received().size() > large.size(); }));
  EXPECT_EQ(count_of(client.received(), "zzzzzzzzzz"), large.size() / 10);
}

TEST_F(TlsTest, RefusesWhatIsNotTls) {
  start_tls({.tls_handshake_timeout = 50ms});
  Client plain(tls_port_);
  plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(until(plain.is_closed()));
  EXPECT_EQ(count(Counter::dropped_tls_failed), 1U);
  Client silent(tls_port_);
  EXPECT_TRUE(until(silent.is_closed()));
  EXPECT_EQ(count(Counter::timeout_tls_handshake), 1U);
  TlsClient old(tls_port_, TLS1_1_VERSION);
  EXPECT_TRUE(until([&] { return old.failed(); }));
}

TEST_F(TlsTest, ATrickledHandshakeGetsNoMoreTime) {
  start_tls({.tls_handshake_timeout = 50ms});
  Client client(tls_port_);
  client.send(
      std::string("\x16\x03\x01\x3f\xff\x01\x00\x3f\xfb\x03\x03", 11));  // the start of a long greeting
  const auto closed = client.is_closed();
  EXPECT_TRUE(until([&] {
    client.trickle('x');
    return closed();
  }));
  EXPECT_EQ(count(Counter::timeout_tls_handshake), 1U);
  EXPECT_EQ(count(Counter::dropped_tls_failed), 0U);
}

// Each such wish is answered, so whoever has many of them and reads no answer would have us keep them.
TEST_F(TlsTest, AFloodOfNewKeysEndsTheConnection) {
  start_tls({.header_timeout = 60'000ms});
  TlsClient flooder(tls_port_);
  ASSERT_TRUE(until([&] { return flooder.connect_some(); }));
  EXPECT_TRUE(until([&] {
    for (int i = 0; i < 4'000; ++i) flooder.change_keys();
    return count(Counter::dropped_tls_failed) == 1;
  }));
  TlsClient moderate(tls_port_);
  ASSERT_TRUE(until([&] { return moderate.connect_some(); }));
  for (int i = 0; i < 20; ++i) moderate.change_keys();
  moderate.send("GET /fine HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(until([&] { return moderate.gets("/fine|"); }));
}

TEST_F(TlsTest, ReloadsTheCertificate) {
  start_tls();
  TlsClient before(tls_port_);
  ASSERT_TRUE(until([&] { return before.connect_some(); }));
  write_certificate();
  ASSERT_TRUE(server_->reload_certificates());
  TlsClient after(tls_port_);
  ASSERT_TRUE(until([&] { return after.connect_some(); }));
  EXPECT_NE(before.fingerprint(), after.fingerprint());

  std::ofstream(files_.key) << "no key";
  const auto failed = server_->reload_certificates();
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().find("key.pem"), std::string::npos);
  TlsClient still(tls_port_);
  EXPECT_TRUE(until([&] { return still.connect_some(); }));
}

}  // namespace
}  // namespace moim::net::test
