#include "moim/net/event_loop.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>
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

// Readable all the time, and says so.
class Eager final : public FdHandler {
 public:
  Eager(EventLoop& loop, int& calls)
      : loop_(loop), calls_(calls), fd_(::eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK)) {
    EXPECT_TRUE(loop_.watch(fd_, EPOLLIN, *this));
  }
  ~Eager() { close(); }
  void handle_ready(std::uint32_t) override {
    ++calls_;
    if (act) act();
  }
  void close() {
    loop_.unwatch_closing(*this);
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

  std::function<void()> act;

 private:
  EventLoop& loop_;
  int& calls_;
  int fd_;
};

TEST(EventLoop, LeavesTheRestOfATurnThatEndsEarlyForTheNext) {
  EventLoop loop;
  std::array<int, 3> calls{};
  std::array<Eager, 3> handlers{Eager{loop, calls[0]}, Eager{loop, calls[1]}, Eager{loop, calls[2]}};
  for (Eager& handler : handlers) handler.act = [&] { loop.end_turn_early(); };
  loop.run_turn(false);
  EXPECT_EQ(std::ranges::count(calls, 1), 1);
  loop.run_turn(true);
  loop.run_turn(true);
  EXPECT_EQ(calls, (std::array{1, 1, 1}));
}

TEST(EventLoop, ForgetsADescriptorThatIsClosed) {
  EventLoop loop;
  std::array<int, 2> calls{};
  std::array<Eager, 2> handlers{Eager{loop, calls[0]}, Eager{loop, calls[1]}};
  handlers[0].act = [&] { handlers[1].close(); };
  handlers[1].act = [&] { handlers[0].close(); };
  loop.run_turn(false);
  EXPECT_EQ(calls[0] + calls[1], 1);
  loop.run_turn(false);
  EXPECT_EQ(calls[0] + calls[1], 2);  // the one that is left
}

}  // namespace
}  // namespace moim::net
