#include "web/secure_origin.h"

#include <gtest/gtest.h>

namespace moim::app {
namespace {

const ListenAddress kPlain{Scheme::http, "0.0.0.0", 8080};
const ListenAddress kSecure{Scheme::https, "0.0.0.0", 8443};
const ListenAddress kStandard{Scheme::https, "0.0.0.0", 443};

TEST(SecureOrigin, IsTheHostThatWasAskedForAtTheHttpsPort) {
  const ListenAddress both[] = {kPlain, kSecure};
  EXPECT_EQ(secure_origin("192.0.2.7:8080", {}, both), "https://192.0.2.7:8443");
  EXPECT_EQ(secure_origin("[2001:db8::1]:8080", {}, both), "https://[2001:db8::1]:8443");
  EXPECT_EQ(secure_origin("[2001:db8::1]", {}, both), "https://[2001:db8::1]:8443");
  EXPECT_EQ(secure_origin("laptop.local", {}, {&kStandard, 1}), "https://laptop.local");
}

TEST(SecureOrigin, IsThePublicUrlIfThatIsSecure) {
  EXPECT_EQ(secure_origin("127.0.0.1:8080", "https://meet.example.org", {&kPlain, 1}),
            "https://meet.example.org");
  EXPECT_EQ(secure_origin("127.0.0.1:8080", "http://meet.example.org", {&kPlain, 1}), std::nullopt);
}

TEST(SecureOrigin, IsNothingWithoutHttps) {
  EXPECT_EQ(secure_origin("192.0.2.7:8080", {}, {&kPlain, 1}), std::nullopt);
  EXPECT_EQ(secure_origin("", {}, {&kSecure, 1}), std::nullopt);
}

}  // namespace
}  // namespace moim::app
