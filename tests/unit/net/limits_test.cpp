// What one client may take of connections, handshakes, sessions and messages, and that it is the only one to
// pay.
#include <map>
#include <netinet/tcp.h>

#include "moim/websocket/frame.h"

#include "support.h"

namespace moim::net::test {
namespace {

class LimitTest : public ServerTest {
 protected:
  static std::string frame(std::string_view payload, websocket::Opcode opcode = websocket::Opcode::text) {
    std::string out;
    websocket::append_frame(out, opcode, payload, {.mask = websocket::MaskingKey{'a', 'b', 'c', 'd'}});
    return out;
  }
  static std::string handshake(const std::string& from = {}) {
    std::string request =
        "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    if (!from.empty()) request += "X-Forwarded-For: " + from + "\r\n";
    return request + "\r\n";
  }
  void open(Client& client, const std::string& from = {}) {
    client.send(handshake(from));
    ASSERT_TRUE(until(client.gets("maxPayload")));
    client.clear();
  }
  static std::string repeat(const std::string& part, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += part;
    return all;
  }
};

TEST_F(LimitTest, OfHandshakesBeyondTheLimitTheOldestIsClosed) {
  start({.max_handshakes = 2});
  Client first(port_);
  ASSERT_TRUE(until([&] { return server_->connection_count() == 1; }));
  Client second(port_);
  ASSERT_TRUE(until([&] { return server_->connection_count() == 2; }));
  Client third(port_);
  EXPECT_TRUE(until(first.is_closed()));
  EXPECT_EQ(count(Counter::dropped_handshake), 1U);
  EXPECT_EQ(server_->connection_count(), 2U);
  for (Client* left : {&second, &third}) {
    left->send("GET /in HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(until(left->gets("/in|")));
  }
}

TEST_F(LimitTest, ConnectionsWithARequestAreNoHandshakes) {
  start({.max_handshakes = 1});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 200; ++i) {
    clients.push_back(std::make_unique<Client>(port_));
    clients.back()->send("GET /in HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(until(clients.back()->gets("/in|")));
  }
  EXPECT_EQ(server_->connection_count(), 200U);
  EXPECT_EQ(count(Counter::dropped_handshake), 0U);
}

TEST_F(LimitTest, TooManyMessagesEndTheSessionWithAReasonAndTouchNobodyElse) {
  start({}, {.engine = {.packet_rate = {1, 100}}});
  Client bystander(port_);
  open(bystander);
  for (int i = 0; i < 5; ++i) {
    Client flooder(port_);
    open(flooder);
    flooder.send(repeat(frame("4m"), 200));
    ASSERT_TRUE(until(flooder.gets("rate_limited")));
    EXPECT_NE(flooder.received().find("\x03\xf0rate_limited"), std::string::npos) << "close code 1008";
    EXPECT_EQ(count_of(flooder.received(), "4m"), 100U) << "what was allowed is answered";
    flooder.close();
  }
  ASSERT_TRUE(until([&] { return app_.closes_.size() == 5; }));
  EXPECT_THAT(app_.closes_, testing::Each(engineio::CloseReason::rate_limited));
  bystander.send(frame("4still here"));
  EXPECT_TRUE(until(bystander.gets("4still here")));
  ASSERT_EQ(log_.size(), 1U) << "said once";
  EXPECT_THAT(log_[0], testing::HasSubstr("more messages than they may"));
}

TEST_F(LimitTest, MessagesAreCountedByTheAddressThatATrustedProxyTells) {
  start({.trusted_proxies = {"127.0.0.1"}}, {.engine = {.subscriber_packet_rate = {1, 100}}});
  Client one(port_);
  Client two(port_);
  Client other(port_);
  open(one, "203.0.113.9");
  open(two, "203.0.113.9");
  open(other, "203.0.113.10");
  one.send(repeat(frame("4m"), 90));
  other.send(repeat(frame("4m"), 90));
  ASSERT_TRUE(until([&] { return count(Counter::messages_received) == 180; }));
  two.send(repeat(frame("4m"), 20));
  EXPECT_TRUE(until(two.gets("rate_limited")));
  other.send(frame("4still here"));
  EXPECT_TRUE(until(other.gets("4still here")));
}

TEST_F(LimitTest, LoopbackStandsForManyAndIsNotCounted) {
  start({}, {.engine = {.max_sessions_per_subscriber = 1, .subscriber_packet_rate = {1, 1}}});
  Client one(port_);
  Client two(port_);
  open(one, "203.0.113.9");  // whoever is not trusted may write what he likes here
  open(two, "203.0.113.9");
  two.send(repeat(frame("4m"), 50) + frame("4last"));
  EXPECT_TRUE(until(two.gets("4last")));
}

TEST_F(LimitTest, SessionsOfOneAddressAreCounted) {
  start({.trusted_proxies = {"127.0.0.1"}}, {.engine = {.max_sessions_per_subscriber = 1}});
  Client one(port_);
  open(one, "2001:db8::1");
  Client two(port_);
  two.send(handshake("2001:db8::2"));
  ASSERT_TRUE(until(two.gets("Too many sessions from this address")));
  EXPECT_TRUE(two.received().starts_with("HTTP/1.1 429 "));
  one.close();
  ASSERT_TRUE(until([&] { return app_.closes_.size() == 1; }));
  two.clear();
  open(two, "2001:db8::2");
}

TEST_F(LimitTest, WhatIsHeldOfUnfinishedMessagesIsBoundedForAllTogether) {
  start({.max_incoming_bytes = 250'000});
  const std::string header = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n";
  Client poster(port_);
  poster.send(header + std::string(50'000, 'b'));
  Client sender(port_);
  open(sender);
  const std::string large = frame("4" + std::string(180'000, 'm'));
  sender.send(large.substr(0, 150'000));
  ASSERT_TRUE(until([&] { return count(Counter::bytes_received) > 200'000; }));
  EXPECT_EQ(count(Counter::dropped_incoming_full), 0U);
  {
    Client beyond(port_);
    open(beyond);
    beyond.send(large.substr(0, 100'000));
    ASSERT_TRUE(until(beyond.gets("too many unfinished messages")));
    EXPECT_NE(beyond.received().find("\x03\xf5too many"), std::string::npos) << "close code 1013";
    Client late(port_);
    late.send(header + std::string(59'000, 'b'));
    ASSERT_TRUE(until(late.is_closed()));
    EXPECT_TRUE(late.received().starts_with("HTTP/1.1 503")) << late.received();
  }
  ASSERT_TRUE(until([&] { return server_->connection_count() == 2; }));
  EXPECT_EQ(count(Counter::dropped_incoming_full), 2U);
  sender.send(large.substr(150'000));
  EXPECT_TRUE(until(sender.gets(std::string(180'000, 'm'))));
  poster.send(std::string(10'000, 'b'));
  EXPECT_TRUE(until(poster.gets("/|bbb")));
  Client again(port_);  // there is room again
  open(again);
  again.send(large);
  EXPECT_TRUE(until(again.gets(std::string(180'000, 'm'))));
}

TEST_F(LimitTest, AFloodOfPingsEndsTheConnection) {
  start({.ping_rate = {1, 20}});
  Client client(port_);
  open(client);
  client.send(repeat(frame("hi", websocket::Opcode::ping), 50));
  ASSERT_TRUE(until(client.gets("too many pings")));
  EXPECT_EQ(count_of(client.received(), "\x8a\x02hi"), 20U);
  EXPECT_EQ(count(Counter::dropped_ping_rate), 1U);
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::rate_limited));
}

}  // namespace
}  // namespace moim::net::test
