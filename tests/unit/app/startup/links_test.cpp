#include "startup/links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moim::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

InterfaceAddress interface(const std::string& name, const std::string& address) {
  return {name, net::Address::parse(address).value(), name == "lo"};
}

const std::vector<InterfaceAddress> kLaptop = {
    interface("lo", "127.0.0.1"),
    interface("docker0", "172.17.0.1"),
    interface("wlan0", "192.168.0.7"),
    interface("eth0", "10.1.2.3"),
    interface("lo", "::1"),
    interface("wlan0", "fe80::1"),
    interface("eth0", "169.254.10.20"),
    interface("wlan0", "2001:db8::7"),
};

const ListenAddress kLocal{Scheme::http, "127.0.0.1", 8080};

TEST(Links, OnlyThisMachineByDefault) {
  const Links links = make_links({{kLocal}}, kLaptop, std::nullopt);
  EXPECT_EQ(links.here, "http://localhost:8080/");
  EXPECT_THAT(links.network, IsEmpty());
  EXPECT_THAT(links.insecure, IsEmpty());
  EXPECT_FALSE(links.public_url);
}

TEST(Links, EveryInterfaceMeansEveryAddressContainersLast) {
  const ListenAddress listeners[] = {kLocal, {Scheme::https, "0.0.0.0", 8443}};
  const Links links = make_links(listeners, kLaptop, std::nullopt);
  EXPECT_EQ(links.here, "http://localhost:8080/");
  EXPECT_THAT(links.network,
              ElementsAre("https://192.168.0.7:8443/", "https://10.1.2.3:8443/", "https://172.17.0.1:8443/"));
}

TEST(Links, PlainHttpForOthersIsKeptApart) {
  const ListenAddress listeners[] = {{Scheme::http, "0.0.0.0", 8080}};
  const Links links = make_links(listeners, kLaptop, std::nullopt);
  EXPECT_EQ(links.here, "http://localhost:8080/");
  EXPECT_THAT(links.network, IsEmpty());
  EXPECT_EQ(links.insecure.front(), "http://192.168.0.7:8080/");
}

TEST(Links, OwnPortsAreLeftOut) {
  const ListenAddress listeners[] = {{Scheme::http, "192.168.0.7", 80}, {Scheme::https, "2001:db8::7", 443}};
  const Links links = make_links(listeners, kLaptop, std::nullopt);
  EXPECT_EQ(links.here, "");
  EXPECT_THAT(links.insecure, ElementsAre("http://192.168.0.7/"));
  EXPECT_THAT(links.network, ElementsAre("https://[2001:db8::7]/"));
}

TEST(Links, Ipv6WhereThereIsNothingElse) {
  const InterfaceAddress interfaces[] = {interface("eth0", "fe80::1"), interface("eth0", "2001:db8::7")};
  const ListenAddress listeners[] = {{Scheme::https, "::", 8443}};
  EXPECT_THAT(make_links(listeners, interfaces, std::nullopt).network,
              ElementsAre("https://[2001:db8::7]:8443/"));
}

TEST(Links, ThePublicUrlIsALinkToo) {
  EXPECT_EQ(make_links({{kLocal}}, kLaptop, "https://meet.example.org").public_url,
            "https://meet.example.org/");
}

TEST(Network, KnowsThisMachine) {
  const auto addresses = interface_addresses();
  EXPECT_TRUE(std::ranges::any_of(
      addresses, [](const auto& each) { return each.loopback && each.address.is_loopback(); }));
  EXPECT_NE(host_name(), "");
}

}  // namespace
}  // namespace moim::app
