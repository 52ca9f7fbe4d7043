#include "signaling/payload.h"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace moim::signaling {
namespace {

using Value = std::optional<json::View>;

bool absent(const Value& value) { return !value || value->is_null(); }

/// Converts one field after the other and remembers the first that is not what it has to be.
class Reader {
 public:
  json::View payload(const socketio::Args& args);
  std::string room(const Value& value);
  std::string label(const Value& value);
  rooms::StateChange flags(json::View object);
  rooms::ParticipantState state(const Value& value);
  json::View document(std::string_view name, const Value& value);
  std::string_view receiver(std::string_view name, const Value& value, std::string& scratch);

  /// `value`, or what was wrong.
  template <class T>
  Outcome<T> result(T value) {
    if (fault_) return std::unexpected{*std::move(fault_)};
    return value;
  }

 private:
  std::optional<bool> flag(std::string_view name, const Value& value);
  void fail(std::string_view name, std::string_view expected) {
    if (fault_) return;
    fault_ = Fault{ErrorCode::bad_request, std::string{name}.append(" must be ").append(expected)};
  }

  std::optional<Fault> fault_;
};

/// The named fields of an object in one pass, because a document among them may be long. Of duplicates the
/// last counts.
template <std::size_t N>
std::array<Value, N> pick(json::View object, const std::array<std::string_view, N>& names) {
  std::array<Value, N> values;
  for (const json::Field& field : object.fields()) {
    for (std::size_t i = 0; i < N; ++i) {
      if (field.key.equals(names[i])) values[i] = field.value;
    }
  }
  return values;
}

json::View Reader::payload(const socketio::Args& args) {
  const json::View payload = args[0];
  if (!args.attachments().empty()) fail("the payload", "free of binary attachments");
  if (!payload.is_object()) fail("the payload", "an object");
  return payload;
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

}  // namespace

Outcome<JoinPayload> read_join(const socketio::Args& args) {
  Reader read;
  const auto [room, label, state] = pick<3>(read.payload(args), {"room", "email", "state"});
  return read.result(
      JoinPayload{.room = read.room(room), .label = read.label(label), .state = read.state(state)});
}

Outcome<rooms::StateChange> read_change(const socketio::Args& args) {
  Reader read;
  const json::View payload = read.payload(args);
  rooms::StateChange change = read.flags(payload);
  if (const Value label = payload.find("email")) change.label = read.label(label);
  return read.result(std::move(change));
}

Outcome<RelayPayload> read_relay(const socketio::Args& args, const RelayKind& kind, std::string& scratch) {
  Reader read;
  const auto [document, receiver] = pick<2>(read.payload(args), {kind.document, kind.receiver});
  return read.result(RelayPayload{.document = read.document(kind.document, document),
                                  .receiver = read.receiver(kind.receiver, receiver, scratch)});
}

}  // namespace moim::signaling
