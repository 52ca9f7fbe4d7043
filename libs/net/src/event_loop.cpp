#include "moim/net/event_loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include "moim/base/check.h"
#include "moim/base/deadline_queue.h"

#include "unique_fd.h"

namespace moim::net {
namespace {

using base::TimePoint;

// Events collected by one epoll_wait. More means fewer system calls under load, but a longer way from a
// message's arrival to the turn's end, where the answer is written, and buffers of so many connections that
// they fall out of the processor's cache in between: with 1,000 connections 256 costs 6 % more than 64.
constexpr std::size_t kBatchSize = 64;

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// Milliseconds for epoll_wait, rounded up: waking before a deadline would only mean another turn.
int wait_milliseconds(TimePoint now, TimePoint until) {
  if (until == base::kNever) return -1;
  if (until <= now) return 0;
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(until - now).count();
  return static_cast<int>(std::min<std::int64_t>(wait, 60'000));
}

}  // namespace

struct EventLoop::State final {
  // Runs what other threads posted.
  struct Wakeup final : FdHandler {
    explicit Wakeup(State& state) : state_(state) {}
    void handle_ready(std::uint32_t) override { state_.take_foreign_tasks(); }
    State& state_;
  };

  struct Signals final : FdHandler {
    explicit Signals(State& state) : state_(state) {}
    void handle_ready(std::uint32_t) override { state_.handle_signal(); }
    State& state_;
  };

  UniqueFd epoll;
  std::array<epoll_event, kBatchSize> batch{};
  std::span<epoll_event> unhandled;  // the part of the batch that is still to be dispatched
  TimePoint now = std::chrono::steady_clock::now();
  bool stopped = false;
  bool hurry = false;  // a turn handler left work: do not wait
  bool ending_early = false;

  std::vector<TurnHandler*> turn_handlers;
  std::vector<std::function<void()>> posted;
  std::vector<std::function<void()>> running;  // kept for its capacity

  std::uint64_t last_timer = 0;
  base::DeadlineQueue<std::uint64_t> timers;
  std::unordered_map<std::uint64_t, std::function<void()>> timer_tasks;

  UniqueFd wakeup_fd;
  Wakeup wakeup{*this};
  std::mutex foreign_mutex;
  std::vector<std::function<void()>> foreign;  // guarded by foreign_mutex

  UniqueFd signal_fd;
  Signals signals{*this};
  sigset_t signal_set{};
  std::map<int, std::function<void()>> signal_tasks;

  bool control(int operation, int fd, std::uint32_t events, FdHandler& handler) const {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &handler;
    return ::epoll_ctl(epoll.get(), operation, fd, &event) == 0;
  }

  [[nodiscard]] TimePoint next_deadline() const {
    TimePoint next = timers.next();
    for (const TurnHandler* handler : turn_handlers) next = std::min(next, handler->next_deadline());
    return next;
  }

  // What an early end of the turn before has left comes first.
  void collect(int timeout) {
    if (!unhandled.empty()) return;
    const int count = ::epoll_wait(epoll.get(), batch.data(), kBatchSize, timeout);
    unhandled = std::span(batch).first(static_cast<std::size_t>(std::max(count, 0)));
  }

  void dispatch() {
    ending_early = false;
    while (!unhandled.empty() && !ending_early) {
      const epoll_event event = unhandled.front();
      unhandled = unhandled.subspan(1);
      if (event.data.ptr != nullptr) static_cast<FdHandler*>(event.data.ptr)->handle_ready(event.events);
    }
  }

  void run_due() {
    while (const auto timer = timers.pop_due(now)) {
      const auto task = timer_tasks.extract(*timer);
      task.mapped()();
    }
    for (TurnHandler* handler : turn_handlers) {
      if (handler->next_deadline() <= now) handler->handle_timeout(now);
    }
  }

  void run_posted() {
    if (posted.empty()) return;
    running.swap(posted);
    for (auto& task : running) task();
    running.clear();
  }

  void take_foreign_tasks() {
    std::uint64_t ignored = 0;
    std::ignore = ::read(wakeup_fd.get(), &ignored, sizeof ignored);
    const std::lock_guard lock(foreign_mutex);
    for (auto& task : foreign) posted.push_back(std::move(task));
    foreign.clear();
  }

  void handle_signal() {
    signalfd_siginfo info{};
    if (::read(signal_fd.get(), &info, sizeof info) != sizeof info) return;
    const auto task = signal_tasks.find(static_cast<int>(info.ssi_signo));
    if (task != signal_tasks.end()) task->second();
  }
};

EventLoop::EventLoop() : state_(std::make_unique<State>()) {
  state_->epoll.reset(::epoll_create1(EPOLL_CLOEXEC));
  if (!state_->epoll) throw_errno("epoll_create1");
  state_->wakeup_fd.reset(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!state_->wakeup_fd) throw_errno("eventfd");
  if (!watch(state_->wakeup_fd.get(), EPOLLIN, state_->wakeup)) throw_errno("epoll_ctl");
  sigemptyset(&state_->signal_set);
}

EventLoop::~EventLoop() = default;

void EventLoop::run() {
  state_->stopped = false;
  state_->now = std::chrono::steady_clock::now();
  while (!state_->stopped) run_turn(true);
}

void EventLoop::run_turn(bool may_wait) {
  State& s = *state_;
  const bool wait = may_wait && !s.hurry && s.posted.empty();
  const int timeout = wait ? wait_milliseconds(s.now, s.next_deadline()) : 0;
  s.collect(timeout);
  s.now = std::chrono::steady_clock::now();
  s.dispatch();
  s.run_due();
  s.run_posted();
  s.hurry = false;
  for (TurnHandler* handler : s.turn_handlers) s.hurry = handler->end_turn(s.now) || s.hurry;
}

void EventLoop::stop() { state_->stopped = true; }

void EventLoop::end_turn_early() { state_->ending_early = true; }

TimePoint EventLoop::now() const { return state_->now; }

void EventLoop::post(std::function<void()> task) { state_->posted.push_back(std::move(task)); }

void EventLoop::post_from_any_thread(std::function<void()> task) {
  {
    const std::lock_guard lock(state_->foreign_mutex);
    state_->foreign.push_back(std::move(task));
  }
  const std::uint64_t one = 1;
  std::ignore = ::write(state_->wakeup_fd.get(), &one, sizeof one);
}

TimerId EventLoop::call_at(TimePoint at, std::function<void()> task) {
  const std::uint64_t id = ++state_->last_timer;
  state_->timer_tasks.emplace(id, std::move(task));
  state_->timers.set(id, at);
  return TimerId{id};
}

void EventLoop::cancel(TimerId timer) {
  state_->timers.clear(static_cast<std::uint64_t>(timer));
  state_->timer_tasks.erase(static_cast<std::uint64_t>(timer));
}

void EventLoop::on_signal(int signal_number, std::function<void()> task) {
  State& s = *state_;
  s.signal_tasks[signal_number] = std::move(task);
  sigaddset(&s.signal_set, signal_number);
  if (pthread_sigmask(SIG_BLOCK, &s.signal_set, nullptr) != 0) throw_errno("pthread_sigmask");
  const bool first = !s.signal_fd;
  const int fd = ::signalfd(s.signal_fd.get(), &s.signal_set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd < 0) throw_errno("signalfd");
  if (!first) return;
  s.signal_fd.reset(fd);
  if (!watch(fd, EPOLLIN, s.signals)) throw_errno("epoll_ctl");
}

bool EventLoop::watch(int fd, std::uint32_t epoll_events, FdHandler& handler) {
  return state_->control(EPOLL_CTL_ADD, fd, epoll_events, handler);
}

void EventLoop::change_watch(int fd, std::uint32_t epoll_events, FdHandler& handler) {
  MOIM_CHECK(state_->control(EPOLL_CTL_MOD, fd, epoll_events, handler));
}

void EventLoop::unwatch(int fd, FdHandler& handler) {
  state_->control(EPOLL_CTL_DEL, fd, 0, handler);
  unwatch_closing(handler);
}

void EventLoop::unwatch_closing(FdHandler& handler) {
  for (epoll_event& event : state_->unhandled) {
    if (event.data.ptr == &handler) event.data.ptr = nullptr;
  }
}

void EventLoop::add(TurnHandler& handler) { state_->turn_handlers.push_back(&handler); }

void EventLoop::remove(TurnHandler& handler) { std::erase(state_->turn_handlers, &handler); }

}  // namespace moim::net
