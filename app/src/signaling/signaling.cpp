#include "signaling/signaling.h"

#include <utility>

#include "signaling/message.h"

namespace moim::signaling {

const std::array<Signaling::Route, 17> Signaling::kRoutes = {{
    {"join_room", &Signaling::join_room},
    {"leave_room", &Signaling::leave_room},
    {"offer", &Signaling::relay_as<Relay::offer>},
    {"answer", &Signaling::relay_as<Relay::answer>},
    {"candidate", &Signaling::relay_as<Relay::candidate>},
    {"update_state", &Signaling::update_state},
    {"peek_room", &Signaling::peek_room},
    {"update_room", &Signaling::update_room},
    {"admit", &Signaling::admit},
    {"deny", &Signaling::deny},
    {"remove_user", &Signaling::remove_user},
    {"ask_state", &Signaling::ask_state},
    {"set_role", &Signaling::set_role},
    {"create_invite", &Signaling::create_invite},
    {"raise_hand", &Signaling::raise_hand},
    {"chat", &Signaling::chat},
    {"react", &Signaling::react},
}};

Signaling::Signaling(socketio::Server& server, const Options& options, World world, Observer& observer)
    : server_{server},
      nsp_{server.of("/")},
      observer_{observer},
      world_{std::move(world)},
      options_{options},
      rooms_{options.rooms},
      ice_servers_{to_json(options.ice_servers)} {
  nsp_.on_connection([this](socketio::Socket& socket) { handle_connect(socket); });
  nsp_.on_disconnect([this](socketio::Socket& socket, socketio::DisconnectReason reason) {
    handle_disconnect(socket, reason);
  });
  for (const Route& route : kRoutes) {
    nsp_.on_event(route.event, [this, &route](socketio::Event& event) { handle(event, route.handler); });
  }
  nsp_.on_unhandled([this](socketio::Event& event) { handle(event, &Signaling::unknown); });
}

void Signaling::set_options(const Options& options) {
  options_ = options;
  rooms_.set_options(options.rooms);
  ice_servers_ = to_json(options.ice_servers);
}

Statistics Signaling::statistics() const {
  Statistics now = statistics_;
  now.rooms = rooms_.room_count();
  now.members = rooms_.member_count();
  now.away = seats_.held_count();
  now.waiting = rooms_.waiting_count();
  now.chat_bytes = rooms_.chat_bytes();
  now.forgotten = rooms_.forgotten();
  return now;
}

void Signaling::handle(socketio::Event& event, Handler handler) {
  const Outcome<> outcome = (this->*handler)(event);
  if (outcome) return;
  statistics_.errors.add(outcome.error().code);
  refuse(event, outcome.error());
}

// A full room is always answered by `room_full`. So is any other door that stays shut for a base client,
// because that is all it understands.
void Signaling::refuse(socketio::Event& event, const Fault& fault) {
  const bool full = fault.code == ErrorCode::room_full || (!event.wants_ack() && shuts_out(fault.code));
  if (event.wants_ack()) {
    event.ack(FaultAck{fault});
  } else if (!full) {
    event.socket().emit("request_error", RequestError{event.name(), fault});
  }
  if (full) event.socket().emit("room_full");
}

Outcome<> Signaling::unknown(socketio::Event&) {
  return std::unexpected{Fault{ErrorCode::unknown_event, "the server has no event of that name"}};
}

Outcome<> Signaling::finish(socketio::Event& event, const rooms::Rooms::Result& result) {
  if (!result) return fault(result.error());
  event.ack(OkAck{});
  apply(*result);
  return {};
}

std::unexpected<Fault> Signaling::fault(rooms::Refusal refusal) const {
  return std::unexpected{to_fault(refusal, rooms_.options())};
}

}  // namespace moim::signaling
