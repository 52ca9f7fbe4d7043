#pragma once

#include <cstdint>

#include "moim/net/log.h"

#include "config/config.h"
#include "signaling/observer.h"

namespace moim::app {

/// Sets up the program's log, on standard error: lines of text, or one JSON object a line. Lines are written
/// by a thread of its own; when that cannot keep up, the oldest waiting lines are lost rather than the calls
/// delayed.
void start_logging(LogLevel level, LogFormat format);

/// Another level and format from the next line on.
void change_logging(LogLevel level, LogFormat format);

/// Writes what is still waiting. Nothing is logged after it.
void stop_logging();

/// Lines that could not be written, or had to make room for newer ones.
[[nodiscard]] std::uint64_t lost_log_lines();

/// Where the net library's lines go.
void log_net(net::LogLevel level, std::string_view line);

/// Logs who comes to which room and goes. Rooms and people are named by their ids; labels are not logged,
/// addresses only if asked for.
class RoomLog : public signaling::Observer {
 public:
  explicit RoomLog(bool with_addresses) : with_addresses_{with_addresses} {}
  /// From now on.
  void show_addresses(bool with_addresses) { with_addresses_ = with_addresses; }
  void entered(const rooms::Member& member, std::string_view address) override;
  void away(const rooms::Member& member) override;
  void back(const rooms::Member& member) override;
  void exited(const rooms::Member& member, rooms::ExitReason reason) override;
  void moderated(const rooms::Member& host, signaling::Act act, std::string_view target) override;

 private:
  bool with_addresses_;
};

}  // namespace moim::app
