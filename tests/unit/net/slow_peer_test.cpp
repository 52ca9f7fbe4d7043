// Peers that are slow on purpose, frozen, or no longer there. Times are small here, and only ever waited for.
#include <array>
#include <linux/filter.h>
#include <netinet/tcp.h>

#include "moim/websocket/frame.h"

#include "support.h"

namespace moim::net::test {
namespace {

constexpr std::string_view kUpgrade =
    "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: "
    "Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

class SlowPeerTest : public ServerTest {
 protected:
  void open(Client& client) {
    client.send(kUpgrade);
    ASSERT_TRUE(until(client.gets("maxPayload")));
    client.clear();
  }

  /// Sends `octets` over and over, one at a time, until the server has closed.
  [[nodiscard]] bool trickles_until_closed(Client& client, std::string_view octets) {
    std::size_t at = 0;
    const auto closed = client.is_closed();
    return until([&] {
      client.trickle(octets[at++ % octets.size()]);
      return closed();
    });
  }
};

TEST_F(SlowPeerTest, ATrickledHeaderGetsNoMoreTime) {
  start({.max_header_bytes = 1U << 20U, .header_timeout = 50ms});
  Client client(port_);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n");
  EXPECT_TRUE(trickles_until_closed(client, "a: b\r\n"));
  EXPECT_EQ(count(Counter::timeout_header), 1U);
  EXPECT_TRUE(client.received().starts_with("HTTP/1.1 408")) << client.received();
}

TEST_F(SlowPeerTest, ATrickledBodyGetsNoMoreTime) {
  start({.max_body_bytes = 100U << 20U, .body_timeout = 50ms});
  Client client(port_);
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
  EXPECT_TRUE(trickles_until_closed(client, "x"));
  EXPECT_EQ(count(Counter::timeout_body), 1U);
  EXPECT_TRUE(client.received().starts_with("HTTP/1.1 408")) << client.received();
}

TEST_F(SlowPeerTest, ATrickledMessageGetsNoMoreTime) {
  start({.message_timeout = 50ms}, {.engine = {.max_payload = 100U << 20U, .max_queued_bytes = 200U << 20U}});
  Client one_frame(port_);
  open(one_frame);
  one_frame.send(std::string("\x81\xff\x00\x00\x00\x00\x05\x00\x00\x00mask", 14));
  EXPECT_TRUE(trickles_until_closed(one_frame, "x"));
  Client many_frames(port_);
  open(many_frames);
  many_frames.send(std::string("\x01\x80mask", 6));
  EXPECT_TRUE(trickles_until_closed(many_frames, std::string_view("\x00\x80mask", 6)));
  EXPECT_EQ(count(Counter::timeout_message), 2U);
}

TEST_F(SlowPeerTest, ARefusedClientThatDoesNotGoIsClosed) {
  start({.linger_timeout = 50ms});
  Client client(port_);
  client.send("nonsense\r\n\r\n");
  ASSERT_TRUE(until(client.is_closed()));
  EXPECT_TRUE(client.received().starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(until([&] {
    client.trickle('x');
    return server_->connection_count() == 0;
  }));
}

TEST_F(SlowPeerTest, MessagesThatFollowEachOtherHaveEachTheirTime) {
  start({.message_timeout = 50ms});
  Client client(port_);
  open(client);
  const std::string message("\x81\x82mask\x59\x0c", 8);  // "4m"
  client.send(message.substr(0, 4));
  const auto later = std::chrono::steady_clock::now() + 200ms;
  ASSERT_TRUE(until([&] {
    client.send(message.substr(4) + message.substr(0, 4));  // there is always one that has begun
    client.receive();
    return std::chrono::steady_clock::now() > later;
  }));
  EXPECT_EQ(count(Counter::timeout_message), 0U);
  EXPECT_TRUE(app_.closes_.empty());
}

TEST_F(SlowPeerTest, AClientThatDoesNotAnswerPingsIsClosed) {
  start({}, {.engine = {.ping_interval = 30ms, .ping_timeout = 30ms}});
  Client client(port_);
  open(client);
  ASSERT_TRUE(
      until(client.gets("\x81\x01"
                        "2")))
      << "the ping";
  EXPECT_TRUE(until([&] { return !app_.closes_.empty(); }));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::ping_timeout));
}

// As a client that was stopped or whose machine hangs: the kernel still takes a little, then nothing.
TEST_F(SlowPeerTest, AFrozenReaderIsBoundedThenDroppedAndCostsNobodyElse) {
  start({.max_queued_bytes = 300'000, .send_timeout = 10'000ms});
  Client frozen(port_);
  open(frozen);
  const auto frozen_session = app_.session_;
  Client lively(port_);
  open(lively);
  const std::string payload(20'000, 'q');
  ASSERT_TRUE(until([&] {
    app_.endpoint_->send(frozen_session, false, payload);
    return !app_.closes_.empty();
  }));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::overflow));
  EXPECT_EQ(count(Counter::dropped_send_queue_full), 1U);
  ASSERT_EQ(log_.size(), 1U) << "said once, not for each message";
  EXPECT_THAT(log_[0], testing::HasSubstr("did not read"));
  app_.endpoint_->send(app_.session_, false, "to the lively one");
  EXPECT_TRUE(until(lively.gets("to the lively one")));
}

TEST_F(SlowPeerTest, TogetherTheyAreBoundedByThoseForWhomTheMostWaits) {
  constexpr std::size_t kLimit = 8U << 20U;
  start({.max_queued_bytes = 100U << 20U, .max_outgoing_bytes = kLimit, .send_timeout = 10'000ms},
        {.engine = {.max_queued_bytes = 100U << 20U}});
  Client little(port_);
  open(little);
  const auto little_session = app_.session_;
  Client poller(port_);
  poller.send("GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(until(poller.gets("maxPayload")));
  app_.endpoint_->send(app_.session_, false, std::string(kLimit / 4, 'p'));
  Client greedy(port_);
  open(greedy);
  const auto greedy_session = app_.session_;

  // The kernel takes a few megabytes of each; what it does not take is held here.
  const std::string payload(100'000, 'q');
  std::size_t most = 0;
  ASSERT_TRUE(until([&] {
    if (server_->outgoing_bytes() < kLimit / 2) app_.endpoint_->send(little_session, false, payload);
    app_.endpoint_->send(greedy_session, false, payload);
    most = std::max(most, server_->outgoing_bytes());
    return !app_.closes_.empty();
  }));
  EXPECT_LE(most, kLimit);
  EXPECT_LE(server_->outgoing_bytes(), kLimit / 8 * 7);
  EXPECT_GT(server_->outgoing_bytes(), kLimit / 4) << "the others keep what waits for them";
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::overflow));
  EXPECT_EQ(count(Counter::dropped_outgoing_full), 1U);
  EXPECT_EQ(server_->connection_count(), 2U);
  ASSERT_FALSE(log_.empty());
  EXPECT_THAT(log_[0], testing::HasSubstr("max_outgoing_bytes"));

  ASSERT_TRUE(until([&] {
    little.receive();
    return server_->outgoing_bytes() < kLimit / 4 + 100;
  })) << "only the poller's is left";
  EXPECT_EQ(app_.closes_.size(), 1U);
}

TEST_F(SlowPeerTest, WhoPollsTooSeldomIsAReaderToo) {
  constexpr std::size_t kLimit = 4U << 20U;
  start({.max_outgoing_bytes = kLimit},
        {.engine = {.orphan_timeout = 60'000ms, .max_queued_bytes = 100U << 20U}});
  std::vector<engineio::SessionId> sessions;
  for (int i = 0; i < 3; ++i) {
    Client poller(port_);
    poller.send("GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(until(poller.gets("maxPayload")));
    sessions.push_back(app_.session_);
  }
  for (const std::size_t eighths : {1U, 5U, 2U}) {
    app_.endpoint_->send(sessions.back(), false, std::string(kLimit / 8 * eighths, 'p'));
    sessions.pop_back();
  }
  ASSERT_TRUE(until([&] { return !app_.closes_.empty(); }));
  EXPECT_LT(server_->outgoing_bytes(), kLimit / 2);
  EXPECT_GT(server_->outgoing_bytes(), kLimit / 8 * 3);
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::overflow));
  EXPECT_EQ(count(Counter::dropped_outgoing_full), 1U);
}

TEST_F(SlowPeerTest, AReaderThatStopsReadingIsDroppedWithoutMoreToSend) {
  start({.max_queued_bytes = 100U << 20U, .send_timeout = 50ms});
  Client frozen(port_);
  open(frozen);
  // More than the kernel's buffers take, less than may be queued.
  for (int i = 0; i < 20; ++i) {
    app_.endpoint_->send(app_.session_, false, std::string(1U << 20U, 'q'));
    loop_.run_turn(false);
  }
  EXPECT_TRUE(until([&] { return !app_.closes_.empty(); }));
  EXPECT_EQ(count(Counter::timeout_send), 1U);
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::overflow));
}

// A connection of which only our end is left: nothing comes from the other one, not even an acknowledgement.
TEST_F(SlowPeerTest, AHalfOpenConnectionIsGivenUpWhenItOwesAnAcknowledgement) {
  start({.send_timeout = 60'000ms, .dead_peer_timeout = 300ms});
  Client cut_off(port_);
  open(cut_off);
  const auto session = app_.session_;
  Client bystander(port_);
  open(bystander);
  // The client's kernel drops whatever arrives for this socket, before TCP sees it.
  std::array<sock_filter, 1> drop_all{{BPF_STMT(BPF_RET | BPF_K, 0)}};
  const sock_fprog filter{.len = drop_all.size(), .filter = drop_all.data()};
  ASSERT_EQ(::setsockopt(cut_off.fd(), SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter), 0);
  app_.endpoint_->send(session, false, "is anybody there");
  EXPECT_TRUE(until([&] { return !app_.closes_.empty(); }));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::transport_close));
  EXPECT_EQ(server_->connection_count(), 1U);
  app_.endpoint_->send(app_.session_, false, "somebody is");
  EXPECT_TRUE(until(bystander.gets("somebody is")));
}

// A machine that vanished without a word is the kernel's to notice; that it looks is set on every connection.
TEST_F(SlowPeerTest, TheKernelLooksForPeersThatVanished) {
  start({.dead_peer_timeout = 12'000ms});
  Client client(port_);
  ASSERT_TRUE(until([&] { return server_->connection_count() == 1; }));
  const int accepted = client.fd() + 1;  // in this very process: the next descriptor
  sockaddr_in peer{};
  socklen_t size = sizeof peer;
  ASSERT_EQ(::getpeername(accepted, reinterpret_cast<sockaddr*>(&peer), &size), 0);
  const auto option = [accepted](int level, int name) {
    int value = -1;
    socklen_t length = sizeof value;
    EXPECT_EQ(::getsockopt(accepted, level, name, &value, &length), 0);
    return value;
  };
  EXPECT_EQ(option(SOL_SOCKET, SO_KEEPALIVE), 1);
  EXPECT_EQ(option(IPPROTO_TCP, TCP_USER_TIMEOUT), 12'000);
  EXPECT_EQ(option(IPPROTO_TCP, TCP_KEEPIDLE), 60);
  EXPECT_EQ(option(IPPROTO_TCP, TCP_KEEPINTVL), 3);
}

}  // namespace
}  // namespace moim::net::test
