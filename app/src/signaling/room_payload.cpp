#include "signaling/room_payload.h"

#include <span>
#include <utility>

#include "signaling/invitation.h"
#include "signaling/reader.h"
#include "signaling/words.h"

namespace moim::signaling {
namespace {

// Longer than anybody types; it is hashed whole.
constexpr std::size_t kMaxPassword = 256;

std::optional<std::optional<std::string>> read_password(Reader& read, const Value& value) {
  if (!value) return std::nullopt;
  if (value->is_null()) return std::optional<std::string>{};
  auto password = read.text("password", value);
  if (password && (password->empty() || password->size() > kMaxPassword))
    read.fail("password", "null or 1 to " + std::to_string(kMaxPassword) + " bytes");
  return password;
}

}  // namespace

Outcome<PeekPayload> read_peek(const socketio::Args& args) {
  Reader read;
  const auto [room, invite, visitor] = pick<3>(read.payload(args), {"room", "invite", "visitor"});
  return read.result(PeekPayload{.room = read.room(room),
                                 .invite = read.text("invite", invite).value_or(""),
                                 .visitor = read.text("visitor", visitor).value_or("")});
}

Outcome<SettingsPayload> read_settings(const socketio::Args& args) {
  Reader read;
  const auto [locked, password, lobby, chat, share, history] =
      pick<6>(read.payload(args), {"locked", "password", "lobby", "chat", "share", "history"});
  constexpr std::span kSharers = std::span{kAudiences}.first<2>();  // somebody may always share
  SettingsPayload payload{.change = {.locked = read.flag("locked", locked),
                                     .lobby = read.flag("lobby", lobby),
                                     .chat = read.word<rooms::Audience>("chat", chat, kAudiences),
                                     .share = read.word<rooms::Audience>("share", share, kSharers),
                                     .history = read.flag("history", history)},
                          .password = read_password(read, password)};
  return read.result(std::move(payload));
}

Outcome<TargetPayload> read_target(const socketio::Args& args) {
  Reader read;
  const auto [id, all] = pick<2>(read.payload(args), {"id", "all"});
  TargetPayload payload{.all = read.flag("all", all).value_or(false)};
  if (!payload.all) payload.id = read.required_text("id", id);
  return read.result(std::move(payload));
}

Outcome<std::string> read_user(const socketio::Args& args) {
  Reader read;
  std::string id = read.required_text("id", read.payload(args).find("id"));
  return read.result(std::move(id));
}

Outcome<AskPayload> read_ask(const socketio::Args& args) {
  Reader read;
  const auto [id, source, on] = pick<3>(read.payload(args), {"id", "source", "on"});
  return read.result(AskPayload{.id = read.required_text("id", id),
                                .source = read.required_word<rooms::Source>("source", source, kSources),
                                .on = read.required_flag("on", on)});
}

Outcome<RolePayload> read_role(const socketio::Args& args) {
  Reader read;
  const auto [id, role] = pick<2>(read.payload(args), {"id", "role"});
  return read.result(RolePayload{.id = read.required_text("id", id),
                                 .role = read.required_word<rooms::Role>("role", role, kRoles)});
}

Outcome<HandPayload> read_hand(const socketio::Args& args) {
  Reader read;
  const auto [raised, id, all] = pick<3>(read.payload(args), {"raised", "id", "all"});
  HandPayload payload{.raised = read.required_flag("raised", raised),
                      .id = read.text("id", id),
                      .all = read.flag("all", all).value_or(false)};
  return read.result(std::move(payload));
}

Outcome<ChatPayload> read_chat(const socketio::Args& args) {
  Reader read;
  const auto [text, key] = pick<2>(read.payload(args), {"text", "key"});
  return read.result(
      ChatPayload{.text = read.required_text("text", text), .key = read.text("key", key).value_or("")});
}

Outcome<rooms::Reaction> read_reaction(const socketio::Args& args) {
  Reader read;
  const Value reaction = read.payload(args).find("reaction");
  return read.result(read.required_word<rooms::Reaction>("reaction", reaction, kReactions));
}

Outcome<InvitePayload> read_invite(const socketio::Args& args) {
  Reader read;
  const auto [seconds, role] = pick<2>(read.payload(args), {"seconds", "role"});
  constexpr std::chrono::seconds kLeast{kShortestInvitation};
  constexpr std::chrono::seconds kMost{kLongestInvitation};
  const std::chrono::seconds life{read.number("seconds", seconds, kLeast.count(), kMost.count())};
  return read.result(InvitePayload{
      .life = life, .role = read.word<rooms::Role>("role", role, kRoles).value_or(rooms::Role::guest)});
}

}  // namespace moim::signaling
