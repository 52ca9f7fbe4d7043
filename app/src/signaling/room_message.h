#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "moim/rooms/effect.h"

#include "signaling/world.h"

// What the server sends about a room and within it. message.h has the rest and makes all of it arguments of
// an emit.
namespace moim::signaling {

/// The payload of `room_settings`, and `settings` of a join.
struct RoomSettings {
  const rooms::Settings& settings;
};

/// `{n, from, email, text, at}`: the payload of `chat`, and an entry of `chat` of a join.
struct Chat {
  const rooms::ChatMessage& message;
};

/// The acknowledgement of `chat`: the same, with `ok`.
struct ChatAck {
  const rooms::ChatMessage& message;
};

/// What a joiner may see of the chat so far.
struct ChatHistory {
  rooms::ChatLog::Messages messages;
};

/// The acknowledgement of a `join_room` that has to wait.
struct WaitAck {
  const rooms::Member& who;
};

/// The payload of `waiting`.
struct Waiting {
  rooms::MemberList members;
};

/// The payload of `denied`.
struct DeniedBecause {
  rooms::Denial reason;
};

/// The payload of `removed`.
struct RemovedBy {
  const rooms::Member& by;
};

/// The payload of `state_asked`.
struct Asked {
  const rooms::StateAsked& effect;
};

/// The payload of `reaction`.
struct ReactionOf {
  const rooms::Member& who;
  rooms::Reaction reaction;
};

/// The acknowledgement of `raise_hand`.
struct HandAck {
  std::uint64_t hand;
};

/// The acknowledgement of `create_invite`.
struct InviteAck {
  std::string_view invite;
  WallTime expires;
};

/// The acknowledgement of `peek_room`: of a room that is not there, of one anybody may enter, or of one that
/// keeps to itself who is in it.
struct Peek {
  const rooms::Room* room;  ///< null: nobody is in it
  std::size_t limit;
  std::optional<std::string_view> ice_servers{};  ///< JSON; none for somebody who would not be let in
};

void append(std::string& out, const RoomSettings& message);
void append(std::string& out, const Chat& message);
void append(std::string& out, const ChatAck& message);
void append(std::string& out, const ChatHistory& message);
void append(std::string& out, const WaitAck& message);
void append(std::string& out, const Waiting& message);
void append(std::string& out, const DeniedBecause& message);
void append(std::string& out, const RemovedBy& message);
void append(std::string& out, const Asked& message);
void append(std::string& out, const ReactionOf& message);
void append(std::string& out, const HandAck& message);
void append(std::string& out, const InviteAck& message);
void append(std::string& out, const Peek& message);

}  // namespace moim::signaling
