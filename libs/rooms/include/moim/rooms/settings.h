#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace moim::rooms {

/// Who may do something in a room.
enum class Audience : std::uint8_t { everyone, hosts, nobody };

/// The rules that hosts give a room, as its members are told (docs/protocol.md, "Room settings").
struct Settings {
  bool locked = false;    ///< nobody new comes in
  bool password = false;  ///< whether there is one
  bool lobby = false;     ///< who comes waits until a host lets them in
  Audience chat = Audience::everyone;
  Audience share = Audience::everyone;  ///< of a screen; never `nobody`
  bool history = false;                 ///< who comes late sees what was said in the chat before

  [[nodiscard]] bool operator==(const Settings&) const = default;
};

/// A password as it is kept: unreadable. Made and compared by whoever knows cryptography.
using PasswordDigest = std::string;

/// Some of a room's settings; what is absent stays as it is.
struct SettingsChange {
  std::optional<bool> locked{};
  std::optional<std::optional<PasswordDigest>> password{};  ///< `std::optional{std::nullopt}` takes it away
  std::optional<bool> lobby{};
  std::optional<Audience> chat{};
  std::optional<Audience> share{};
  std::optional<bool> history{};
};

/// `settings` with what `change` holds.
[[nodiscard]] inline Settings changed(const Settings& settings, const SettingsChange& change) {
  return {.locked = change.locked.value_or(settings.locked),
          .password = change.password ? change.password->has_value() : settings.password,
          .lobby = change.lobby.value_or(settings.lobby),
          .chat = change.chat.value_or(settings.chat),
          .share = change.share.value_or(settings.share),
          .history = change.history.value_or(settings.history)};
}

}  // namespace moim::rooms
