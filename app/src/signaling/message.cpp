#include "signaling/message.h"

#include "signaling/words.h"

namespace moim::signaling {

void append(std::string& out, const User& message) {
  const rooms::ParticipantState& state = message.member.state;
  json::ObjectWriter user{out};
  user.field("id", message.member.id.view()).field("email", message.member.label);
  json::ObjectWriter{user.key("state")}
      .field("microphone", state.microphone)
      .field("camera", state.camera)
      .field("screen", state.screen)
      .field("recording", state.recording);
  user.field("role", to_string(message.member.role)).field("hand", message.member.hand);
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
  json::ObjectWriter{out}
      .field("ok", true)
      .field("id", message.self.id.view())
      .field("room", message.self.room->id())
      .field("users", Users{message.users})
      .field("limit", message.limit)
      .field("iceServers", json::Raw{message.ice_servers})
      .field("topology", "mesh")
      .field("role", to_string(message.self.role))
      .field("settings", RoomSettings{message.self.room->settings()})
      .field("chat", ChatHistory{message.self.room->chat_for(message.self)})
      .field("seat", message.seat)
      .field("call", message.self.room->call())
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
