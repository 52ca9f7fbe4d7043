#include "moim/rooms/rooms.h"

#include <utility>

#include "moim/base/check.h"

namespace moim::rooms {

Rooms::Rooms(Options options) : options_{options} {
  MOIM_CHECK(options_.max_participants > 0 && options_.max_rooms > 0);
}

Rooms::Result Rooms::join(const MemberId& id, const JoinRequest& request) {
  forget_last_command();
  if (const auto fine = check(request); !fine) return std::unexpected{fine.error()};
  Member* member = seat_of(id);
  if (member && member->room->id() == request.room) {
    sit_again(*member);
    return effects_;
  }
  if (const auto allowed = check_entry(member, request.room); !allowed)
    return std::unexpected{allowed.error()};
  if (member) exit(*member, ExitReason::moved);
  const Member& joined = enter(id, request);
  const MemberList rest = others(joined);
  effects_.push_back(Snapshot{.to = &joined, .users = rest});
  effects_.push_back(Entered{.to = rest, .who = &joined});
  return effects_;
}

Rooms::Result Rooms::leave(const MemberId& id) {
  forget_last_command();
  const Member* member = find(id.view());
  if (!member) return std::unexpected{Refusal::not_in_room};
  exit(*member, ExitReason::left);
  return effects_;
}

Effects Rooms::disconnect(const MemberId& id) {
  forget_last_command();
  if (const Member* member = find(id.view()))
    exit(*member, member->away ? ExitReason::expired : ExitReason::disconnected);
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

Rooms::Result Rooms::resume(const MemberId& id, const JoinRequest& request) {
  Member* member = seat_of(id);
  if (!member || member->room->id() != request.room) return join(id, request);
  forget_last_command();
  if (const auto fine = check(request); !fine) return std::unexpected{fine.error()};
  member->away = true;  // from where it was before
  sit_again(*member);
  update(*member, {.microphone = request.state.microphone,
                   .camera = request.state.camera,
                   .screen = request.state.screen,
                   .label = std::string{request.label}});
  return effects_;
}

// In the seat it has.
void Rooms::sit_again(Member& member) {
  const MemberList rest = others(member);
  effects_.push_back(Snapshot{.to = &member, .users = rest});
  if (std::exchange(member.away, false)) effects_.push_back(Back{.to = rest, .who = &member, .fresh = true});
}

Rooms::Result Rooms::update_state(const MemberId& id, const StateChange& change) {
  forget_last_command();
  Member* member = seat_of(id);
  if (!member) return std::unexpected{Refusal::not_in_room};
  if (change.label && change.label->size() > options_.max_label)
    return std::unexpected{Refusal::label_length};
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

std::expected<RelayPath, Refusal> Rooms::relay_path(const MemberId& sender, std::string_view receiver) const {
  const Member* from = find(sender.view());
  if (!from) return std::unexpected{Refusal::not_in_room};
  if (receiver == sender.view()) return std::unexpected{Refusal::self_addressed};
  const Member* to = find(receiver);
  if (!to || to->room != from->room) return std::unexpected{Refusal::no_such_member};
  return RelayPath{.from = from, .to = to};
}

const Member* Rooms::find(std::string_view id) const {
  const auto found = members_.find(id);
  return found == members_.end() ? nullptr : found->second.get();
}

Member* Rooms::seat_of(const MemberId& id) {
  const auto found = members_.find(id.view());
  return found == members_.end() ? nullptr : found->second.get();
}

std::expected<void, Refusal> Rooms::check(const JoinRequest& request) const {
  if (request.room.empty() || request.room.size() > options_.max_room_id) {
    return std::unexpected{Refusal::room_id_length};
  }
  if (request.label.size() > options_.max_label) return std::unexpected{Refusal::label_length};
  return {};
}

void Rooms::forget_last_command() {
  effects_.clear();
  departed_.reset();
  closed_.reset();
}

std::expected<void, Refusal> Rooms::check_entry(const Member* member, std::string_view room) const {
  if (const auto found = rooms_.find(room); found != rooms_.end()) {
    if (found->second->size() >= options_.max_participants) return std::unexpected{Refusal::room_full};
    return {};
  }
  const bool frees_a_room = member && member->room->size() == 1;
  if (rooms_.size() - (frees_a_room ? 1 : 0) >= options_.max_rooms)
    return std::unexpected{Refusal::too_many_rooms};
  return {};
}

const Member& Rooms::enter(const MemberId& id, const JoinRequest& request) {
  auto found = rooms_.find(request.room);
  if (found == rooms_.end()) {
    auto room = std::make_unique<Room>(std::string{request.room}, std::string{request.call});
    const std::string_view key = room->id();
    found = rooms_.emplace(key, std::move(room)).first;
  }
  Room& room = *found->second;
  auto member = std::make_unique<Member>(
      Member{.id = id, .label = std::string{request.label}, .state = request.state, .room = &room});
  const std::string_view key = member->id.view();
  const Member& seated = *members_.emplace(key, std::move(member)).first->second;
  room.add(seated);
  MOIM_CHECK(room.size() <= options_.max_participants);
  return seated;
}

void Rooms::exit(const Member& member, ExitReason reason) {
  Room& room = *member.room;
  room.remove(member);
  departed_ = std::move(members_.extract(member.id.view()).mapped());
  if (room.size() == 0) closed_ = std::move(rooms_.extract(room.id()).mapped());
  effects_.push_back(Exited{.to = room.roster(), .who = &member, .reason = reason});
}

// The same list again when asked about the same member twice in a command.
MemberList Rooms::others(const Member& member) {
  others_.clear();
  for (const Member* other : member.room->roster()) {
    if (other != &member) others_.push_back(other);
  }
  return others_;
}

}  // namespace moim::rooms
