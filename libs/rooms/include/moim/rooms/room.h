#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/rooms/address_limit.h"
#include "moim/rooms/ban_list.h"
#include "moim/rooms/chat_log.h"
#include "moim/rooms/member.h"
#include "moim/rooms/options.h"
#include "moim/rooms/settings.h"

namespace moim::rooms {

/// Members in order of arrival.
using MemberList = std::span<const Member* const>;

/// One room: its name, its rules, who is in it (those who are away too) and who waits outside. It exists
/// exactly while somebody is in it, and everything about it ends with that. Only `Rooms` changes it.
class Room {
 public:
  Room(std::string id, std::string call, std::string continues, const Options& options)
      : id_{std::move(id)},
        call_{std::move(call)},
        continues_{std::move(continues)},
        bans_{options.max_bans},
        guesses_{options.guess_rate, options.max_guessers},
        knocks_{options.knock_rate, options.max_guessers} {}

  [[nodiscard]] std::string_view id() const { return id_; }
  /// Names this life of the room; see `JoinRequest::call`.
  [[nodiscard]] std::string_view call() const { return call_; }
  /// Whether who was in that life of the room has been let into this one: it is the same, or one that
  /// somebody from that one opened again after a restart of the server.
  [[nodiscard]] bool goes_on_from(std::string_view call) const {
    return !call.empty() && (call == call_ || call == continues_);
  }
  [[nodiscard]] MemberList roster() const { return roster_; }
  [[nodiscard]] std::size_t size() const { return roster_.size(); }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  /// Whoever gives the password of which this is the digest may come in.
  [[nodiscard]] const std::optional<PasswordDigest>& password() const { return password_; }
  [[nodiscard]] bool may_share(Role role) const {
    return settings_.share == Audience::everyone || role == Role::host;
  }
  /// Who asks to be let in, in order of arrival.
  [[nodiscard]] MemberList waiting() const { return waiting_; }
  /// What `member` may see of what was said.
  [[nodiscard]] ChatLog::Messages chat_for(const Member& member) const {
    return chat_.since(settings_.history ? 0 : member.heard_from);
  }

 private:
  friend class Rooms;

  std::string id_;
  std::string call_;
  std::string continues_;
  std::vector<const Member*> roster_;
  std::vector<const Member*> waiting_;
  Settings settings_;
  std::optional<PasswordDigest> password_;
  BanList bans_;
  AddressLimit guesses_;
  AddressLimit knocks_;
  ChatLog chat_;
  std::vector<std::string> demoted_;  // ids whose seat tokens may still call them hosts
  bool awaits_host_ = false;          // the one who was there before may still come back
  std::uint64_t messages_ = 0;        // said so far
  std::uint64_t hands_ = 0;           // raised so far
};

}  // namespace moim::rooms
