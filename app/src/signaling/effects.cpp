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
