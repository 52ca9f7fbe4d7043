#include "moim/base/token_bucket.h"

#include <gtest/gtest.h>

namespace moim::base {
namespace {

using namespace std::chrono_literals;

// Takes until it is refused.
int drain(TokenBucket& bucket, const TokenRate& rate, TimePoint now) {
  int taken = 0;
  while (taken < 1'000'000 && bucket.take(rate, now)) ++taken;
  return taken;
}

TEST(TokenBucket, HoldsTheBurstAndRefillsAtTheRate) {
  constexpr TokenRate rate{100, 500};
  TokenBucket bucket;
  TimePoint now{1h};
  EXPECT_EQ(drain(bucket, rate, now), 500);
  EXPECT_EQ(drain(bucket, rate, now += 9ms), 0);
  EXPECT_EQ(drain(bucket, rate, now += 1ms), 1);
  EXPECT_EQ(drain(bucket, rate, now += 1s), 100);
  EXPECT_EQ(drain(bucket, rate, now += 1h), 500) << "never more than the burst";
}

TEST(TokenBucket, NeverLetsThroughMoreThanBurstAndRate) {
  constexpr TokenRate rate{200, 50};
  TokenBucket bucket;
  TimePoint now{};
  int taken = 0;
  for (int step = 0; step < 10'000; ++step) {
    if (bucket.take(rate, now)) ++taken;
    now += 1ms;  // 1,000 attempts a second
  }
  EXPECT_GE(taken, 2'000);
  EXPECT_LE(taken, 2'050);
}

TEST(TokenBucket, TakesAllOrNothing) {
  constexpr TokenRate rate{1, 10};
  TokenBucket bucket;
  const TimePoint now{};
  EXPECT_FALSE(bucket.take(rate, now, 11)) << "more than it can ever hold";
  EXPECT_TRUE(bucket.take(rate, now, 7));
  EXPECT_FALSE(bucket.take(rate, now, 4));
  EXPECT_TRUE(bucket.take(rate, now, 3)) << "what was refused cost nothing";
}

TEST(TokenBucket, IsFullWhenNothingIsMissing) {
  constexpr TokenRate rate{10, 10};
  TokenBucket bucket;
  TimePoint now{1s};
  EXPECT_TRUE(bucket.full(now));
  EXPECT_TRUE(bucket.take(rate, now, 5));
  EXPECT_FALSE(bucket.full(now + 499ms));
  EXPECT_TRUE(bucket.full(now + 500ms));
}

TEST(TokenBucket, ZeroIsNoLimit) {
  for (const TokenRate rate : {TokenRate{}, TokenRate{0, 5}, TokenRate{5, 0}}) {
    TokenBucket bucket;
    EXPECT_TRUE(rate.unlimited());
    EXPECT_TRUE(bucket.take(rate, {}, 4'000'000'000));
    EXPECT_TRUE(bucket.full({}));
  }
}

TEST(TokenBucket, IsAsGoodAsNewWhenRefilled) {
  constexpr TokenRate slow{1, 10};
  constexpr TokenRate fast{1'000, 10};
  EXPECT_EQ(fast, (TokenRate{1'000, 10}));
  EXPECT_NE(slow, fast);
  TokenBucket bucket;
  EXPECT_TRUE(bucket.take(slow, {}, 9));
  EXPECT_FALSE(bucket.take(fast, {}, 1)) << "what is missing was counted at another rate";
  bucket.refill();
  EXPECT_TRUE(bucket.full({}));
  EXPECT_TRUE(bucket.take(fast, {}, 10));
}

TEST(TokenBucket, OneIsEightOctets) { EXPECT_EQ(sizeof(TokenBucket), 8U); }

}  // namespace
}  // namespace moim::base
