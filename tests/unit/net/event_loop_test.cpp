#include "moim/net/event_loop.h"

#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace moim::net {
namespace {

using namespace std::chrono_literals;

TEST(EventLoop, RunsTimersInTheirOrder) {
  EventLoop loop;
  std::vector<int> order;
  const auto now = loop.now();
  loop.call_at(now + 3ms, [&] { order.push_back(3), loop.stop(); });
  loop.call_at(now + 1ms, [&] { order.push_back(1); });
  const auto cancelled = loop.call_at(now + 2ms, [&] { order.push_back(2); });
  loop.cancel(cancelled);
  loop.run();
  EXPECT_EQ(order, (std::vector{1, 3}));
}

TEST(EventLoop, PostedTasksMayPostMore) {
  EventLoop loop;
  int left = 5;
  std::function<void()> task = [&] { --left == 0 ? loop.stop() : loop.post(task); };
  loop.post(task);
  loop.run();
  EXPECT_EQ(left, 0);
}

TEST(EventLoop, WakesForAnotherThread) {
  EventLoop loop;
  std::thread other([&] { loop.post_from_any_thread([&] { loop.stop(); }); });
  loop.run();
  other.join();
}

TEST(EventLoop, TurnsSignalsIntoCalls) {
  EventLoop loop;
  int seen = 0;
  loop.on_signal(SIGUSR1, [&] { ++seen; });
  loop.on_signal(SIGUSR2, [&] { loop.stop(); });
  std::raise(SIGUSR1);
  loop.run_turn(true);
  EXPECT_EQ(seen, 1);
  std::raise(SIGUSR2);
  loop.run();
}

}  // namespace
}  // namespace moim::net
