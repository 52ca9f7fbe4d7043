// Limits per address, from the socket up: who is counted, for which address, and that it stays so while
// limits and trusted proxies change.
#include <memory>

#include "net/kernel_faults.h"
#include "support.h"

namespace moim::net::test {
namespace {

constexpr std::string_view kStranger = "192.0.2.1";

class AddressLimitTest : public ServerTest {
 protected:
  using Visitor = std::unique_ptr<Client>;

  /// Connects from `address`, until the server has taken or refused it.
  Visitor come(std::string_view address) {
    const AcceptedFrom from(address);
    const auto decided = [this] {
      return count(Counter::connections_accepted) + count(Counter::refused_address_limit);
    };
    const std::uint64_t before = decided();
    auto visitor = std::make_unique<Client>(port_);
    EXPECT_TRUE(until([&] { return decided() > before; }));
    return visitor;
  }
  [[nodiscard]] bool gets_in(Client& visitor) {
    visitor.send("GET /in HTTP/1.1\r\nHost: x\r\n\r\n");
    return until(visitor.gets("/in|"));
  }
  [[nodiscard]] bool refuses(std::string_view address) {
    const std::uint64_t before = count(Counter::refused_address_limit);
    const Visitor visitor = come(address);
    return count(Counter::refused_address_limit) == before + 1 && until(visitor->is_closed());
  }
  /// Goes, and waits until the server knows.
  void go(Visitor visitor) {
    const std::size_t before = server_->connection_count();
    visitor.reset();
    EXPECT_TRUE(until([&] { return server_->connection_count() < before; }));
  }
};

TEST_F(AddressLimitTest, ConnectionsBeyondItAreClosedAndCostNobodyElse) {
  start({.max_connections_per_address = 2});
  Visitor first = come(kStranger);
  const Visitor second = come(kStranger);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(refuses(kStranger));
  EXPECT_EQ(count(Counter::refused_address_limit), 3U);
  ASSERT_EQ(log_.size(), 1U) << "said once";
  EXPECT_THAT(log_[0], testing::HasSubstr("max_connections_per_address"));
  const Visitor other = come("192.0.2.2");
  EXPECT_TRUE(gets_in(*first) && gets_in(*second) && gets_in(*other));
  go(std::move(first));
  EXPECT_TRUE(gets_in(*come(kStranger))) << "a place is free again";
}

TEST_F(AddressLimitTest, ANetworkOfIPv6IsOneAddress) {
  start({.max_connections_per_address = 1});
  const Visitor first = come("2001:db8::1");
  EXPECT_TRUE(refuses("2001:db8::ffff:2"));
  EXPECT_TRUE(gets_in(*come("2001:db8:0:1::1")));
}

TEST_F(AddressLimitTest, LoopbackAndTrustedProxiesStandForMany) {
  start({.max_connections_per_address = 1, .trusted_proxies = {"192.0.2.0/24"}});
  for (const std::string_view many : {"127.0.0.1", "::1", "192.0.2.1"}) {
    const Visitor first = come(many);
    const Visitor second = come(many);
    EXPECT_TRUE(gets_in(*first) && gets_in(*second)) << many;
  }
  EXPECT_EQ(count(Counter::refused_address_limit), 0U);
}

// Only what was counted when it came is taken off when it goes.
TEST_F(AddressLimitTest, WhoWasNotCountedFreesNoPlaceWhenItIsTrustedNoMore) {
  start({.max_connections_per_address = 1, .trusted_proxies = {std::string(kStranger)}});
  Visitor proxied = come(kStranger);
  Visitor another = come(kStranger);
  server_->set_options({.max_connections_per_address = 1});
  const Visitor counted = come(kStranger);
  EXPECT_TRUE(gets_in(*counted));
  go(std::move(proxied));
  go(std::move(another));
  EXPECT_TRUE(refuses(kStranger)) << "the place is taken still";
}

TEST_F(AddressLimitTest, WhoWasCountedFreesItsPlaceThoughItIsTrustedMeanwhile) {
  start({.max_connections_per_address = 1});
  Visitor counted = come(kStranger);
  server_->set_options({.max_connections_per_address = 1, .trusted_proxies = {std::string(kStranger)}});
  Visitor proxied = come(kStranger);
  EXPECT_TRUE(gets_in(*proxied));
  go(std::move(counted));
  go(std::move(proxied));
  server_->set_options({.max_connections_per_address = 1});
  const Visitor next = come(kStranger);
  EXPECT_TRUE(gets_in(*next)) << "nothing is left of those before";
  EXPECT_TRUE(refuses(kStranger));
}

TEST_F(AddressLimitTest, ASmallerLimitPutsNobodyOutAndCountsThemOn) {
  start({.max_connections_per_address = 3});
  std::vector<Visitor> crowd;
  for (int i = 0; i < 3; ++i) crowd.push_back(come(kStranger));
  server_->set_options({.max_connections_per_address = 2});
  for (const Visitor& visitor : crowd) EXPECT_TRUE(gets_in(*visitor));
  for (int left = 3; left > 1; --left) {
    EXPECT_TRUE(refuses(kStranger)) << left << " are still there";
    go(std::move(crowd.back()));
    crowd.pop_back();
  }
  EXPECT_TRUE(gets_in(*come(kStranger)));
}

class ForwardedLimitTest : public AddressLimitTest {
 protected:
  /// Asks for a session as the proxy does for `client`.
  Visitor ask(std::string_view client) {
    auto proxy = std::make_unique<Client>(port_);
    proxy->send(
        "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: "
        "Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "X-Forwarded-For: " +
        std::string(client) + "\r\n\r\n");
    return proxy;
  }
  [[nodiscard]] bool opens(Client& proxy) { return until(proxy.gets("maxPayload")); }
  [[nodiscard]] bool is_one_too_many(Client& proxy) { return until(proxy.gets("429 Too Many Requests")); }
};

TEST_F(ForwardedLimitTest, ASessionStaysCountedForTheAddressItCameFrom) {
  const ServerOptions trusting{.trusted_proxies = {"127.0.0.1"}};
  start(trusting, {.engine = {.max_sessions_per_subscriber = 1}});
  Visitor first = ask(kStranger);
  ASSERT_TRUE(opens(*first));
  server_->set_options({});
  const Visitor unbelieved = ask(kStranger);  // counted for nobody: loopback stands for many
  EXPECT_TRUE(opens(*unbelieved));
  server_->set_options(trusting);
  EXPECT_TRUE(is_one_too_many(*ask(kStranger)));

  server_->set_options({});
  first.reset();
  ASSERT_TRUE(until([&] { return app_.closes_.size() == 1; })) << "it goes while nobody is trusted";
  server_->set_options(trusting);
  EXPECT_TRUE(opens(*ask(kStranger))) << "and its place is free";
}

}  // namespace
}  // namespace moim::net::test
