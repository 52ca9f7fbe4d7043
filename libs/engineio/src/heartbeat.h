#pragma once

#include "moim/base/time.h"
#include "moim/engineio/ids.h"
#include "moim/engineio/options.h"

namespace moim::engineio {

/// How often a heart beats, and how long an answer may take.
struct Pace {
  Options::Milliseconds interval;
  Options::Milliseconds timeout;
};

/// Who has to say what until when. Revision 3: the client pings, at the latest every interval plus timeout.
/// Revision 4: the server pings an interval after the last pong, and the pong comes within the timeout.
class Heartbeat {
 public:
  Heartbeat(Version version, Pace pace, base::TimePoint now)
      : at_{now + pace.interval + (version == Version::v3 ? pace.timeout : Options::Milliseconds{0})},
        waiting_{version == Version::v3} {}

  [[nodiscard]] base::TimePoint deadline() const { return at_; }
  [[nodiscard]] bool ping_due(base::TimePoint now) const { return !waiting_ && now >= at_; }
  [[nodiscard]] bool overdue(base::TimePoint now) const { return waiting_ && now >= at_; }

  /// The pong's time counts from when the ping was due, so that it does not depend on when a timer fired;
  /// unless we were held up ourselves for so long that this would leave the client no fair chance.
  void ping_sent(base::TimePoint now, Pace pace) {
    const bool held_up = now - at_ >= pace.timeout / 2;
    at_ = (held_up ? now : at_) + pace.timeout;
    waiting_ = true;
  }
  void pong_heard(base::TimePoint now, Pace pace) {
    at_ = now + pace.interval;
    waiting_ = false;
  }
  void ping_heard(base::TimePoint now, Pace pace) { at_ = now + pace.interval + pace.timeout; }

 private:
  base::TimePoint at_;
  bool waiting_;  // for the client
};

}  // namespace moim::engineio
