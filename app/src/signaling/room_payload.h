#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "moim/rooms/effect.h"
#include "moim/rooms/role.h"
#include "moim/rooms/settings.h"
#include "moim/socketio/args.h"

#include "signaling/fault.h"

namespace moim::signaling {

// Readers of what is sent about a room and within it, in the manner of payload.h.

/// Payload of `peek_room`.
struct PeekPayload {
  std::string room;
  std::string invite{};  ///< what is said to be an invitation; empty: none
  std::string visitor{};
};
[[nodiscard]] Outcome<PeekPayload> read_peek(const socketio::Args& args);

/// Payload of `update_room`. The password is still readable.
struct SettingsPayload {
  rooms::SettingsChange change;  ///< without the password
  std::optional<std::optional<std::string>> password{};
};
[[nodiscard]] Outcome<SettingsPayload> read_settings(const socketio::Args& args);

/// Payload of what is done to a user: one, or all of them.
struct TargetPayload {
  std::string id{};
  bool all = false;
};
/// Payload of `admit` and `deny`.
[[nodiscard]] Outcome<TargetPayload> read_target(const socketio::Args& args);
/// Payload of `remove_user`.
[[nodiscard]] Outcome<std::string> read_user(const socketio::Args& args);

/// Payload of `ask_state`.
struct AskPayload {
  std::string id;
  rooms::Source source;
  bool on;
};
[[nodiscard]] Outcome<AskPayload> read_ask(const socketio::Args& args);

/// Payload of `set_role`.
struct RolePayload {
  std::string id;
  rooms::Role role;
};
[[nodiscard]] Outcome<RolePayload> read_role(const socketio::Args& args);

/// Payload of `raise_hand`: one's own unless there is a target.
struct HandPayload {
  bool raised;
  std::optional<std::string> id{};
  bool all = false;
};
[[nodiscard]] Outcome<HandPayload> read_hand(const socketio::Args& args);

/// Payload of `chat`.
struct ChatPayload {
  std::string text;
  std::string key{};
};
[[nodiscard]] Outcome<ChatPayload> read_chat(const socketio::Args& args);

/// Payload of `react`.
[[nodiscard]] Outcome<rooms::Reaction> read_reaction(const socketio::Args& args);

/// Payload of `create_invite`.
struct InvitePayload {
  std::chrono::seconds life;
  rooms::Role role = rooms::Role::guest;
};
[[nodiscard]] Outcome<InvitePayload> read_invite(const socketio::Args& args);

}  // namespace moim::signaling
