#include "startup/banner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moim::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

BannerFacts facts() {
  return {.version = "0.1.0",
          .links = {.here = "http://localhost:8080/", .network = {}, .insecure = {}, .public_url = {}},
          .self_signed_fingerprint = {}};
}

TEST(Banner, SaysWhatThereIs) {
  EXPECT_EQ(banner_text(facts()), R"(
moim 0.1.0

  On this computer    http://localhost:8080/
  On your network     not reachable; --tls-self-signed opens it for phones and others nearby

  People in a room    up to 4 (--max-participants)
  Beyond one network  calls may not connect: no STUN or TURN server is set (--ice-server)

)");
}

TEST(Banner, ShowsNetworkLinksWithTheFingerprintAndAQrCodeInATerminal) {
  BannerFacts with = facts();
  with.links.network = {"https://192.168.0.7:8443/", "https://10.1.2.3:8443/"};
  with.self_signed_fingerprint = "AB:CD";
  EXPECT_THAT(banner_text(with), AllOf(HasSubstr("  On your network     https://192.168.0.7:8443/\n"
                                                 "                      https://10.1.2.3:8443/\n"),
                                       HasSubstr("AB:CD"), Not(HasSubstr("▀"))));
  with.terminal = true;
  EXPECT_THAT(banner_text(with), AllOf(HasSubstr("▀"), Not(HasSubstr("\x1b["))));
  with.colors = true;
  EXPECT_THAT(banner_text(with), HasSubstr("\x1b["));
}

TEST(Banner, DrawsNoQrCodeForLinksThatOnlyWorkHere) {
  BannerFacts with = facts();
  with.terminal = true;
  EXPECT_THAT(banner_text(with), Not(HasSubstr("▀")));
  with.links.insecure = {"http://192.168.0.7:8080/"};
  EXPECT_THAT(banner_text(with),
              AllOf(HasSubstr("no camera"), HasSubstr("--tls-self-signed"), Not(HasSubstr("▀"))));
}

TEST(Banner, APublicUrlComesFirst) {
  BannerFacts with = facts();
  with.links.public_url = "https://meet.example.org/";
  with.links.insecure = {"http://192.168.0.7:8080/"};
  with.has_ice_servers = true;
  const std::string text = banner_text(with);
  EXPECT_THAT(text, AllOf(HasSubstr("  Open                https://meet.example.org/"),
                          Not(HasSubstr("192.168.0.7")), Not(HasSubstr("Beyond one network"))));
}

TEST(Banner, ListsAFewLinksOnly) {
  BannerFacts with = facts();
  for (int i = 0; i < 20; ++i) with.links.network.push_back("https://10.0.0." + std::to_string(i) + ":8443/");
  EXPECT_THAT(banner_text(with), AllOf(HasSubstr("10.0.0.3:"), Not(HasSubstr("10.0.0.4:"))));
}

TEST(Banner, WarnsAboutLargeMeshes) {
  BannerFacts with = facts();
  with.max_participants = 12;
  EXPECT_THAT(banner_text(with), HasSubstr("up to 12 (--max-participants); everybody uploads to everybody"));
}

}  // namespace
}  // namespace moim::app
