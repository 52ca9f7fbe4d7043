// Who gets into a room, and as what.
#include <utility>

#include "moim/base/check.h"
#include "moim/rooms/rooms.h"

namespace moim::rooms {
namespace {

bool has_host(const Room& room) {
  return std::ranges::any_of(room.roster(), [](const Member* member) { return member->role == Role::host; });
}

}  // namespace

Rooms::Result Rooms::join(const MemberId& id, const JoinRequest& request) {
  forget_last_command();
  if (const auto fine = check(request); !fine) return std::unexpected{fine.error()};
  if (Member* member = seat_of(id); member && member->room->id() == request.room) {
    sit_again(*member);
    return effects_;
  }
  const auto entry = check_entry(id, request);
  if (!entry) return std::unexpected{entry.error()};
  if (const auto waits = waiting_.find(id.view());
      waits != waiting_.end() && waits->second->room->id() == request.room && *entry == Entry::wait) {
    effects_.push_back(Waits{waits->second.get()});
    return effects_;
  }
  vacate(id);
  Room& room = open(request);
  auto member = std::make_unique<Member>(
      Member{.id = id,
             .room = &room,
             .label = std::string{request.label},
             .state = request.state,
             .role = *entry == Entry::wait ? Role::guest : entry_role(room, id, request),
             .manages = request.manages,
             .visitor = {std::string{request.visitor}, std::string{request.address}}});
  if (*entry == Entry::wait) {
    room.knocks_.count(request.address, request.now);
    wait(room, std::move(member), request.now);
    return effects_;
  }
  const bool opens = room.size() == 0;
  const bool known_guest = request.seat || request.invitation;
  enter(room, std::move(member));
  if (opens && known_guest && !has_host(room)) {
    hosts_awaited_until_.set(std::string{room.id()}, request.now + options_.host_patience);
    room.awaits_host_ = true;
  }
  settle_hosts(room);
  return effects_;
}

Rooms::Result Rooms::resume(const MemberId& id, const JoinRequest& request) {
  Member* member = seat_of(id);
  if (!member || member->room->id() != request.room) return join(id, request);
  forget_last_command();
  if (const auto fine = check(request); !fine) return std::unexpected{fine.error()};
  member->away = true;  // from where it was before
  sit_again(*member);
  const bool may_share = member->room->may_share(member->role);
  update(*member, {.microphone = request.state.microphone,
                   .camera = request.state.camera,
                   .screen = request.state.screen && may_share,
                   .recording = request.state.recording,
                   .label = std::string{request.label}});
  return effects_;
}

// In the seat it has.
void Rooms::sit_again(Member& member) {
  const MemberList rest = others(member);
  effects_.push_back(Snapshot{.to = &member, .users = rest});
  if (std::exchange(member.away, false)) effects_.push_back(Back{.to = rest, .who = &member, .fresh = true});
}

bool Rooms::lets_in(const MemberId& id, const JoinRequest& request) {
  if (const Member* member = find(id.view()); member && member->room->id() == request.room) return true;
  return check(request) && check_entry(id, request) == Entry::enter;
}

Rooms::Checked Rooms::check(const JoinRequest& request) const {
  if (request.room.empty() || request.room.size() > options_.max_room_id)
    return std::unexpected{Refusal::room_id_length};
  if (request.label.size() > options_.max_label) return std::unexpected{Refusal::label_length};
  if (request.visitor.size() > options_.max_visitor) return std::unexpected{Refusal::visitor_length};
  return {};
}

std::expected<Rooms::Entry, Refusal> Rooms::check_entry(const MemberId& id, const JoinRequest& request) {
  const auto found = rooms_.find(request.room);
  if (found == rooms_.end()) {
    if (const auto opens = check_opening(find(id.view()), request); !opens)
      return std::unexpected{opens.error()};
    return Entry::enter;
  }
  Room& room = *found->second;
  if (room.bans_.holds(id.view(), request.visitor, request.address)) return std::unexpected{Refusal::removed};
  const bool returns = returns_to(room, request);
  const bool trusted = returns || request.invitation;
  if (room.settings_.locked && !returns) return std::unexpected{Refusal::room_locked};
  if (!trusted) {
    if (const auto right = check_password(room, request); !right) return std::unexpected{right.error()};
  }
  if (room.size() >= options_.max_participants) return std::unexpected{Refusal::room_full};
  if (!room.settings_.lobby || trusted) return Entry::enter;
  if (!request.manages) return std::unexpected{Refusal::room_full};  // it would not understand that it waits
  const auto waits = waiting_.find(id.view());
  const bool here_already = waits != waiting_.end() && waits->second->room == &room;
  if (here_already) return Entry::wait;
  if (room.waiting_.size() >= options_.max_waiting) return std::unexpected{Refusal::too_many_waiting};
  if (!room.knocks_.allows(request.address, request.now)) return std::unexpected{Refusal::too_fast};
  return Entry::wait;
}

Rooms::Checked Rooms::check_opening(const Member* member, const JoinRequest& request) const {
  const bool host = request.invitation == Role::host || (request.seat && request.seat->role == Role::host);
  if (options_.openers == Openers::invited && !host) return std::unexpected{Refusal::room_not_open};
  const bool frees_a_room = member && member->room->size() == 1;
  if (rooms_.size() - (frees_a_room ? 1 : 0) >= options_.max_rooms)
    return std::unexpected{Refusal::too_many_rooms};
  return {};
}

Rooms::Checked Rooms::check_password(Room& room, const JoinRequest& request) {
  if (!room.password_) return {};
  if (request.password == PasswordGuess::none) return std::unexpected{Refusal::password_required};
  if (!room.guesses_.allows(request.address, request.now)) return std::unexpected{Refusal::too_fast};
  if (request.password == PasswordGuess::right) return {};
  room.guesses_.count(request.address, request.now);
  return std::unexpected{Refusal::wrong_password};
}

bool Rooms::returns_to(const Room& room, const JoinRequest& request) {
  return request.seat && room.goes_on_from(request.seat->call);
}

Role Rooms::entry_role(const Room& room, const MemberId& id, const JoinRequest& request) {
  if (request.invitation == Role::host) return Role::host;
  if (returns_to(room, request))
    return std::ranges::count(room.demoted_, id.view()) != 0 ? Role::guest : request.seat->role;
  if (request.invitation || !request.manages || room.awaits_host_) return Role::guest;
  return has_host(room) ? Role::guest : Role::host;
}

// Wherever `id` is or waits, it leaves.
void Rooms::vacate(const MemberId& id) {
  if (const Member* member = find(id.view())) exit(*member, ExitReason::moved);
  if (const auto waits = waiting_.find(id.view()); waits != waiting_.end()) {
    Room& room = *waits->second->room;
    dismiss(*waits->second, std::nullopt);
    tell_waiting(room);
  }
}

Room& Rooms::open(const JoinRequest& request) {
  if (const auto found = rooms_.find(request.room); found != rooms_.end()) return *found->second;
  auto room =
      std::make_unique<Room>(std::string{request.room}, std::string{request.call},
                             std::string{request.seat ? request.seat->call : std::string_view{}}, options_);
  const std::string_view key = room->id();
  return *rooms_.emplace(key, std::move(room)).first->second;
}

void Rooms::enter(Room& room, std::unique_ptr<Member> member) {
  member->state.screen = member->state.screen && room.may_share(member->role);
  member->heard_from = room.messages_ + 1;
  const std::string_view key = member->id.view();
  const Member& seated = *members_.emplace(key, std::move(member)).first->second;
  room.roster_.push_back(&seated);
  MOIM_CHECK(room.size() <= options_.max_participants);
  const MemberList rest = others(seated);
  effects_.push_back(Snapshot{.to = &seated, .users = rest});
  effects_.push_back(Entered{.to = rest, .who = &seated});
}

}  // namespace moim::rooms
