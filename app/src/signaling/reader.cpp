#include "signaling/reader.h"

namespace moim::signaling {

json::View Reader::payload(const socketio::Args& args) {
  const json::View payload = args[0];
  if (!args.attachments().empty()) fail("the payload", "free of binary attachments");
  if (!payload.is_object()) fail("the payload", "an object");
  return payload;
}

json::Fields Reader::fields(const socketio::Args& args) {
  if (!args.attachments().empty()) fail("the payload", "free of binary attachments");
  if (!args.list().starts_with('{')) fail("the payload", "an object");
  return fault_ ? json::Fields{} : json::leading_fields(args.list());
}

std::string Reader::room(const Value& value) {
  if (value) {
    if (auto text = value->string()) return *std::move(text);
    const std::string_view digits = value->text();
    if (value->kind() == json::Kind::number && digits.find_first_of(".eE") == std::string_view::npos) {
      return std::string{digits == "-0" ? "0" : digits};
    }
  }
  fail("room", "a string or an integer");
  return {};
}

std::string Reader::label(const Value& value) {
  if (absent(value)) return {};
  if (auto text = value->string()) return *std::move(text);
  fail("email", "a string");
  return {};
}

std::optional<bool> Reader::flag(std::string_view name, const Value& value) {
  if (!value) return std::nullopt;
  const auto flag = value->boolean();
  if (!flag) fail(name, "true or false");
  return flag;
}

rooms::StateChange Reader::flags(json::View object) {
  const auto [microphone, camera, screen] = pick<3>(object, {"microphone", "camera", "screen"});
  return {.microphone = flag("microphone", microphone),
          .camera = flag("camera", camera),
          .screen = flag("screen", screen)};
}

rooms::ParticipantState Reader::state(const Value& value) {
  if (absent(value)) return {};
  if (!value->is_object()) fail("state", "an object");
  return changed({}, flags(*value));
}

json::View Reader::document(std::string_view name, const Value& value) {
  if (!value) fail(name, "present");
  return value.value_or(json::View{});
}

std::string_view Reader::receiver(std::string_view name, const Value& value, std::string& scratch) {
  const auto text = value.value_or(json::View{}).string(scratch);
  if (!text) fail(name, "a string");
  return text.value_or("");
}

}  // namespace moim::signaling
