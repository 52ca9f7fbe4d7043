// Messages from one member to another.
#include "moim/base/check.h"

#include "signaling/message.h"
#include "signaling/payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::relay(socketio::Event& event, Relay which) {
  const RelayKind& kind = kind_of(which);
  const auto payload = read_relay(event.args(), kind, scratch_);
  if (!payload) return std::unexpected{payload.error()};
  Seat& sender = Seats::of(event.socket());
  Seat* receiver = seats_.find(payload->receiver);
  rooms::Sighting nowhere;
  const auto path = rooms_.relay_path({sender.id.view(), sender.sighting},
                                      {payload->receiver, receiver ? receiver->sighting : nowhere});
  if (!path) return fault(path.error());
  MOIM_CHECK(receiver);  // who is in a room has a seat
  receiver->socket->emit(kind.delivered_as, Relayed{kind, payload->document, *path->from});
  statistics_.relayed.add(which);
  event.ack(OkAck{});
  return {};
}

}  // namespace moim::signaling
