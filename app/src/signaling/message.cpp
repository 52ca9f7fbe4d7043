#include "signaling/message.h"

#include "signaling/words.h"

namespace moim::signaling {

namespace {

// The part of somebody's entry that they are told of themselves, too.
void append_standing(json::ObjectWriter& object, const rooms::Member& member) {
  const rooms::ParticipantState& state = member.state;
  json::ObjectWriter{object.key("state")}
      .field("microphone", state.microphone)
      .field("camera", state.camera)
      .field("screen", state.screen)
      .field("recording", state.recording);
  object.field("role", to_string(member.role)).field("hand", member.hand);
}

}  // namespace

void append(std::string& out, const User& message) {
  json::ObjectWriter user{out};
  user.field("id", message.member.id.view()).field("email", message.member.label);
  append_standing(user, message.member);
  if (message.member.away) user.field("away", true);
}

void append(std::string& out, const Users& message) {
  json::ArrayWriter list{out};
  for (const rooms::Member* member : message.members) list.element(User{*member});
}

void append(std::string& out, const UserId& message) {
  json::ObjectWriter{out}.field("id", message.member.id.view());
}

void append(std::string& out, const UserBack& message) {
  json::ObjectWriter{out}.field("id", message.member.id.view()).field("fresh", message.fresh);
}

void append(std::string& out, const Relayed& message) {
  const RelayKind& kind = message.kind;
  json::ObjectWriter object{out};
  object.field(kind.document, message.document).field(kind.sender, message.sender.id.view());
  if (!kind.sender_label.empty()) object.field(kind.sender_label, message.sender.label);
}

void append(std::string& out, const JoinAck& message) {
  const rooms::Room& room = *message.self.room;
  json::ObjectWriter object{out};
  object.field("ok", true)
      .field("id", message.self.id.view())
      .field("room", room.id())
      .field("users", Users{message.users})
      .field("limit", message.limit)
      .field("iceServers", json::Raw{message.ice_servers})
      .field("topology", "mesh");
  append_standing(object, message.self);
  if (message.self.role == rooms::Role::host) object.field("waiting", Waiting{room.waiting()});
  object.field("settings", RoomSettings{room.settings()})
      .field("chat", ChatHistory{room.chat_for(message.self)})
      .field("seat", message.seat)
      .field("call", room.call())
      .field("holdSeconds", std::chrono::ceil<std::chrono::seconds>(message.hold).count())
      .field("resumed", message.resumed);
}

void append(std::string& out, const OkAck&) { json::ObjectWriter{out}.field("ok", true); }

void append(std::string& out, const FaultAck& message) {
  json::ObjectWriter object{out};
  object.field("ok", false);
  json::ObjectWriter error{object.key("error")};
  error.field("code", to_string(message.fault.code)).field("message", message.fault.message);
  if (message.fault.limit) error.field("limit", *message.fault.limit);
}

void append(std::string& out, const RequestError& message) {
  json::ObjectWriter{out}
      .field("event", message.event)
      .field("code", to_string(message.fault.code))
      .field("message", message.fault.message);
}

}  // namespace moim::signaling
