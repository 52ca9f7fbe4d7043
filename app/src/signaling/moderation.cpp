// What hosts do to a room and to those in it.
#include <utility>

#include "moim/base/check.h"

#include "signaling/invitation.h"
#include "signaling/password.h"
#include "signaling/room_payload.h"
#include "signaling/signaling.h"

namespace moim::signaling {

Outcome<> Signaling::update_room(socketio::Event& event) {
  auto payload = read_settings(event.args());
  if (!payload) return std::unexpected{payload.error()};
  if (payload->password) {
    auto& digest = payload->change.password.emplace();
    if (*payload->password) digest = digest_password(**payload->password, world_.random);
  }
  return moderate(event, Act::update_room, "",
                  rooms_.update_room(member_id(event.socket()), payload->change));
}

Outcome<> Signaling::admit(socketio::Event& event) {
  const auto target = read_target(event.args());
  if (!target) return std::unexpected{target.error()};
  const rooms::MemberId& id = member_id(event.socket());
  if (target->all) return moderate(event, Act::admit, "all", rooms_.admit_all(id));
  return moderate(event, Act::admit, target->id, rooms_.admit(id, target->id));
}

Outcome<> Signaling::deny(socketio::Event& event) {
  const auto target = read_target(event.args());
  if (!target) return std::unexpected{target.error()};
  const rooms::MemberId& id = member_id(event.socket());
  if (target->all) return moderate(event, Act::deny, "all", rooms_.deny_all(id));
  return moderate(event, Act::deny, target->id, rooms_.deny(id, target->id));
}

Outcome<> Signaling::remove_user(socketio::Event& event) {
  const auto target = read_user(event.args());
  if (!target) return std::unexpected{target.error()};
  return moderate(event, Act::remove_user, *target, rooms_.remove_user(member_id(event.socket()), *target));
}

Outcome<> Signaling::ask_state(socketio::Event& event) {
  const auto payload = read_ask(event.args());
  if (!payload) return std::unexpected{payload.error()};
  return moderate(event, Act::ask_state, payload->id,
                  rooms_.ask_state(member_id(event.socket()), payload->id, payload->source, payload->on));
}

Outcome<> Signaling::set_role(socketio::Event& event) {
  const auto payload = read_role(event.args());
  if (!payload) return std::unexpected{payload.error()};
  return moderate(event, Act::set_role, payload->id,
                  rooms_.set_role(member_id(event.socket()), payload->id, payload->role));
}

Outcome<> Signaling::create_invite(socketio::Event& event) {
  const auto payload = read_invite(event.args());
  if (!payload) return std::unexpected{payload.error()};
  const rooms::MemberId& id = member_id(event.socket());
  const auto room = rooms_.hosted_by(id);
  if (!room) return fault(room.error());
  const Invitation invitation{.room = std::string{(*room)->id()},
                              .role = payload->role,
                              .expires = world_.wall_clock() + payload->life};
  event.ack(InviteAck{seal(invitation, world_.sealer), invitation.expires});
  note(Act::create_invite, id, "");
  return {};
}

Outcome<> Signaling::moderate(socketio::Event& event, Act act, std::string_view target,
                              const rooms::Rooms::Result& result) {
  if (result) note(act, member_id(event.socket()), target);
  return finish(event, result);
}

void Signaling::note(Act act, const rooms::MemberId& host, std::string_view target) {
  const rooms::Member* member = rooms_.find(host.view());
  MOIM_CHECK(member);
  statistics_.moderation.add(act);
  observer_.moderated(*member, act, target);
}

}  // namespace moim::signaling
