// The places people have: kept, changed and given up.
#include <utility>

#include "moim/rooms/rooms.h"

namespace moim::rooms {

Rooms::Result Rooms::leave(const MemberId& id) {
  forget_last_command();
  if (!find(id.view()) && !waiting_.contains(id.view())) return std::unexpected{Refusal::not_in_room};
  if (const Member* member = find(id.view())) exit(*member, ExitReason::left);
  vacate(id);
  return effects_;
}

Effects Rooms::disconnect(const MemberId& id) {
  forget_last_command();
  if (const Member* member = find(id.view()))
    exit(*member, member->away ? ExitReason::expired : ExitReason::disconnected);
  vacate(id);
  return effects_;
}

Effects Rooms::away(const MemberId& id) {
  forget_last_command();
  Member* member = seat_of(id);
  if (!member || member->away) return effects_;
  member->away = true;
  effects_.push_back(Away{.to = others(*member), .who = member});
  return effects_;
}

Effects Rooms::back(const MemberId& id) {
  forget_last_command();
  Member* member = seat_of(id);
  if (!member || !member->away) return effects_;
  member->away = false;
  effects_.push_back(Back{.to = others(*member), .who = member, .fresh = false});
  return effects_;
}

Rooms::Result Rooms::update_state(const MemberId& id, const StateChange& change) {
  forget_last_command();
  Member* member = seat_of(id);
  if (!member) return std::unexpected{Refusal::not_in_room};
  if (change.label && change.label->size() > options_.max_label)
    return std::unexpected{Refusal::label_length};
  if (change.screen.value_or(false) && !member->room->may_share(member->role))
    return std::unexpected{Refusal::not_allowed};
  update(*member, change);
  return effects_;
}

void Rooms::update(Member& member, const StateChange& change) {
  const ParticipantState state = changed(member.state, change);
  const bool same_label = !change.label || *change.label == member.label;
  if (state == member.state && same_label) return;
  member.state = state;
  if (!same_label) member.label = *change.label;
  effects_.push_back(StateChanged{.to = others(member), .who = &member});
}

Member* Rooms::seat_of(const MemberId& id) {
  const auto found = members_.find(id.view());
  return found == members_.end() ? nullptr : found->second.get();
}

void Rooms::exit(const Member& member, ExitReason reason) {
  Room& room = *member.room;
  std::erase(room.roster_, &member);
  ++departures_;
  departed_.push_back(std::move(members_.extract(member.id.view()).mapped()));
  effects_.push_back(Exited{.to = everybody(room), .who = &member, .reason = reason});
  if (room.size() == 0) return close(room);
  settle_hosts(room);
}

void Rooms::close(Room& room) {
  while (!room.waiting_.empty()) dismiss(*waiting_.at(room.waiting_.front()->id.view()), Denial::closed);
  hosts_awaited_until_.clear(std::string{room.id()});
  chat_bytes_ -= room.chat_.bytes();
  closed_.push_back(std::move(rooms_.extract(room.id()).mapped()));
}

}  // namespace moim::rooms
