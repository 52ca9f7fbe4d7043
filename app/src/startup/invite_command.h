#pragma once

#include <chrono>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/setting.h"
#include "signaling/invitation.h"

namespace moim::app {

/// `moim invite`, as it was given.
struct InviteCommand {
  bool help = false;
  std::string room;
  rooms::Role role = rooms::Role::guest;
  std::chrono::milliseconds life{std::chrono::hours{24}};
  std::vector<std::string> rest;  ///< options of moim: where the secret is, what the links begin with
};

/// Reads what follows `moim invite`.
[[nodiscard]] std::expected<InviteCommand, ConfigError> read_invite_command(
    std::span<const std::string> arguments);

/// The text of `moim invite --help`.
[[nodiscard]] std::string invite_help_text();

/// The link that lets whoever opens it into `invitation`'s room. `origin` ends with a slash.
[[nodiscard]] std::string invite_link(const std::string& origin, const signaling::Invitation& invitation,
                                      const crypto::Sealer& sealer);

/// Where links of a server with this configuration begin, likeliest first: its public URL, HTTPS on the
/// network, this machine. Empty when its ports are left to the system.
[[nodiscard]] std::string link_origin(const Config& config);

}  // namespace moim::app
