// Hands, chat and reactions.
#include <variant>

#include "signaling/room_payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::raise_hand(socketio::Event& event) {
  const auto payload = read_hand(event.args());
  if (!payload) return std::unexpected{payload.error()};
  const rooms::MemberId& id = member_id(event.socket());
  const bool own = !payload->all && (!payload->id || *payload->id == id.view());
  if (!own) {
    if (payload->raised) return fault(rooms::Refusal::not_allowed);
    if (payload->all) return moderate(event, Act::lower_hand, "all", rooms_.lower_all_hands(id));
    return moderate(event, Act::lower_hand, *payload->id, rooms_.lower_hand(id, *payload->id));
  }
  const auto result = rooms_.raise_hand(id, payload->raised);
  if (!result) return fault(result.error());
  event.ack(HandAck{rooms_.find(id.view())->hand});
  apply(*result);
  return {};
}

Outcome<> Signaling::chat(socketio::Event& event) {
  const auto payload = read_chat(event.args());
  if (!payload) return std::unexpected{payload.error()};
  const auto result = rooms_.say(member_id(event.socket()), {.text = payload->text, .key = payload->key},
                                 server_.now(), world_.wall_clock());
  if (!result) return fault(result.error());
  event.ack(ChatAck{*std::get<rooms::Said>(result->front()).message});
  apply(*result);
  return {};
}

Outcome<> Signaling::react(socketio::Event& event) {
  const auto reaction = read_reaction(event.args());
  if (!reaction) return std::unexpected{reaction.error()};
  return finish(event, rooms_.react(member_id(event.socket()), *reaction, server_.now()));
}

}  // namespace moim::signaling
