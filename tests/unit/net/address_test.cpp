#include "moim/net/address.h"

#include <gtest/gtest.h>

namespace moim::net {
namespace {

Address address(std::string_view text) { return Address::parse(text).value(); }

TEST(Address, ReadsAndWritesBothFamilies) {
  for (const std::string_view text : {"192.0.2.1", "2001:db8::1", "::1", "127.0.0.1"}) {
    EXPECT_EQ(address(text).to_string(), text);
  }
  EXPECT_EQ(address("[2001:db8::1]"), address("2001:db8:0::1"));
  EXPECT_EQ(address("::ffff:192.0.2.1"), address("192.0.2.1"));
  for (const std::string_view text :
       {"", "1.2.3", "1.2.3.4:5", "[::1]:80", "localhost", "::1%eth0", "[", "[]"}) {
    EXPECT_FALSE(Address::parse(text)) << text;
  }
}

TEST(Address, KnowsLoopbackAndSubscriber) {
  EXPECT_TRUE(address("127.1.2.3").is_loopback());
  EXPECT_TRUE(address("::1").is_loopback());
  EXPECT_FALSE(address("128.0.0.1").is_loopback());
  EXPECT_FALSE(address("::2").is_loopback());
  EXPECT_EQ(address("2001:db8:0:1:aaaa::1").subscriber(), address("2001:db8:0:1:bbbb::2").subscriber());
  EXPECT_NE(address("2001:db8:0:1::1").subscriber(), address("2001:db8:0:2::1").subscriber());
  EXPECT_EQ(address("192.0.2.1").subscriber(), address("192.0.2.1"));
}

TEST(AddressBlock, Contains) {
  const auto holds = [](std::string_view block, std::string_view text) {
    return AddressBlock::parse(block).value().contains(address(text));
  };
  EXPECT_TRUE(holds("10.0.0.0/8", "10.255.0.1"));
  EXPECT_FALSE(holds("10.0.0.0/8", "11.0.0.1"));
  EXPECT_TRUE(holds("192.0.2.128/25", "192.0.2.200"));
  EXPECT_FALSE(holds("192.0.2.128/25", "192.0.2.100"));
  EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_TRUE(holds("::1", "::1"));
  for (const std::string_view bad :
       {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "/8", "::/129"}) {
    EXPECT_FALSE(AddressBlock::parse(bad)) << bad;
  }
}

TEST(ClientAddress, BelievesOnlyTrustedProxies) {
  const TrustedProxies trusted(
      {AddressBlock::parse("127.0.0.1").value(), AddressBlock::parse("10.0.0.0/8").value()});
  const auto client = [&](std::string_view peer, std::string_view forwarded) {
    return client_address(trusted, address(peer), forwarded).to_string();
  };
  EXPECT_EQ(client("203.0.113.5", "198.51.100.1"), "203.0.113.5");
  EXPECT_EQ(client("127.0.0.1", "198.51.100.1"), "198.51.100.1");
  EXPECT_EQ(client("127.0.0.1", "6.6.6.6, 198.51.100.1"), "198.51.100.1");
  EXPECT_EQ(client("127.0.0.1", "6.6.6.6, 198.51.100.1 , 10.1.1.1"), "198.51.100.1");
  EXPECT_EQ(client("127.0.0.1", "10.2.2.2,10.1.1.1"), "10.2.2.2");
  EXPECT_EQ(client("127.0.0.1", ""), "127.0.0.1");
  EXPECT_EQ(client("127.0.0.1", "198.51.100.1, unknown"), "127.0.0.1");
  EXPECT_EQ(client("127.0.0.1", "2001:db8::7"), "2001:db8::7");
  for (const std::string_view with_port : {"198.51.100.1:4711", "6.6.6.6, 198.51.100.1:4711, 10.1.1.1:80"})
    EXPECT_EQ(client("127.0.0.1", with_port), "198.51.100.1");
  EXPECT_EQ(client("127.0.0.1", "[2001:db8::7]:4711"), "2001:db8::7");
  EXPECT_EQ(client("127.0.0.1", "[2001:db8::7]"), "2001:db8::7");
  for (const std::string_view none : {"198.51.100.1:x", ":80", "198.51.100.1:80:80", "[2001:db8::7:80"})
    EXPECT_EQ(client("127.0.0.1", none), "127.0.0.1");
}

}  // namespace
}  // namespace moim::net
