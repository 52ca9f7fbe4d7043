// Options that change while the server runs.
#include <stdexcept>

#include "support.h"

namespace moim::net::test {
namespace {

class OptionsTest : public ServerTest {
 protected:
  // A request and its answer, over a connection that stays.
  void ask(Client& client, const std::string& headers = {}) {
    client.clear();
    client.send("GET /in HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    EXPECT_TRUE(until(client.gets("/in|")));
  }
  // A handshake by polling; the answer's first line.
  std::string shake_hands(Client& client, const std::string& headers = {}) {
    client.clear();
    client.send("GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    EXPECT_TRUE(until(client.gets("\r\n\r\n")));
    return client.received().substr(0, client.received().find("\r\n"));
  }
  void change(ServerOptions options) { server_->set_options(std::move(options)); }
};

TEST_F(OptionsTest, ConnectionsBeyondASmallerLimitStayAndNobodyElseGetsIn) {
  start();
  Client one(port_);
  Client two(port_);
  ask(one);
  ask(two);
  change({.max_connections = 1});
  Client third(port_);
  EXPECT_TRUE(until(third.is_closed()));
  EXPECT_EQ(count(Counter::refused_connection_limit), 1U);
  ask(one);
  ask(two);
  change({.max_connections = 3});
  Client fourth(port_);
  ask(fourth);
  EXPECT_EQ(log_.size(), 1U) << "where it logs has not changed";
}

TEST_F(OptionsTest, HandshakesBeyondASmallerLimitGoWithTheNextThatComes) {
  start();
  std::vector<std::unique_ptr<Client>> silent;
  for (std::size_t i = 1; i <= 3; ++i) {
    silent.push_back(std::make_unique<Client>(port_));
    ASSERT_TRUE(until([&] { return server_->connection_count() == i; }));
  }
  change({.max_handshakes = 1});
  EXPECT_EQ(server_->connection_count(), 3U);
  Client next(port_);
  for (const auto& client : silent) EXPECT_TRUE(until(client->is_closed()));
  EXPECT_EQ(count(Counter::dropped_handshake), 3U);
  ask(next);
}

TEST_F(OptionsTest, ProxiesAreTrustedFromNowOn) {
  start();
  const std::string proxied = "X-Forwarded-For: 203.0.113.9\r\n";
  Client client(port_);
  EXPECT_EQ(shake_hands(client, proxied), "HTTP/1.1 200 OK");
  EXPECT_EQ(app_.client_, "127.0.0.1");
  change({.trusted_proxies = {"127.0.0.1"}});
  EXPECT_EQ(shake_hands(client, proxied), "HTTP/1.1 200 OK");
  EXPECT_EQ(app_.client_, "203.0.113.9");
}

TEST_F(OptionsTest, WhatIsNoProxyChangesNothing) {
  start();
  Client client(port_);
  ask(client);
  EXPECT_THROW(change({.max_connections = 1, .trusted_proxies = {"nobody"}}), std::invalid_argument);
  Client other(port_);
  ask(other);
}

TEST_F(OptionsTest, AnEndpointTakesOtherOriginsAndLimits) {
  start();
  Client client(port_);
  const std::string origin = "Origin: https://example.org\r\n";
  EXPECT_EQ(shake_hands(client, origin), "HTTP/1.1 403 Forbidden");
  app_.endpoint_->set_options({.origins = {.any = false, .allowed = {"https://example.org"}}});
  EXPECT_EQ(shake_hands(client, origin), "HTTP/1.1 200 OK") << "at the same path";
  app_.endpoint_->set_options({.engine = {.max_sessions = 1}});
  EXPECT_EQ(shake_hands(client), "HTTP/1.1 503 Service Unavailable");
  EXPECT_EQ(app_.endpoint_->session_count(), 1U);
}

TEST_F(OptionsTest, AnotherRateGivesAnAddressAWholeAllowance) {
  start({.trusted_proxies = {"127.0.0.1"}}, {.engine = {.subscriber_packet_rate = {1, 10}}});
  const std::string proxied = "X-Forwarded-For: 203.0.113.9\r\n";
  const auto post = [this, &proxied](Client& client, const std::string& sid, int packets) {
    std::string body = "4m";
    for (int i = 1; i < packets; ++i)
      body +=
          "\x1e"
          "4m";
    client.clear();
    client.send("POST /engine.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: x\r\n" + proxied +
                "Content-Type: text/plain\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                body);
    EXPECT_TRUE(until(client.gets("HTTP/1.1 ")));
    return client.received().substr(9, 3);
  };
  Client client(port_);
  shake_hands(client, proxied);
  const std::string sid = client.received().substr(client.received().find("\"sid\":\"") + 7, 20);
  EXPECT_EQ(post(client, sid, 9), "200");
  app_.endpoint_->set_options({.engine = {.subscriber_packet_rate = {100, 10}}});
  EXPECT_EQ(post(client, sid, 10), "200");
}

}  // namespace
}  // namespace moim::net::test
