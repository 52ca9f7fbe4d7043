#include "startup/invite_command.h"

#include <optional>
#include <string_view>
#include <utility>

#include "config/values.h"
#include "startup/links.h"
#include "startup/network.h"

namespace moim::app {
namespace {

constexpr std::string_view kHelp =
    "moim invite: make a link that lets people into a room, past its password and its waiting\n"
    "room, until it expires. As a host's link it also opens the room where moim runs with\n"
    "--create-rooms invited, and its bearer can lock the room, remove people and so on.\n"
    "\n"
    "Usage: moim invite --room NAME [--role ROLE] [--expires TIME] [options of moim]\n"
    "\n"
    "  --room NAME\n"
    "      Name of the room, as in the address after /r/. 1 to 128 bytes.\n"
    "  --role ROLE\n"
    "      guest or host. Default: guest.\n"
    "  --expires TIME\n"
    "      How long the link is good for, from 1m to 720h. Default: 24h.\n"
    "  -h, --help\n"
    "\n"
    "The link is signed with the key of the server, so give the same --state-dir or --secret-file\n"
    "(or --config) as to the server, and run it as the same user. --public-url says how the link\n"
    "begins; without it, it begins with an address on which the server would listen.\n"
    "A link cannot be taken back: lock the room, or let it expire.\n";

constexpr std::size_t kMaxRoom = rooms::Options{}.max_room_id;

// One of the flags of this command.
std::optional<ConfigError> apply(InviteCommand& command, std::string_view flag, const std::string& value) {
  if (flag == "--room") {
    if (value.empty() || value.size() > kMaxRoom)
      return refuse(flag, value, "1 to " + std::to_string(kMaxRoom) + " bytes");
    command.room = value;
  } else if (flag == "--role") {
    if (value != "guest" && value != "host") return refuse(flag, value, "guest or host");
    command.role = value == "host" ? rooms::Role::host : rooms::Role::guest;
  } else {
    const auto life = parse_duration(value, signaling::kShortestInvitation, signaling::kLongestInvitation);
    if (!life) return refuse(flag, value, life.error());
    command.life = *life;
  }
  return std::nullopt;
}

bool is_own(std::string_view flag) { return flag == "--room" || flag == "--role" || flag == "--expires"; }

// Everything but the unreserved characters (RFC 3986 section 2.3), as encodeURIComponent does for a path
// segment.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kUnreserved.contains(c)) {
      out += c;
      continue;
    }
    const auto octet = static_cast<unsigned char>(c);
    out.append({'%', kDigits[octet >> 4U], kDigits[octet & 0x0fU]});
  }
  return out;
}

}  // namespace

std::expected<InviteCommand, ConfigError> read_invite_command(std::span<const std::string> arguments) {
  InviteCommand command;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::size_t equals = argument.find('=');
    const std::string flag = argument.substr(0, equals);
    if (argument == "-h" || argument == "--help") {
      command.help = true;
      return command;
    }
    if (!is_own(flag)) {
      command.rest.push_back(argument);
      continue;
    }
    if (equals == std::string::npos && i + 1 == arguments.size())
      return std::unexpected(ConfigError{flag, "a value must follow."});
    const std::string value = equals == std::string::npos ? arguments[++i] : argument.substr(equals + 1);
    if (auto error = apply(command, flag, value)) return std::unexpected(*std::move(error));
  }
  if (command.room.empty())
    return std::unexpected(ConfigError{"moim invite", "--room is needed. --help says more."});
  return command;
}

std::string invite_help_text() { return std::string{kHelp}; }

std::string invite_link(const std::string& origin, const signaling::Invitation& invitation,
                        const crypto::Sealer& sealer) {
  return origin + "r/" + percent_encoded(invitation.room) + "#invite=" + seal(invitation, sealer);
}

std::string link_origin(const Config& config) {
  const Links links = make_links(config.listen, interface_addresses(), config.public_url);
  if (links.public_url) return *links.public_url;
  for (const ListenAddress& address : config.listen) {
    if (address.port == 0) return {};
  }
  return links.network.empty() ? links.here : links.network.front();
}

}  // namespace moim::app
