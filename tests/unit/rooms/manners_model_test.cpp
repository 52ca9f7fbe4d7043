// Random sequences of all commands. What everybody was told has to add up to what is so, and the rules of the
// doors have to hold after every step, whatever came before.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "rooms/steps.h"
#include "rooms/support.h"

namespace moim::rooms {
namespace {

constexpr std::size_t kPeople = 7;
constexpr std::size_t kSteps = 500;  // of one walk

// Each walk begins under limits of its own, and meets others.
Options limits_of(std::uint32_t seed) {
  return {.max_participants = 2 + seed % 3,
          .max_rooms = 1 + seed / 3 % 2,
          .max_waiting = 1 + seed / 6 % 3,
          .knock_rate = {}};
}

/// Everything that the others are told of somebody.
struct Sight {
  ParticipantState state;
  Role role;
  std::uint64_t hand;
  bool away;
  bool operator==(const Sight&) const = default;
};

Sight seen(const Member& member) { return {member.state, member.role, member.hand, member.away}; }

/// What one participant knows from what it was told.
struct Knowledge {
  std::map<std::string, Sight, std::less<>> others;
  Settings settings{};
  std::vector<std::string> waiting;  // as a host
  bool waits = false;
};

std::string key(const Member& member) { return std::string{member.id.view()}; }

/// Believes everything it is told, and complains when that makes no sense.
class Witness {
 public:
  void hear(Effects effects) {
    for (const Effect& effect : effects) std::visit([this](const auto& one) { hear(one); }, effect);
  }
  [[nodiscard]] const Knowledge& of(const std::string& who) { return known_[who]; }
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  void hear(const Snapshot& effect) {
    Knowledge& knowledge = known_[key(*effect.to)];
    knowledge = {.others = {}, .settings = effect.to->room->settings(), .waiting = {}};
    for (const Member* user : effect.users) knowledge.others.emplace(key(*user), seen(*user));
    if (effect.to->role == Role::guest) return;
    for (const Member* one : effect.to->room->waiting()) knowledge.waiting.push_back(key(*one));
  }
  void hear(const Entered& effect) {
    for (const Member* to : effect.to) {
      if (!known_[key(*to)].others.emplace(key(*effect.who), seen(*effect.who)).second)
        complaint_ = "entered twice";
    }
  }
  void hear(const StateChanged& effect) { change(effect.to, *effect.who); }
  void hear(const Away& effect) { change(effect.to, *effect.who); }
  void hear(const Back& effect) { change(effect.to, *effect.who); }
  void hear(const Exited& effect) {
    known_[key(*effect.who)] = {};
    for (const Member* to : effect.to) {
      if (known_[key(*to)].others.erase(key(*effect.who)) != 1) complaint_ = "a stranger left";
    }
  }
  void hear(const SettingsChanged& effect) {
    for (const Member* to : effect.to) known_[key(*to)].settings = effect.room->settings();
  }
  void hear(const Waits& effect) {
    known_[key(*effect.who)] = {};
    known_[key(*effect.who)].waits = true;
  }
  void hear(const WaitingChanged& effect) {
    std::vector<std::string> list;
    for (const Member* member : effect.waiting) list.push_back(key(*member));
    for (const Member* to : effect.to) known_[key(*to)].waiting = list;
  }
  void hear(const Admitted& effect) {
    if (!std::exchange(known_[key(*effect.who)].waits, false)) complaint_ = "admitted without waiting";
  }
  void hear(const Denied& effect) {
    if (!std::exchange(known_[key(*effect.who)].waits, false)) complaint_ = "denied without waiting";
  }
  void hear(const Removed& effect) { known_[key(*effect.who)].waits = false; }
  void hear(const StateAsked& effect) {
    // Who steps down while sharing is asked by itself.
    if (effect.by->role != Role::host && effect.by != effect.who) complaint_ = "asked by a guest";
  }
  void hear(const Said&) {}
  void hear(const Reacted&) {}

  void change(MemberList to, const Member& who) {
    for (const Member* observer : to) {
      if (observer == &who) {
        if (who.role == Role::guest) known_[key(who)].waiting.clear();
        continue;
      }
      const auto found = known_[key(*observer)].others.find(who.id.view());
      if (found == known_[key(*observer)].others.end())
        complaint_ = "news of a stranger";
      else
        found->second = seen(who);
    }
  }

  std::map<std::string, Knowledge> known_;
  std::string complaint_;
};

class Walk {
 public:
  explicit Walk(std::uint32_t seed) : limits_{limits_of(seed)}, random_{seed} {}

  /// The first thing that is wrong after a random command, or nothing.
  std::string step() {
    now_ += std::chrono::seconds{below(20)};
    const std::string command = below(40) == 0 ? limit() : act();
    if (!witness_.complaint().empty()) return command + ": " + witness_.complaint();
    const std::string wrong = check();
    return wrong.empty() ? "" : command + ": " + wrong;
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_()) % n; }
  std::string somebody() { return "m" + std::to_string(below(kPeople)); }
  bool chance() { return below(2) == 0; }

  std::string act() {
    const std::string who = somebody();
    const std::string target = somebody();
    const MemberId self = id(who);
    switch (below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return enter(who);
      case 4:
        heard(rooms_.leave(self));
        return who + " leaves";
      case 5:
        witness_.hear(rooms_.disconnect(self));
        return who + " disconnects";
      case 6:
        witness_.hear(rooms_.away(self));
        return who + " is away";
      case 7:
        witness_.hear(rooms_.back(self));
        return who + " is back";
      case 8:
        heard(rooms_.update_state(self, {.microphone = chance(), .screen = chance()}));
        return who + " changes";
      case 9:
      case 10:
        return moderate(who,
                        rooms_.update_room(self, {.locked = chance(),
                                                  .lobby = chance(),
                                                  .share = chance() ? Audience::hosts : Audience::everyone}));
      case 11:
        return moderate(who, chance() ? rooms_.admit(self, target) : rooms_.admit_all(self));
      case 12:
        return moderate(who, chance() ? rooms_.deny(self, target) : rooms_.deny_all(self));
      case 13:
        return remove(who, target);
      case 14:
        return moderate(who, rooms_.set_role(self, target, chance() ? Role::host : Role::guest));
      default:
        heard(rooms_.raise_hand(self, chance()));
        witness_.hear(rooms_.handle_timeout(now_));
        return who + "'s hand, and time";
    }
  }

  std::string limit() {
    limits_ = limits_of(static_cast<std::uint32_t>(random_()));
    rooms_.set_options(limits_);
    return "other limits";
  }

  std::string enter(const std::string& who) {
    const std::string name = chance() ? "r" : "s";
    JoinRequest request{.room = name, .label = "", .state = {.screen = chance()}, .now = now_};
    if (below(6) == 0) request.invitation = chance() ? Role::host : Role::guest;
    const Room* room = rooms_.find_room(name);
    const Member* member = rooms_.find(who);
    const bool inside = member && member->room == room;
    const bool shut = room && !inside && (room->settings().locked || bans_[name].contains(who));
    const auto result = chance() ? rooms_.resume(id(who), request) : rooms_.join(id(who), request);
    heard(result);
    if (shut && result) return who + " came through a shut door of " + name;
    return who + " enters " + name;
  }

  std::string remove(const std::string& who, const std::string& target) {
    const Member* host = rooms_.find(who);
    const std::string name = host ? std::string{host->room->id()} : "";
    const auto result = rooms_.remove_user(id(who), target);
    if (result) bans_[name].insert(target);
    return moderate(who, result) + " removes " + target;
  }

  std::string moderate(const std::string& who, const Rooms::Result& result) {
    const Member* member = rooms_.find(who);
    const bool allowed = result || result.error() != Refusal::not_allowed;
    if (member && result && member->role != Role::host && !was_host_.contains(who)) wrong_ = "a guest ruled";
    if (member && !allowed && member->role == Role::host) wrong_ = "a host was not allowed";
    heard(result);
    return who + " moderates";
  }

  void heard(const Rooms::Result& result) {
    if (result) witness_.hear(*result);
  }

  std::string check() {
    if (!wrong_.empty()) return wrong_;
    was_host_.clear();
    std::size_t waiting = 0;
    for (const std::string name : {"r", "s"}) {
      const Room* room = rooms_.find_room(name);
      if (!room) {
        bans_[name].clear();
        crowds_[name] = {};
        continue;
      }
      waiting += room->waiting().size();
      if (std::string wrong = check(*room); !wrong.empty()) return name + ": " + wrong;
    }
    if (rooms_.waiting_count() != waiting) return "waiters left behind";
    return "";
  }

  std::string check(const Room& room) {
    // Beyond a limit are only those who were there before it.
    const Crowd crowd{.inside = room.size(), .waiting = room.waiting().size()};
    const Crowd before = std::exchange(crowds_[std::string{room.id()}], crowd);
    if (crowd.inside == 0) return "nobody is there";
    if (crowd.inside > std::max(limits_.max_participants, before.inside)) return "too many";
    if (crowd.waiting > std::max(limits_.max_waiting, before.waiting)) return "too many wait";
    if (!room.settings().lobby && !room.waiting().empty()) return "they wait without a lobby";
    bool has_host = false;
    std::vector<std::string> waiting;
    for (const Member* member : room.waiting()) {
      waiting.push_back(key(*member));
      if (rooms_.find(member->id.view())) return "waits and is inside";
    }
    for (const Member* member : room.roster()) {
      const std::string who = key(*member);
      if (bans_[std::string{room.id()}].contains(who)) return who + " is banned and inside";
      if (member->state.screen && !room.may_share(member->role)) return who + " shares";
      if (witness_.of(who).settings != room.settings()) return who + " knows other settings";
      if (std::string wrong = check_sight(*member); !wrong.empty()) return wrong;
      if (member->role != Role::host) continue;
      has_host = true;
      was_host_.insert(who);
      if (witness_.of(who).waiting != waiting) return who + " knows of others who wait";
    }
    const bool awaited = rooms_.next_deadline() != base::kNever;
    return has_host || awaited ? "" : "nobody is host";
  }

  std::string check_sight(const Member& member) {
    const auto& others = witness_.of(key(member)).others;
    if (others.size() + 1 != member.room->size()) return key(member) + " sees too many or too few";
    for (const Member* other : member.room->roster()) {
      if (other == &member) continue;
      const auto found = others.find(other->id.view());
      if (found == others.end() || found->second != seen(*other))
        return key(member) + " sees " + key(*other) + " as it is not";
    }
    return "";
  }

  struct Crowd {
    std::size_t inside = 0;
    std::size_t waiting = 0;
  };

  Options limits_;
  Rooms rooms_{limits_};
  Witness witness_;
  std::mt19937 random_;
  base::TimePoint now_{};
  std::map<std::string, std::set<std::string>> bans_;  // by room
  std::set<std::string> was_host_;                     // before the command
  std::map<std::string, Crowd> crowds_;                // after the last one, by room
  std::string wrong_;
};

TEST(MannersModel, WhatIsToldIsSoAndTheDoorsHold) {
  for (std::uint32_t seed = 1; seed <= kMannersSteps / kSteps; ++seed) {
    Walk walk{seed};
    for (int i = 0; i < static_cast<int>(kSteps); ++i) {
      const std::string wrong = walk.step();
      ASSERT_EQ(wrong, "") << "seed " << seed << ", step " << i;
    }
  }
}

}  // namespace
}  // namespace moim::rooms
