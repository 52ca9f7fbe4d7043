#pragma once

#include <array>
#include <string_view>

#include "moim/rooms/effect.h"
#include "moim/rooms/role.h"
#include "moim/rooms/settings.h"

// How the vocabulary spells what the rooms know as enumerators, in their order.
namespace moim::signaling {

inline constexpr std::array<std::string_view, 2> kRoles = {"guest", "host"};
inline constexpr std::array<std::string_view, 3> kAudiences = {"everyone", "hosts", "off"};
inline constexpr std::array<std::string_view, 3> kSources = {"microphone", "camera", "screen"};
inline constexpr std::array<std::string_view, 3> kDenials = {"denied", "timeout", "closed"};
inline constexpr std::array<std::string_view, 6> kReactions = {"thumbs_up", "clap",     "heart",
                                                               "laugh",     "surprise", "party"};

[[nodiscard]] constexpr std::string_view to_string(rooms::Role role) {
  return kRoles[static_cast<std::size_t>(role)];
}
[[nodiscard]] constexpr std::string_view to_string(rooms::Audience audience) {
  return kAudiences[static_cast<std::size_t>(audience)];
}
[[nodiscard]] constexpr std::string_view to_string(rooms::Source source) {
  return kSources[static_cast<std::size_t>(source)];
}
[[nodiscard]] constexpr std::string_view to_string(rooms::Denial denial) {
  return kDenials[static_cast<std::size_t>(denial)];
}
[[nodiscard]] constexpr std::string_view to_string(rooms::Reaction reaction) {
  return kReactions[static_cast<std::size_t>(reaction)];
}

/// What a token of ours says; anything but "host" is a guest.
[[nodiscard]] constexpr rooms::Role to_role(std::string_view text) {
  return text == kRoles[1] ? rooms::Role::host : rooms::Role::guest;
}

}  // namespace moim::signaling
