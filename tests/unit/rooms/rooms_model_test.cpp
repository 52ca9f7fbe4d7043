// Random command sequences against a model that is too simple to be wrong. A failing sequence is cut down to
// a minimal one and printed.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "moim/rooms/rooms.h"

#include "rooms/steps.h"

namespace moim::rooms {
namespace {

constexpr std::size_t kMembers = 8;
constexpr std::size_t kRooms = 4;
constexpr std::size_t kSteps = 500;  // of one sequence

// Each combination comes up, also those in which nearly nothing is allowed. The last one allows the most.
constexpr std::uint8_t kLimits = 120;
Options limits_of(std::uint8_t which) {
  return {.max_participants = 1U + which % 5U,
          .max_rooms = 1U + which / 5U % kRooms,
          .max_room_id = 4,
          .max_label = which / 20U};
}

std::string describe(const Options& limits) {
  return std::to_string(limits.max_participants) + " in a room, " + std::to_string(limits.max_rooms) +
         " rooms, labels of " + std::to_string(limits.max_label);
}

enum class Verb : std::uint8_t { join, leave, disconnect, update, relay, away, back, resume, limit, count_ };

struct Command {
  Verb verb;
  std::size_t member;
  std::size_t target;   // a room to join, or a member to relay to
  std::uint8_t detail;  // selects label and state, or limits
};

std::string describe(const Command& command) {
  if (command.verb == Verb::limit) return "limit " + describe(limits_of(command.detail));
  constexpr std::array<const char*, static_cast<std::size_t>(Verb::count_)> kVerbs = {
      "join", "leave", "disconnect", "update", "relay", "away", "back", "resume", "limit"};
  return std::string{kVerbs[static_cast<std::size_t>(command.verb)]} + " m" + std::to_string(command.member) +
         " " + std::to_string(command.target) + " " + std::to_string(command.detail);
}

std::string member_name(std::size_t i) { return "m" + std::to_string(i); }
std::size_t index_of(const Member& member) { return static_cast<std::size_t>(member.id.view()[1] - '0'); }
// One room more than there may be names, and that one's name is too long.
std::string room_name(std::size_t i) { return i == kRooms ? "toolong" : "r" + std::to_string(i); }

/// Somebody as the others see them. The label is a row of letters, so its length says it all.
struct Person {
  std::size_t who;
  std::size_t label;
  ParticipantState state{};
  bool away = false;
  bool operator==(const Person&) const = default;
};
using People = std::vector<Person>;  // in order of arrival

People::iterator find(People& people, std::size_t who) {
  return std::ranges::find(people, who, &Person::who);
}

/// The rules, as a list of people for every room.
class Model {
 public:
  using Answer = std::optional<Refusal>;
  static constexpr std::size_t kNowhere = kRooms;

  explicit Model(const Options& limits) : limits_{limits} {}

  /// Whoever is in a room stays, however many they are.
  void limit(const Options& limits) { limits_ = limits; }

  Answer join(const Person& person, std::size_t room) {
    if (room == kRooms) return Refusal::room_id_length;
    if (person.label > limits_.max_label) return Refusal::label_length;
    const std::size_t before = room_of(person.who);
    if (before == room) {
      here(person.who).away = false;
      return std::nullopt;
    }
    if (rooms_[room].size() >= limits_.max_participants) return Refusal::room_full;
    const auto rooms = rooms_;
    static_cast<void>(leave(person.who));
    rooms_[room].push_back(person);
    if (!rooms[room].empty() || room_count() <= limits_.max_rooms) return std::nullopt;
    rooms_ = rooms;
    return Refusal::too_many_rooms;
  }

  Answer leave(std::size_t who) {
    if (room_of(who) == kNowhere) return Refusal::not_in_room;
    People& people = rooms_[room_of(who)];
    people.erase(find(people, who));
    return std::nullopt;
  }

  Answer update(const Person& person) {
    if (room_of(person.who) == kNowhere) return Refusal::not_in_room;
    if (person.label > limits_.max_label) return Refusal::label_length;
    const bool away = here(person.who).away;
    here(person.who) = person;
    here(person.who).away = away;
    return std::nullopt;
  }

  void set_away(std::size_t who, bool away) {
    if (room_of(who) != kNowhere) here(who).away = away;
  }

  Answer resume(const Person& person, std::size_t room) {
    const bool seated = room_of(person.who) == room;
    const Answer answer = join(person, room);
    if (seated && !answer) here(person.who) = person;
    return answer;
  }

  Answer relay(std::size_t from, std::size_t to) {
    if (room_of(from) == kNowhere) return Refusal::not_in_room;
    if (from == to) return Refusal::self_addressed;
    if (room_of(from) != room_of(to)) return Refusal::no_such_member;
    return std::nullopt;
  }

  std::size_t room_of(std::size_t who) {
    std::size_t room = 0;
    while (room < kRooms && find(rooms_[room], who) == rooms_[room].end()) ++room;
    return room;
  }

  People others(std::size_t who) {
    const std::size_t room = room_of(who);
    People people = room == kNowhere ? People{} : rooms_[room];
    std::erase_if(people, [&](const Person& person) { return person.who == who; });
    return people;
  }

  std::size_t room_count() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(rooms_, [](const People& people) { return !people.empty(); }));
  }

 private:
  Person& here(std::size_t who) { return *find(rooms_[room_of(who)], who); }

  Options limits_;
  std::array<People, kRooms> rooms_;
};

/// Runs commands on the real thing and the model; what every member was told has to add up to what the model
/// says they can see.
class Run {
 public:
  /// The first thing that went wrong, or nothing.
  std::string step(const Command& command) {
    if (apply(command) != expect(command)) return "refusal differs";
    return error_.empty() ? check() : error_;
  }

 private:
  static Person person(const Command& command) {
    return {.who = command.member,
            .label = command.detail % 6U,
            .state = {.microphone = (command.detail & 8) == 0, .screen = (command.detail & 16) != 0}};
  }

  Model::Answer expect(const Command& command) {
    switch (command.verb) {
      case Verb::join:
        return model_.join(person(command), command.target);
      case Verb::leave:
        return model_.leave(command.member);
      case Verb::disconnect:
        static_cast<void>(model_.leave(command.member));
        return std::nullopt;
      case Verb::update:
        return model_.update(person(command));
      case Verb::away:
      case Verb::back:
        model_.set_away(command.member, command.verb == Verb::away);
        return std::nullopt;
      case Verb::resume:
        return model_.resume(person(command), command.target);
      case Verb::limit:
        model_.limit(limits_of(command.detail));
        return std::nullopt;
      case Verb::relay:
      case Verb::count_:
        break;
    }
    return model_.relay(command.member, command.target);
  }

  Model::Answer apply(const Command& command) {
    const MemberId id{member_name(command.member)};
    const Person self = person(command);
    const std::string label(self.label, 'l');
    switch (command.verb) {
      case Verb::join:
        return join(id, self, room_name(command.target));
      case Verb::leave:
        return deliver(rooms_.leave(id));
      case Verb::disconnect:
        return deliver(rooms_.disconnect(id));
      case Verb::update:
        return deliver(rooms_.update_state(id, {.microphone = self.state.microphone,
                                                .camera = true,
                                                .screen = self.state.screen,
                                                .label = label}));
      case Verb::away:
        return deliver(rooms_.away(id));
      case Verb::back:
        return deliver(rooms_.back(id));
      case Verb::resume:
        return deliver(
            rooms_.resume(id, {.room = room_name(command.target), .label = label, .state = self.state}));
      case Verb::limit:
        rooms_.set_options(limits_of(command.detail));
        return std::nullopt;
      case Verb::relay:
      case Verb::count_:
        break;
    }
    const auto path = rooms_.relay_path({id.view(), sightings_[command.member]},
                                        {member_name(command.target), sightings_[command.target]});
    if (!path) return path.error();
    if (index_of(*path->from) != command.member || index_of(*path->to) != command.target)
      error_ = "relayed to somebody else";
    return std::nullopt;
  }

  Model::Answer join(const MemberId& id, const Person& self, const std::string& room) {
    const Member* before = rooms_.find(id.view());
    const bool again = before && before->room->id() == room && !before->away;
    const std::string label(self.label, 'l');
    const auto result = rooms_.join(id, {.room = room, .label = label, .state = self.state});
    if (result && again && result->size() != 1) error_ = "joining again has effects";
    return deliver(result);
  }

  Model::Answer deliver(const Rooms::Result& result) {
    if (!result) return result.error();
    for (const Effect& effect : *result) std::visit([this](const auto& one) { hear(one); }, effect);
    return std::nullopt;
  }

  void hear(const Snapshot& effect) {
    People& sight = sights_[index_of(*effect.to)];
    sight.clear();
    for (const Member* user : effect.users) sight.push_back(seen(*user));
  }
  void hear(const Entered& effect) {
    for (const Member* to : effect.to) {
      People& sight = sights_[index_of(*to)];
      if (find(sight, index_of(*effect.who)) != sight.end()) error_ = "entered twice";
      sight.push_back(seen(*effect.who));
    }
  }
  void hear(const StateChanged& effect) {
    for (const Member* to : effect.to) {
      if (to == effect.who) continue;  // of a change by others one hears oneself
      if (Person* known = known_to(*to, *effect.who)) *known = seen(*effect.who);
    }
  }
  // What the model does not know; see manners_model_test.cpp.
  template <class Effect>
  void hear(const Effect&) {}
  void hear(const Away& effect) { hear_away(effect.to, *effect.who, true); }
  void hear(const Back& effect) { hear_away(effect.to, *effect.who, false); }
  void hear_away(MemberList to, const Member& who, bool away) {
    if (who.away != away) error_ = "away or back, but not so";
    for (const Member* observer : to) {
      if (Person* known = known_to(*observer, who)) known->away = away;
    }
  }
  void hear(const Exited& effect) {
    if (effect.reason == ExitReason::disconnected && effect.who->away) error_ = "expired unsaid";
    for (const Member* to : effect.to) {
      People& sight = sights_[index_of(*to)];
      if (const Person* known = known_to(*to, *effect.who))
        sight.erase(sight.begin() + (known - sight.data()));
    }
    sights_[index_of(*effect.who)].clear();
  }

  static Person seen(const Member& member) {
    return {index_of(member), member.label.size(), member.state, member.away};
  }
  Person* known_to(const Member& observer, const Member& who) {
    People& sight = sights_[index_of(observer)];
    const auto known = find(sight, index_of(who));
    if (known != sight.end()) return &*known;
    error_ = "news of a stranger";
    return nullptr;
  }

  std::string check() {
    std::size_t seated = 0;
    for (std::size_t i = 0; i < kMembers; ++i) {
      const std::string who = member_name(i);
      const Member* member = rooms_.find(who);
      const std::size_t room = model_.room_of(i);
      if ((member == nullptr) != (room == Model::kNowhere)) return who + " is seated or not";
      if (sights_[i] != model_.others(i)) return who + " was told something else";
      if (!member) continue;
      ++seated;
      if (member->room->id() != room_name(room)) return who + " is in another room";
      if (std::ranges::count(member->room->roster(), member) != 1) return who + " is not once in its roster";
    }
    if (rooms_.member_count() != seated) return "members left behind";
    if (rooms_.room_count() != model_.room_count()) return "rooms left behind";
    return check_limits();
  }

  // What is beyond a limit was there before the limit, and gets no more.
  std::string check_limits() {
    const Options& limits = rooms_.options();
    for (std::size_t i = 0; i < kRooms; ++i) {
      const Room* room = rooms_.find_room(room_name(i));
      const std::size_t size = room ? room->size() : 0;
      const std::size_t before = std::exchange(sizes_[i], size);
      if (size > limits.max_participants && size > before) return "too many in " + room_name(i);
    }
    const std::size_t rooms_before = std::exchange(room_count_, rooms_.room_count());
    return room_count_ > limits.max_rooms && room_count_ > rooms_before ? "too many rooms" : "";
  }

  Rooms rooms_{limits_of(kLimits - 1)};
  std::array<Sighting, kMembers> sightings_{};
  Model model_{limits_of(kLimits - 1)};
  std::array<std::size_t, kRooms> sizes_{};  // after the last step
  std::size_t room_count_ = 0;
  std::array<People, kMembers> sights_;
  std::string error_;
};

std::string run(const std::vector<Command>& commands) {
  Run run;
  for (const Command& command : commands) {
    if (std::string error = run.step(command); !error.empty()) return error;
  }
  return "";
}

// Begins with limits, one of each in turn, and changes them a dozen times.
std::vector<Command> make_commands(std::uint32_t seed, std::size_t count) {
  std::mt19937 random{seed};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  constexpr Verb kMix[] = {Verb::join,   Verb::join,  Verb::join, Verb::leave, Verb::disconnect,
                           Verb::update, Verb::relay, Verb::away, Verb::back,  Verb::resume};
  std::vector<Command> commands(count);
  for (Command& command : commands) {
    if (below(40) == 0) {
      command = {
          .verb = Verb::limit, .member = 0, .target = 0, .detail = static_cast<std::uint8_t>(below(kLimits))};
      continue;
    }
    command.verb = kMix[below(std::size(kMix))];
    command.member = below(kMembers);
    command.target =
        command.verb == Verb::join || command.verb == Verb::resume ? below(kRooms + 1) : below(kMembers);
    command.detail = static_cast<std::uint8_t>(below(32));
  }
  commands.front() = {Verb::limit, 0, 0, static_cast<std::uint8_t>(seed % kLimits)};
  return commands;
}

/// Leaves out runs of commands, long ones first, as long as the rest still fails. A change of limits is a
/// command like any other: without one, the rooms have the widest.
std::vector<Command> shrink(std::vector<Command> commands) {
  for (std::size_t length = commands.size() / 2; length > 0; length /= 2) {
    for (std::size_t at = 0; at + length <= commands.size();) {
      auto shorter = commands;
      const auto first = shorter.begin() + static_cast<std::ptrdiff_t>(at);
      shorter.erase(first, first + static_cast<std::ptrdiff_t>(length));
      if (run(shorter).empty()) {
        at += length;
      } else {
        commands = std::move(shorter);
      }
    }
  }
  return commands;
}

TEST(RoomsModel, AMillionRandomStepsAgree) {
  for (std::uint32_t seed = 1; seed <= kModelSteps / kSteps; ++seed) {
    const auto commands = make_commands(seed, kSteps);
    if (run(commands).empty()) continue;
    const auto shortest = shrink(commands);
    std::string script;
    for (const Command& command : shortest) script += describe(command) + "\n";
    FAIL() << "seed " << seed << ": " << run(shortest) << "\n" << script;
  }
}

}  // namespace
}  // namespace moim::rooms
