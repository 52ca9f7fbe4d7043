// Those who wait to be let in.
#include <utility>

#include "moim/rooms/rooms.h"

namespace moim::rooms {

Rooms::Result Rooms::admit(const MemberId& host_id, std::string_view target) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  Member* member = waiter(**by, target);
  if (!member) return std::unexpected{Refusal::no_such_member};
  Room& room = *member->room;
  if (room.size() >= options_.max_participants) return std::unexpected{Refusal::room_full};
  let_in(*member);
  tell_waiting(room);
  return effects_;
}

Rooms::Result Rooms::admit_all(const MemberId& host_id) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  Room& room = *(*by)->room;
  if (room.waiting_.empty()) return effects_;
  if (room.size() >= options_.max_participants) return std::unexpected{Refusal::room_full};
  let_in_all(room);
  tell_waiting(room);
  return effects_;
}

Rooms::Result Rooms::deny(const MemberId& host_id, std::string_view target) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  Member* member = waiter(**by, target);
  if (!member) return std::unexpected{Refusal::no_such_member};
  dismiss(*member, Denial::denied);
  tell_waiting(*(*by)->room);
  return effects_;
}

Rooms::Result Rooms::deny_all(const MemberId& host_id) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  Room& room = *(*by)->room;
  if (room.waiting_.empty()) return effects_;
  while (!room.waiting_.empty()) dismiss(*waiting_.at(room.waiting_.front()->id.view()), Denial::denied);
  tell_waiting(room);
  return effects_;
}

void Rooms::wait(Room& room, std::unique_ptr<Member> member, base::TimePoint now) {
  waiting_until_.set(std::string{member->id.view()}, now + options_.waiting_time);
  const std::string_view key = member->id.view();
  const Member& waits = *waiting_.emplace(key, std::move(member)).first->second;
  room.waiting_.push_back(&waits);
  effects_.push_back(Waits{&waits});
  tell_waiting(room);
}

Member* Rooms::waiter(const Member& by, std::string_view target) {
  const auto found = waiting_.find(target);
  return found != waiting_.end() && found->second->room == by.room ? found->second.get() : nullptr;
}

std::unique_ptr<Member> Rooms::take_waiter(Member& member) {
  std::erase(member.room->waiting_, &member);
  waiting_until_.clear(std::string{member.id.view()});
  return std::move(waiting_.extract(member.id.view()).mapped());
}

void Rooms::let_in(Member& member) {
  effects_.push_back(Admitted{.who = &member, .users = everybody(*member.room)});
  Room& room = *member.room;
  enter(room, take_waiter(member));
}

void Rooms::let_in_all(Room& room) {
  while (!room.waiting_.empty() && room.size() < options_.max_participants)
    let_in(*waiting_.at(room.waiting_.front()->id.view()));
}

// Without a word, if it was their own wish.
void Rooms::dismiss(Member& member, std::optional<Denial> denial) {
  if (denial) effects_.push_back(Denied{.who = &member, .reason = *denial});
  departed_.push_back(take_waiter(member));
}

void Rooms::end_lobby(Room& room) {
  if (room.waiting_.empty()) return;
  if (!room.settings_.locked) let_in_all(room);
  while (!room.waiting_.empty()) dismiss(*waiting_.at(room.waiting_.front()->id.view()), Denial::closed);
  tell_waiting(room);
}

void Rooms::tell_waiting(const Room& room) {
  effects_.push_back(
      WaitingChanged{.to = hosts(room), .waiting = list({room.waiting().begin(), room.waiting().end()})});
}

// What somebody who is a host from now on has missed.
void Rooms::tell_waiting_to(const Member& member) {
  const Room& room = *member.room;
  if (member.role != Role::host || room.waiting().empty()) return;
  effects_.push_back(
      WaitingChanged{.to = list({&member}), .waiting = list({room.waiting().begin(), room.waiting().end()})});
}

}  // namespace moim::rooms
