#include "logging/clock_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moim::app {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class ClockWatchTest : public testing::Test {
 protected:
  /// Ten seconds later, while the wall clock says so.
  std::string after(std::chrono::milliseconds wall) {
    now_ += 10s;
    wall_ += wall;
    return watch_.news(now_, wall_);
  }

  base::TimePoint now_{1'000s};
  signaling::WallTime wall_{std::chrono::days{20'000}};
  ClockWatch watch_{now_, wall_};
};

TEST_F(ClockWatchTest, SaysNothingOfAClockThatGoes) {
  for (int day = 0; day < 8'640; ++day) EXPECT_EQ(after(10s + 5ms), "") << "a little fast";
  EXPECT_EQ(after(10s + 59'999ms), "");
  EXPECT_EQ(after(10s - 59'999ms), "");
}

TEST_F(ClockWatchTest, SaysOnceThatItWasSet) {
  EXPECT_THAT(after(10s + 2h), HasSubstr("forward by 7200 s"));
  EXPECT_EQ(after(10s), "");
  EXPECT_THAT(after(10s - 24h * 365), HasSubstr("back by 31536000 s"));
  EXPECT_EQ(after(10s), "");
}

TEST_F(ClockWatchTest, FromTheFirstSecondOfTheEpochToToday) {
  ClockWatch watch{now_, signaling::WallTime{}};
  EXPECT_THAT(watch.news(now_ + 10s, wall_), HasSubstr("forward by 1727999990 s"));
}

}  // namespace
}  // namespace moim::app
