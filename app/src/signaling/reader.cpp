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

std::string Reader::label(const Value& value) { return text("email", value).value_or(""); }

std::optional<bool> Reader::flag(std::string_view name, const Value& value) {
  if (!value) return std::nullopt;
  const auto flag = value->boolean();
  if (!flag) fail(name, "true or false");
  return flag;
}

std::optional<std::string> Reader::text(std::string_view name, const Value& value) {
  if (absent(value)) return std::nullopt;
  auto text = value->string();
  if (!text) fail(name, "a string");
  return text;
}

std::string Reader::required_text(std::string_view name, const Value& value) {
  auto text = value.value_or(json::View{}).string();
  if (!text) fail(name, "a string");
  return std::move(text).value_or("");
}

bool Reader::required_flag(std::string_view name, const Value& value) {
  if (!value) fail(name, "true or false");
  return flag(name, value).value_or(false);
}

std::int64_t Reader::number(std::string_view name, const Value& value, std::int64_t least,
                            std::int64_t most) {
  const auto number = value.value_or(json::View{}).integer();
  if (number && *number >= least && *number <= most) return *number;
  fail(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return least;
}

void Reader::fail_word(std::string_view name, std::span<const std::string_view> words) {
  std::string expected = "one of";
  for (const std::string_view word : words) expected.append(word == words.front() ? " " : ", ").append(word);
  fail(name, expected);
}

rooms::StateChange Reader::flags(json::View object) {
  const auto [microphone, camera, screen, recording] =
      pick<4>(object, {"microphone", "camera", "screen", "recording"});
  return {.microphone = flag("microphone", microphone),
          .camera = flag("camera", camera),
          .screen = flag("screen", screen),
          .recording = flag("recording", recording)};
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
