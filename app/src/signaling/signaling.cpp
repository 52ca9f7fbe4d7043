#include "signaling/signaling.h"

#include <any>
#include <utility>
#include <variant>

#include "moim/base/check.h"

#include "signaling/message.h"
#include "signaling/payload.h"

namespace moim::signaling {
namespace {

const rooms::MemberId& member_id(socketio::Socket& socket) {
  const auto* id = std::any_cast<rooms::MemberId>(&socket.data());
  MOIM_CHECK(id);
  return *id;
}

}  // namespace

const std::array<Signaling::Route, 6> Signaling::kRoutes = {{
    {"join_room", &Signaling::join_room},
    {"leave_room", &Signaling::leave_room},
    {"offer", &Signaling::relay<Relay::offer>},
    {"answer", &Signaling::relay<Relay::answer>},
    {"candidate", &Signaling::relay<Relay::candidate>},
    {"update_state", &Signaling::update_state},
}};

Signaling::Signaling(socketio::Server& server, const Options& options, Observer& observer)
    : nsp_{server.of("/")},
      observer_{observer},
      rooms_{options.rooms},
      ice_servers_{to_json(options.ice_servers)} {
  nsp_.on_connection(
      [](socketio::Socket& socket) { socket.data() = rooms::MemberId{std::string{socket.id()}}; });
  nsp_.on_disconnect([this](socketio::Socket& socket, socketio::DisconnectReason reason) {
    handle_disconnect(socket, reason);
  });
  for (const Route& route : kRoutes) {
    nsp_.on_event(route.event, [this, &route](socketio::Event& event) { handle(event, route.handler); });
  }
  nsp_.on_unhandled([this](socketio::Event& event) { handle(event, &Signaling::unknown); });
}

Statistics Signaling::statistics() const {
  Statistics now = statistics_;
  now.rooms = rooms_.room_count();
  now.members = rooms_.member_count();
  return now;
}

void Signaling::handle(socketio::Event& event, Handler handler) {
  const Outcome<> outcome = (this->*handler)(event);
  if (outcome) return;
  statistics_.errors.add(outcome.error().code);
  refuse(event, outcome.error());
}

void Signaling::handle_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason) {
  // A server that ends takes everybody along. Nobody is told that the others left: their calls go on without
  // it, and they come back to the next one.
  const bool everybody_goes = reason == socketio::DisconnectReason::server_shutting_down;
  for (const rooms::Effect& effect : rooms_.disconnect(member_id(socket))) {
    const auto& exited = std::get<rooms::Exited>(effect);
    everybody_goes ? note(exited) : apply(exited);
  }
}

// A full room is always answered by `room_full`, because that is all a base client understands.
void Signaling::refuse(socketio::Event& event, const Fault& fault) {
  const bool full = fault.code == ErrorCode::room_full;
  if (event.wants_ack()) {
    event.ack(FaultAck{fault});
  } else if (!full) {
    event.socket().emit("request_error", RequestError{event.name(), fault});
  }
  if (full) event.socket().emit("room_full");
}

Outcome<> Signaling::join_room(socketio::Event& event) {
  const auto payload = read_join(event.args());
  if (!payload) return std::unexpected{payload.error()};
  const auto result = rooms_.join(member_id(event.socket()),
                                  {.room = payload->room, .label = payload->label, .state = payload->state});
  if (!result) return fault(result.error());
  for (const rooms::Effect& effect : *result) {
    if (const auto* snapshot = std::get_if<rooms::Snapshot>(&effect)) {
      event.ack(JoinAck{*snapshot->to, snapshot->users, rooms_.options().max_participants, ice_servers_});
    }
  }
  apply(*result);
  return {};
}

Outcome<> Signaling::leave_room(socketio::Event& event) {
  return finish(event, rooms_.leave(member_id(event.socket())));
}

Outcome<> Signaling::update_state(socketio::Event& event) {
  const auto change = read_change(event.args());
  if (!change) return std::unexpected{change.error()};
  return finish(event, rooms_.update_state(member_id(event.socket()), *change));
}

template <Relay which>
Outcome<> Signaling::relay(socketio::Event& event) {
  constexpr const RelayKind& kind = kind_of(which);
  const auto payload = read_relay(event.args(), kind, scratch_);
  if (!payload) return std::unexpected{payload.error()};
  const auto path = rooms_.relay_path(member_id(event.socket()), payload->receiver);
  if (!path) return fault(path.error());
  socket_of(*path->to).emit(kind.delivered_as, Relayed{kind, payload->document, *path->from});
  statistics_.relayed.add(which);
  event.ack(OkAck{});
  return {};
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

void Signaling::apply(rooms::Effects effects) {
  for (const rooms::Effect& effect : effects) {
    std::visit([this](const auto& one) { apply(one); }, effect);
  }
}

void Signaling::apply(const rooms::Snapshot& effect) {
  socket_of(*effect.to).emit("all_users", Users{effect.users});
}

void Signaling::apply(const rooms::Entered& effect) {
  ++statistics_.entered;
  observer_.entered(*effect.who, socket_of(*effect.who).handshake().address);
  tell(effect.to, "user_enter", User{*effect.who});
}

void Signaling::apply(const rooms::StateChanged& effect) { tell(effect.to, "user_state", User{*effect.who}); }

void Signaling::apply(const rooms::Exited& effect) {
  note(effect);
  tell(effect.to, "user_exit", UserExit{*effect.who});
}

void Signaling::note(const rooms::Exited& effect) {
  ++statistics_.exited;
  observer_.exited(*effect.who, effect.reason);
}

template <class Payload>
void Signaling::tell(rooms::MemberList members, std::string_view event, const Payload& payload) const {
  for (const rooms::Member* member : members) socket_of(*member).emit(event, payload);
}

socketio::Socket& Signaling::socket_of(const rooms::Member& member) const {
  socketio::Socket* socket = nsp_.find(member.id.view());
  MOIM_CHECK(socket);
  return *socket;
}

}  // namespace moim::signaling
