// What hosts do, and who is one.
#include <utility>

#include "moim/rooms/rooms.h"

namespace moim::rooms {
namespace {

std::size_t count_hosts(const Room& room) {
  return static_cast<std::size_t>(
      std::ranges::count(room.roster(), Role::host, [](const Member* member) { return member->role; }));
}

}  // namespace

Rooms::Result Rooms::update_room(const MemberId& host_id, const SettingsChange& change) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  Room& room = *(*by)->room;
  const Settings before = std::exchange(room.settings_, changed(room.settings_, change));
  if (change.password) room.password_ = *change.password;
  if (room.settings_ == before) return effects_;
  effects_.push_back(SettingsChanged{.to = everybody(room), .room = &room});
  for (const Member* member : room.roster()) stop_sharing(*members_.at(member->id.view()), **by);
  if (!room.settings_.lobby) end_lobby(room);
  return effects_;
}

Rooms::Result Rooms::remove_user(const MemberId& host_id, std::string_view target) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  Room& room = *(*by)->room;
  if (Member* member = waiter(**by, target)) {
    ban(*member);
    effects_.push_back(Removed{.who = member, .by = *by});
    dismiss(*member, std::nullopt);
    tell_waiting(room);
    return effects_;
  }
  const auto member = addressed(**by, target);
  if (!member) return std::unexpected{member.error()};
  if (*member == *by) return std::unexpected{Refusal::self_addressed};
  ban(**member);
  effects_.push_back(Removed{.who = *member, .by = *by});
  exit(**member, ExitReason::removed);
  return effects_;
}

Rooms::Result Rooms::ask_state(const MemberId& host_id, std::string_view target, Source source, bool on) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  const auto member = addressed(**by, target);
  if (!member) return std::unexpected{member.error()};
  if (*member == *by) return std::unexpected{Refusal::self_addressed};
  effects_.push_back(StateAsked{.who = *member, .source = source, .on = on, .by = *by});
  return effects_;
}

Rooms::Result Rooms::set_role(const MemberId& host_id, std::string_view target, Role role) {
  forget_last_command();
  const auto by = host(host_id);
  if (!by) return std::unexpected{by.error()};
  const auto member = addressed(**by, target);
  if (!member) return std::unexpected{member.error()};
  if ((*member)->role == role) return effects_;
  if (role == Role::host) {
    make_host(**member);
    return effects_;
  }
  Room& room = *(*by)->room;
  if (count_hosts(room) == 1) return std::unexpected{Refusal::last_host};
  (*member)->role = Role::guest;
  room.demoted_.emplace_back(target);
  while (room.demoted_.size() > options_.max_bans) {
    room.demoted_.erase(room.demoted_.begin());
    forgotten_.add(Forgotten::demotion);
  }
  effects_.push_back(StateChanged{.to = everybody(room), .who = *member});
  stop_sharing(**member, **by);
  return effects_;
}

std::expected<Member*, Refusal> Rooms::host(const MemberId& id) {
  Member* member = seat_of(id);
  if (!member) return std::unexpected{Refusal::not_in_room};
  if (member->role != Role::host) return std::unexpected{Refusal::not_allowed};
  return member;
}

std::expected<Member*, Refusal> Rooms::addressed(const Member& by, std::string_view target) {
  const auto found = members_.find(target);
  if (found == members_.end() || found->second->room != by.room)
    return std::unexpected{Refusal::no_such_member};
  return found->second.get();
}

// An address that others in the room have as well is one network's, not one person's.
Ban Rooms::ban_of(const Member& member) {
  const bool shared = std::ranges::any_of(member.room->roster(), [&](const Member* other) {
    return other != &member && other->visitor.address == member.visitor.address;
  });
  return {.id = std::string{member.id.view()},
          .visitor = member.visitor.id,
          .address = shared ? std::string{} : member.visitor.address};
}

void Rooms::ban(const Member& member) {
  if (!member.room->bans_.add(ban_of(member))) forgotten_.add(Forgotten::ban);
}

// Sees to it that a room has a host, as soon as there is somebody who can be one.
void Rooms::settle_hosts(Room& room) {
  const MemberList roster = room.roster();
  const std::string name{room.id()};
  if (count_hosts(room) != 0) {
    hosts_awaited_until_.clear(name);
    room.awaits_host_ = false;
    return;
  }
  if (room.awaits_host_) return;
  auto next = std::ranges::find_if(roster, [](const Member* each) { return each->manages && !each->away; });
  if (next == roster.end()) next = std::ranges::find_if(roster, &Member::manages);
  if (next != roster.end()) make_host(*members_.at((*next)->id.view()));
}

void Rooms::make_host(Member& member) {
  member.role = Role::host;
  std::erase(member.room->demoted_, member.id.view());
  effects_.push_back(StateChanged{.to = everybody(*member.room), .who = &member});
  tell_waiting_to(member);
}

// A screen that the rules forbid is off for everybody, whatever its owner does.
void Rooms::stop_sharing(Member& member, const Member& by) {
  if (!member.state.screen || member.room->may_share(member.role)) return;
  member.state.screen = false;
  effects_.push_back(StateChanged{.to = everybody(*member.room), .who = &member});
  effects_.push_back(StateAsked{.who = &member, .source = Source::screen, .on = false, .by = &by});
}

}  // namespace moim::rooms
