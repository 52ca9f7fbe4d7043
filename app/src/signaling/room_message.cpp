#include "signaling/room_message.h"

#include "signaling/message.h"
#include "signaling/words.h"

namespace moim::signaling {
namespace {

void append_fields(json::ObjectWriter& object, const rooms::ChatMessage& message) {
  object.field("n", message.number)
      .field("from", message.from)
      .field("email", message.label)
      .field("text", message.text)
      .field("at", message.at.time_since_epoch().count());
}

}  // namespace

void append(std::string& out, const RoomSettings& message) {
  const rooms::Settings& settings = message.settings;
  json::ObjectWriter{out}
      .field("locked", settings.locked)
      .field("password", settings.password)
      .field("lobby", settings.lobby)
      .field("chat", to_string(settings.chat))
      .field("share", to_string(settings.share))
      .field("history", settings.history);
}

void append(std::string& out, const Chat& message) {
  json::ObjectWriter object{out};
  append_fields(object, message.message);
}

void append(std::string& out, const ChatAck& message) {
  json::ObjectWriter object{out};
  object.field("ok", true);
  append_fields(object, message.message);
}

void append(std::string& out, const ChatHistory& message) {
  json::ArrayWriter list{out};
  for (const rooms::ChatMessage& one : message.messages) list.element(Chat{one});
}

void append(std::string& out, const WaitAck& message) {
  json::ObjectWriter{out}
      .field("ok", true)
      .field("waiting", true)
      .field("id", message.who.id.view())
      .field("room", message.who.room->id());
}

void append(std::string& out, const Waiting& message) {
  json::ArrayWriter list{out};
  for (const rooms::Member* member : message.members) {
    json::ObjectWriter{list.next()}.field("id", member->id.view()).field("email", member->label);
  }
}

void append(std::string& out, const DeniedBecause& message) {
  json::ObjectWriter{out}.field("reason", to_string(message.reason));
}

void append(std::string& out, const RemovedBy& message) {
  json::ObjectWriter{out}.field("by", message.by.id.view());
}

void append(std::string& out, const Asked& message) {
  json::ObjectWriter{out}
      .field("source", to_string(message.effect.source))
      .field("on", message.effect.on)
      .field("by", message.effect.by->id.view());
}

void append(std::string& out, const ReactionOf& message) {
  json::ObjectWriter{out}.field("id", message.who.id.view()).field("reaction", to_string(message.reaction));
}

void append(std::string& out, const HandAck& message) {
  json::ObjectWriter{out}.field("ok", true).field("hand", message.hand);
}

void append(std::string& out, const InviteAck& message) {
  json::ObjectWriter{out}
      .field("ok", true)
      .field("invite", message.invite)
      .field("expires", message.expires.time_since_epoch().count());
}

void append(std::string& out, const Peek& message) {
  const rooms::Settings settings = message.room ? message.room->settings() : rooms::Settings{};
  const bool open = message.room && !settings.locked && !settings.password && !settings.lobby;
  json::ObjectWriter object{out};
  object.field("ok", true)
      .field("count", open ? message.room->size() : 0)
      .field("limit", message.limit)
      .field("locked", settings.locked)
      .field("password", settings.password)
      .field("lobby", settings.lobby);
  if (message.ice_servers) object.field("iceServers", json::Raw{*message.ice_servers});
  json::ArrayWriter users{object.key("users")};
  if (!open) return;
  for (const rooms::Member* member : message.room->roster()) users.element(member->label);
}

}  // namespace moim::signaling
