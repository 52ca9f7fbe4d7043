#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace moim::signaling {

/// What hosts do.
enum class Act : std::uint8_t {
  update_room,
  admit,
  deny,
  remove_user,
  ask_state,
  set_role,
  lower_hand,
  create_invite,
  count_,
};

[[nodiscard]] constexpr std::string_view to_string(Act act) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Act::count_)> kNames = {
      "update_room", "admit", "deny", "remove_user", "ask_state", "set_role", "lower_hand", "create_invite"};
  return kNames[static_cast<std::size_t>(act)];
}

}  // namespace moim::signaling
