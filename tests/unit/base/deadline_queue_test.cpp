#include "moim/base/deadline_queue.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

namespace moim::base {
namespace {

using std::chrono::milliseconds;
constexpr TimePoint kStart{};

TEST(DeadlineQueue, GivesTheEarliestFirst) {
  DeadlineQueue<int> queue;
  EXPECT_EQ(queue.next(), kNever);
  queue.set(1, kStart + milliseconds{30});
  queue.set(2, kStart + milliseconds{10});
  queue.set(3, kStart + milliseconds{20});
  queue.set(2, kStart + milliseconds{40});
  EXPECT_EQ(queue.next(), kStart + milliseconds{20});
  EXPECT_EQ(queue.pop_due(kStart + milliseconds{19}), std::nullopt);
  EXPECT_EQ(queue.pop_due(kStart + milliseconds{50}), 3);
  EXPECT_EQ(queue.pop_due(kStart + milliseconds{50}), 1);
  EXPECT_EQ(queue.pop_due(kStart + milliseconds{50}), 2);
  EXPECT_EQ(queue.pop_due(kStart + milliseconds{50}), std::nullopt);
  EXPECT_EQ(queue.next(), kNever);
}

TEST(DeadlineQueue, AgreesWithAMapUnderRandomUse) {
  std::mt19937 random{7};
  DeadlineQueue<int> queue;
  std::map<int, TimePoint> model;
  TimePoint now = kStart;
  for (int step = 0; step < 100'000; ++step) {
    const int key = static_cast<int>(random() % 50);
    switch (random() % 4) {
      case 0:
      case 1: {
        const TimePoint at = now + milliseconds{random() % 100};
        queue.set(key, at);
        model[key] = at;
        break;
      }
      case 2:
        queue.clear(key);
        model.erase(key);
        break;
      default:
        now += milliseconds{random() % 10};
        while (const auto due = queue.pop_due(now)) {
          ASSERT_TRUE(model.contains(*due));
          ASSERT_LE(model[*due], now);
          model.erase(*due);
        }
        for (const auto& entry : model) ASSERT_GT(entry.second, now);
    }
    ASSERT_EQ(queue.size(), model.size());
  }
}

}  // namespace
}  // namespace moim::base
