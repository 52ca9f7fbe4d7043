// What the rooms brought about, as events to those concerned.
#include <variant>

#include "moim/base/check.h"

#include "signaling/message.h"
#include "signaling/signaling.h"

namespace moim::signaling {

void Signaling::apply(rooms::Effects effects) {
  for (const rooms::Effect& effect : effects) {
    std::visit([this](const auto& one) { apply(one); }, effect);
  }
}

void Signaling::apply(const rooms::Snapshot& effect) {
  if (socketio::Socket* socket = socket_of(*effect.to)) socket->emit("all_users", Users{effect.users});
}

void Signaling::apply(const rooms::Entered& effect) {
  ++statistics_.entered;
  const socketio::Socket* socket = socket_of(*effect.who);
  MOIM_CHECK(socket);
  observer_.entered(*effect.who, socket->handshake().address);
  tell(effect.to, "user_enter", User{*effect.who});
}

void Signaling::apply(const rooms::StateChanged& effect) { tell(effect.to, "user_state", User{*effect.who}); }

void Signaling::apply(const rooms::Away& effect) {
  observer_.away(*effect.who);
  tell(effect.to, "user_away", UserId{*effect.who});
}

void Signaling::apply(const rooms::Back& effect) {
  observer_.back(*effect.who);
  tell(effect.to, "user_back", UserBack{*effect.who, effect.fresh});
}

void Signaling::apply(const rooms::Exited& effect) {
  note(effect);
  tell(effect.to, "user_exit", UserId{*effect.who});
}

void Signaling::apply(const rooms::SettingsChanged& effect) {
  tell(effect.to, "room_settings", RoomSettings{effect.room->settings()});
}

// The acknowledgement of the join has said so.
void Signaling::apply(const rooms::Waits&) {}

void Signaling::apply(const rooms::WaitingChanged& effect) {
  tell(effect.to, "waiting", Waiting{effect.waiting});
}

// Whoever could be told to wait has a seat to come back to.
void Signaling::apply(const rooms::Admitted& effect) {
  seats_.keep(effect.who->id.view(), true);
  tell(*effect.who, "admitted", join_ack(*effect.who, effect.users, false));
}

void Signaling::apply(const rooms::Denied& effect) {
  if (effect.reason == rooms::Denial::timeout) ++statistics_.waits_expired;
  tell(*effect.who, "denied", DeniedBecause{effect.reason});
}

void Signaling::apply(const rooms::Removed& effect) { tell(*effect.who, "removed", RemovedBy{*effect.by}); }

void Signaling::apply(const rooms::StateAsked& effect) { tell(*effect.who, "state_asked", Asked{effect}); }

void Signaling::apply(const rooms::Said& effect) {
  ++statistics_.chat_messages;
  tell(effect.to, "chat", Chat{*effect.message});
}

void Signaling::apply(const rooms::Reacted& effect) {
  ++statistics_.reactions;
  tell(effect.to, "reaction", ReactionOf{*effect.who, effect.reaction});
}

void Signaling::note(const rooms::Exited& effect) {
  ++statistics_.exited;
  observer_.exited(*effect.who, effect.reason);
}

// Who is away is told when the connection is back; if only the person is, it gets a snapshot.
template <class Payload>
void Signaling::tell(rooms::MemberList members, std::string_view event, const Payload& payload) const {
  for (const rooms::Member* member : members) {
    tell(*member, event, payload);
  }
}

template <class Payload>
void Signaling::tell(const rooms::Member& member, std::string_view event, const Payload& payload) const {
  if (socketio::Socket* socket = socket_of(member)) socket->emit(event, payload);
}

}  // namespace moim::signaling
