#include "moim/rooms/rooms.h"

#include <array>
#include <utility>

#include "moim/base/check.h"

namespace moim::rooms {

std::string_view to_string(Forgotten what) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Forgotten::count_)> kNames = {
      "ban", "demotion", "chat_message"};
  return kNames[static_cast<std::size_t>(what)];
}

Rooms::Rooms(Options options) : options_{options} {
  MOIM_CHECK(options_.max_participants > 0 && options_.max_rooms > 0);
}

void Rooms::set_options(const Options& options) {
  MOIM_CHECK(options.max_participants > 0 && options.max_rooms > 0);
  const bool other_rates =
      options.chat_rate != options_.chat_rate || options.reaction_rate != options_.reaction_rate;
  options_ = options;
  if (!other_rates) return;
  for (const auto& [id, member] : members_) {
    member->chat_rate.refill();
    member->reaction_rate.refill();
  }
}

std::expected<RelayPath, Refusal> Rooms::relay_path(RelayEnd sender, RelayEnd receiver) const {
  const Member* from = find(sender);
  if (!from) return std::unexpected{Refusal::not_in_room};
  if (receiver.id == sender.id) return std::unexpected{Refusal::self_addressed};
  const Member* to = find(receiver);
  if (!to || to->room != from->room) return std::unexpected{Refusal::no_such_member};
  return RelayPath{.from = from, .to = to};
}

const Member* Rooms::find(RelayEnd end) const {
  Sighting& sighting = end.sighting;
  if (sighting.member_ == nullptr || sighting.departures_ != departures_) {
    sighting.member_ = find(end.id);
    sighting.departures_ = departures_;
  }
  return sighting.member_;
}

const Member* Rooms::find(std::string_view id) const {
  const auto found = members_.find(id);
  return found == members_.end() ? nullptr : found->second.get();
}

const Room* Rooms::find_room(std::string_view name) const {
  const auto found = rooms_.find(name);
  return found == rooms_.end() ? nullptr : found->second.get();
}

std::expected<const Room*, Refusal> Rooms::hosted_by(const MemberId& id) const {
  const Member* member = find(id.view());
  if (!member) return std::unexpected{Refusal::not_in_room};
  if (member->role != Role::host) return std::unexpected{Refusal::not_allowed};
  return member->room;
}

Effects Rooms::handle_timeout(base::TimePoint now) {
  forget_last_command();
  while (const auto id = waiting_until_.pop_due(now)) {
    Member& member = *waiting_.at(*id);
    const Room& room = *member.room;
    dismiss(member, Denial::timeout);
    tell_waiting(room);
  }
  while (const auto name = hosts_awaited_until_.pop_due(now)) {
    Room& room = *rooms_.at(*name);
    room.awaits_host_ = false;
    settle_hosts(room);
  }
  return effects_;
}

void Rooms::forget_last_command() {
  effects_.clear();
  lists_.clear();
  departed_.clear();
  closed_.clear();
}

MemberList Rooms::others(const Member& member) {
  std::vector<const Member*> members{member.room->roster().begin(), member.room->roster().end()};
  std::erase(members, &member);
  return list(std::move(members));
}

MemberList Rooms::everybody(const Room& room) { return list({room.roster().begin(), room.roster().end()}); }

MemberList Rooms::hosts(const Room& room) {
  std::vector<const Member*> members{room.roster().begin(), room.roster().end()};
  std::erase_if(members, [](const Member* member) { return member->role != Role::host; });
  return list(std::move(members));
}

MemberList Rooms::list(std::vector<const Member*> members) { return lists_.emplace_back(std::move(members)); }

}  // namespace moim::rooms
