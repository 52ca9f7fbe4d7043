#include "histogram.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace moim::bench {
namespace {

TEST(Histogram, WithoutAnythingIsZero) {
  const Histogram histogram;
  EXPECT_EQ(histogram.count(), 0U);
  EXPECT_EQ(histogram.quantile(0.5), 0);
  EXPECT_EQ(histogram.greatest(), 0);
}

TEST(Histogram, IsExactForSmallNumbers) {
  Histogram histogram;
  for (Nanos value = 1; value <= 100; ++value) histogram.add(value);
  EXPECT_EQ(histogram.quantile(0), 1);
  EXPECT_EQ(histogram.quantile(0.01), 1);
  EXPECT_EQ(histogram.quantile(0.5), 50);
  EXPECT_EQ(histogram.quantile(0.99), 99);
  EXPECT_EQ(histogram.quantile(0.991), 100);
  EXPECT_EQ(histogram.quantile(1), 100);
}

TEST(Histogram, CountsWhatIsBeforeItsTimeAsZero) {
  Histogram histogram;
  histogram.add(-5);
  EXPECT_EQ(histogram.count(), 1U);
  EXPECT_EQ(histogram.quantile(1), 0);
}

TEST(Histogram, ABucketHoldsOneSixtyFourthAtMost) {
  for (Nanos value = 1; value < Nanos{1} << 44; value += value / 3 + 1) {
    Histogram histogram;
    histogram.add(value);
    histogram.add(2 * value);  // or the greatest would be exact
    EXPECT_GE(histogram.quantile(0.5), value);
    EXPECT_LE(histogram.quantile(0.5), value + value / 64) << value;
    EXPECT_EQ(histogram.quantile(1), 2 * value);
  }
}

TEST(Histogram, KeepsTheGreatestHoweverGreat) {
  Histogram histogram;
  constexpr Nanos kYear = 365 * 24 * 3'600 * kSecond;
  histogram.add(kYear);
  EXPECT_EQ(histogram.greatest(), kYear);
  EXPECT_LE(histogram.quantile(0.5), kYear);
}

TEST(Histogram, AgreesWithSorting) {
  std::mt19937 random{1};
  std::lognormal_distribution<double> durations{12, 2};
  Histogram histogram;
  std::vector<Nanos> all;
  for (int i = 0; i < 10'000; ++i) {
    all.push_back(static_cast<Nanos>(durations(random)));
    histogram.add(all.back());
  }
  std::ranges::sort(all);
  for (const double fraction : {0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::ceil(fraction * static_cast<double>(all.size())));
    const Nanos exact = all[rank - 1];
    EXPECT_GE(histogram.quantile(fraction), exact) << fraction;
    EXPECT_LE(histogram.quantile(fraction), exact + exact / 64) << fraction;
  }
}

}  // namespace
}  // namespace moim::bench
