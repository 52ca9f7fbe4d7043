// Messages from one member to another.
#include "signaling/message.h"
#include "signaling/payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::relay(socketio::Event& event, Relay which) {
  const RelayKind& kind = kind_of(which);
  const auto payload = read_relay(event.args(), kind, scratch_);
  if (!payload) return std::unexpected{payload.error()};
  const auto path = rooms_.relay_path(member_id(event.socket()), payload->receiver);
  if (!path) return fault(path.error());
  if (socketio::Socket* receiver = socket_of(*path->to)) {
    receiver->emit(kind.delivered_as, Relayed{kind, payload->document, *path->from});
  }
  statistics_.relayed.add(which);
  event.ack(OkAck{});
  return {};
}

}  // namespace moim::signaling
