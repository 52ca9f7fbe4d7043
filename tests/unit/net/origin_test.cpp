#include "moim/net/origin.h"

#include <gtest/gtest.h>

namespace moim::net {
namespace {

struct Case {
  std::string_view origin;
  std::string_view host;
  OriginVerdict expected;
};

constexpr auto kNone = OriginVerdict::none;
constexpr auto kSame = OriginVerdict::same_origin;
constexpr auto kCross = OriginVerdict::cross_origin;
constexpr auto kRefused = OriginVerdict::refused;

TEST(Origin, SameOriginByDefault) {
  const Case cases[] = {
      {"", "a.example", kNone},
      {"https://a.example", "a.example", kSame},
      {"http://a.example", "a.example:80", kSame},
      {"https://A.Example", "a.example:443", kSame},
      {"https://a.example:8443", "a.example:8443", kSame},
      {"http://[2001:db8::1]:8080", "[2001:db8::1]:8080", kSame},
      {"http://[2001:db8::1]", "[2001:db8::1]", kSame},
      {"https://a.example", "a.example:8443", kRefused},
      {"https://a.example:8443", "a.example", kRefused},
      {"https://b.example", "a.example", kRefused},
      {"https://a.example.evil.example", "a.example", kRefused},
      {"https://evil-a.example", "a.example", kRefused},
      {"null", "a.example", kRefused},
      {"null", "null", kRefused},
      {"", "", kNone},
      {"https://", "", kRefused},
      {"a.example", "a.example", kRefused},
      {"chrome-extension://abc", "a.example", kRefused},
      {"http://localhost:3000", "a.example", kRefused},
      {"http://a.example", "localhost:8080", kRefused},
  };
  for (const auto& c : cases)
    EXPECT_EQ(judge_origin({}, c.origin, c.host), c.expected) << c.origin << " " << c.host;
}

TEST(Origin, LoopbackPagesMayUseALoopbackServer) {
  for (const std::string_view host :
       {"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "127.9.9.9", "x.localhost"}) {
    for (const std::string_view page :
         {"http://localhost:3000", "http://127.0.0.1:5173", "https://[::1]:1"}) {
      EXPECT_EQ(judge_origin({}, page, host), kCross) << page << " " << host;
      EXPECT_EQ(judge_origin({.loopback = false}, page, host), kRefused) << page << " " << host;
    }
  }
  EXPECT_EQ(judge_origin({}, "http://localhost.example", "localhost:8080"), kRefused);
  EXPECT_EQ(judge_origin({}, "http://localhost:3000", "localhost.example"), kRefused);
}

TEST(Origin, AllowListAndAny) {
  const OriginPolicy policy{.allowed = {"https://b.example", "http://c.example:81"}};
  EXPECT_EQ(judge_origin(policy, "https://b.example", "a.example"), kCross);
  EXPECT_EQ(judge_origin(policy, "http://c.example:81", "a.example"), kCross);
  EXPECT_EQ(judge_origin(policy, "http://b.example", "a.example"), kRefused);
  EXPECT_EQ(judge_origin(policy, "https://b.example:444", "a.example"), kRefused);
  EXPECT_EQ(judge_origin({.any = true}, "https://z.example", "a.example"), kCross);
  EXPECT_EQ(judge_origin({.any = true}, "null", "a.example"), kCross);
}

}  // namespace
}  // namespace moim::net
