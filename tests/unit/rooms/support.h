#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "moim/rooms/rooms.h"

namespace moim::rooms {

/// When tests begin: on the monotonic clock, and on the wall.
inline constexpr base::TimePoint kStart{};
inline constexpr WallTime kDay{std::chrono::days{20'000}};

inline MemberId id(std::string_view name) { return MemberId{std::string{name}}; }

inline std::string names(MemberList members) {
  std::string out;
  for (const Member* member : members) out += (out.empty() ? "" : ",") + std::string{member->id.view()};
  return out;
}

/// Effects as text: `snapshot a: b,c`, `entered a -> b,c`, `state a -> b,c`, `exited a (left) -> b,c`.
struct Describe {
  std::string operator()(const Snapshot& effect) const {
    return "snapshot " + std::string{effect.to->id.view()} + ": " + names(effect.users);
  }
  std::string operator()(const Entered& effect) const { return line("entered", effect.who, "", effect.to); }
  std::string operator()(const StateChanged& effect) const {
    return line("state", effect.who, "", effect.to);
  }
  std::string operator()(const Away& effect) const { return line("away", effect.who, "", effect.to); }
  std::string operator()(const Back& effect) const {
    return line("back", effect.who, effect.fresh ? " (fresh)" : "", effect.to);
  }
  std::string operator()(const Exited& effect) const {
    constexpr std::string_view kReasons[] = {" (left)", " (moved)", " (disconnected)", " (expired)",
                                             " (removed)"};
    return line("exited", effect.who, kReasons[static_cast<std::size_t>(effect.reason)], effect.to);
  }
  std::string operator()(const SettingsChanged& effect) const { return "settings -> " + names(effect.to); }
  std::string operator()(const Waits& effect) const { return "waits " + std::string{effect.who->id.view()}; }
  std::string operator()(const WaitingChanged& effect) const {
    return "waiting " + names(effect.waiting) + " -> " + names(effect.to);
  }
  std::string operator()(const Admitted& effect) const {
    return "admitted " + std::string{effect.who->id.view()};
  }
  std::string operator()(const Denied& effect) const {
    constexpr std::string_view kReasons[] = {" (denied)", " (timeout)", " (closed)"};
    return "denied " +
           std::string{effect.who->id.view()}.append(kReasons[static_cast<std::size_t>(effect.reason)]);
  }
  std::string operator()(const Removed& effect) const {
    return "removed " + std::string{effect.who->id.view()} + " by " + std::string{effect.by->id.view()};
  }
  std::string operator()(const StateAsked& effect) const {
    return "asked " + std::string{effect.who->id.view()} + (effect.on ? " on" : " off") + " by " +
           std::string{effect.by->id.view()};
  }
  std::string operator()(const Said& effect) const {
    return effect.message->from + " said " + std::to_string(effect.message->number) + " " +
           effect.message->text + " -> " + names(effect.to);
  }
  std::string operator()(const Reacted& effect) const { return line("reacted", effect.who, "", effect.to); }

  static std::string line(std::string verb, const Member* who, std::string_view detail, MemberList to) {
    return verb.append(" ").append(who->id.view()).append(detail).append(" -> ").append(names(to));
  }
};

using Lines = std::vector<std::string>;

inline Lines lines(Effects effects) {
  Lines out;
  for (const Effect& effect : effects) out.push_back(std::visit(Describe{}, effect));
  return out;
}

inline Lines lines(const Rooms::Result& result) {
  EXPECT_TRUE(result.has_value());
  return result ? lines(*result) : Lines{};
}

inline Lines join(Rooms& rooms, std::string_view who, std::string_view room) {
  return lines(rooms.join(id(who), {.room = room, .label = ""}));
}

inline Refusal refused(const Rooms::Result& result) {
  EXPECT_FALSE(result.has_value());
  return result.error();
}

}  // namespace moim::rooms
