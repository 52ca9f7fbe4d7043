#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "moim/base/time.h"

namespace moim::net {

/// Something that waits for a file descriptor.
class FdHandler {
 public:
  FdHandler() = default;
  FdHandler(const FdHandler&) = delete;
  FdHandler& operator=(const FdHandler&) = delete;

  /// `epoll_events` as in epoll_wait(2).
  virtual void handle_ready(std::uint32_t epoll_events) = 0;

 protected:
  ~FdHandler() = default;
};

/// Something that takes part in every turn of the loop: it may have a deadline, and work that is put together
/// during the turn and done once at its end.
class TurnHandler {
 public:
  TurnHandler() = default;
  TurnHandler(const TurnHandler&) = delete;
  TurnHandler& operator=(const TurnHandler&) = delete;

  /// The next time `handle_timeout` has work, or `base::kNever`. Asked once per turn, so it must be cheap.
  [[nodiscard]] virtual base::TimePoint next_deadline() const = 0;

  /// Called when `next_deadline()` has come.
  virtual void handle_timeout(base::TimePoint now) = 0;

  /// The end of a turn: everything that was read is handled, now write. Returns true when something was left
  /// for the next turn, which then does not wait.
  virtual bool end_turn(base::TimePoint now) = 0;

 protected:
  ~TurnHandler() = default;
};

/// A handle for `EventLoop::cancel`. Never reused.
enum class TimerId : std::uint64_t {};

/// One thread's event loop over epoll(7). A turn is: wait, handle what is ready, run timers and posted
/// functions, then let every TurnHandler write. With one message in flight that is three system calls:
/// epoll_wait, recv, send.
///
/// Everything but `post_from_any_thread` belongs to the thread that runs the loop.
class EventLoop {
 public:
  /// Throws std::system_error when the kernel gives no epoll instance.
  EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop();

  /// Runs turns until `stop`. May be called again afterwards.
  void run();

  /// Runs one turn. Waits for something to happen if `may_wait`.
  void run_turn(bool may_wait);

  void stop();

  /// Lets this turn end early: what is ready and not handled yet is left for the next one, which does not
  /// wait. For work that is better finished before more of it comes.
  void end_turn_early();

  /// The time at which this turn began, read once per turn.
  [[nodiscard]] base::TimePoint now() const;

  /// Runs `task` later in this turn, or in the next one when called from a posted task or at the turn's end.
  void post(std::function<void()> task);

  /// The same from another thread; wakes the loop.
  void post_from_any_thread(std::function<void()> task);

  /// Runs `task` once, when `at` has come.
  TimerId call_at(base::TimePoint at, std::function<void()> task);
  void cancel(TimerId timer);

  /// Calls `task` within the loop whenever the process gets `signal_number`, in place of the signal's default
  /// action. The signal becomes blocked in the calling thread, so call this before other threads are started.
  void on_signal(int signal_number, std::function<void()> task);

  /// Adds `fd` with the epoll events to wait for (level-triggered). False when the kernel refuses; errno says
  /// why.
  [[nodiscard]] bool watch(int fd, std::uint32_t epoll_events, FdHandler& handler);
  void change_watch(int fd, std::uint32_t epoll_events, FdHandler& handler);
  /// After this the handler is not called again, not even for events that are already collected.
  void unwatch(int fd, FdHandler& handler);
  /// The same for a descriptor that is closed next, which the kernel forgets by itself: saves a system call.
  void unwatch_closing(FdHandler& handler);

  /// The handler must outlive the loop's last turn or be removed.
  void add(TurnHandler& handler);
  void remove(TurnHandler& handler);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moim::net
