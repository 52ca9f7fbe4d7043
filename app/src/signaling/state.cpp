// What the others see of a participant.
#include "signaling/payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::update_state(socketio::Event& event) {
  const auto change = read_change(event.args());
  if (!change) return std::unexpected{change.error()};
  return finish(event, rooms_.update_state(member_id(event.socket()), *change));
}

}  // namespace moim::signaling
