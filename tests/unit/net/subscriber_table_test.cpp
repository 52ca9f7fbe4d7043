#include "moim/net/subscriber_table.h"

#include <gtest/gtest.h>

namespace moim::net::test {
namespace {

using namespace std::chrono_literals;

Address address(int number) {
  return *Address::parse("10.0." + std::to_string(number / 256) + "." + std::to_string(number % 256));
}

TEST(SubscriberTable, CountsConnectionsOfEachAddress) {
  SubscriberTable table;
  EXPECT_TRUE(table.add_connection({}, address(1), 2));
  EXPECT_TRUE(table.add_connection({}, address(1), 2));
  EXPECT_FALSE(table.add_connection({}, address(1), 2));
  EXPECT_TRUE(table.add_connection({}, address(2), 2));
  table.remove_connection(address(1));
  EXPECT_TRUE(table.add_connection({}, address(1), 2));
}

TEST(SubscriberTable, CountsAnIPv6SubnetAsOne) {
  SubscriberTable table;
  const auto one = table.share({}, *Address::parse("2001:db8::1"));
  EXPECT_EQ(table.share({}, *Address::parse("2001:db8::ffff:2")), one);
  EXPECT_NE(table.share({}, *Address::parse("2001:db8:0:1::1")), one);
}

TEST(SubscriberTable, ForgetsWhoIsGoneOnceTheirAllowanceIsWhole) {
  SubscriberTable table;
  constexpr base::TokenRate rate{1, 100};
  base::TimePoint now{1h};
  const auto busy = table.share(now, address(0));
  busy->sessions = 1;
  auto spent = table.share(now, address(1));
  ASSERT_TRUE(spent->packets.take(rate, now, 100));
  const auto* kept = spent.get();
  spent.reset();
  for (int i = 2; i < 10'000; ++i) {
    static_cast<void>(table.share(now, address(i)));
    if (table.add_connection(now, address(i), 1)) table.remove_connection(address(i));
  }
  EXPECT_LE(table.size(), 128U) << "who is gone costs nothing";
  EXPECT_EQ(table.share(now, address(1)).get(), kept) << "coming back at once does not refill it";
  EXPECT_EQ(table.share(now, address(0)), busy);
}

}  // namespace
}  // namespace moim::net::test
