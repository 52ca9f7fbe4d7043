#pragma once

#include <string_view>

#include "moim/rooms/effect.h"
#include "moim/rooms/member.h"

#include "signaling/act.h"

namespace moim::signaling {

/// Hears who comes and goes, for the log. Ids, labels and names of rooms are what strangers wrote: any text,
/// control characters included.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  /// `member.room` counts it already. `address` is where it comes from, as text.
  virtual void entered(const rooms::Member& member, std::string_view address) = 0;
  /// The connection of `member` is lost, its seat is held.
  virtual void away(const rooms::Member& member) = 0;
  /// And it is back in it.
  virtual void back(const rooms::Member& member) = 0;
  /// `member.room` does not count it any more.
  virtual void exited(const rooms::Member& member, rooms::ExitReason reason) = 0;
  /// A host did something to the room or to somebody. `target` is a public id, "all", or empty.
  virtual void moderated(const rooms::Member& host, Act act, std::string_view target) = 0;
};

}  // namespace moim::signaling
