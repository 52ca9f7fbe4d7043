#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "moim/json/view.h"
#include "moim/rooms/participant_state.h"
#include "moim/socketio/args.h"

#include "signaling/fault.h"

namespace moim::signaling {

/// A field of a payload, if it is there.
using Value = std::optional<json::View>;

/// Not there, or null.
[[nodiscard]] inline bool absent(const Value& value) { return !value || value->is_null(); }

/// Converts one field after the other and remembers the first that is not what it has to be.
class Reader {
 public:
  json::View payload(const socketio::Args& args);
  /// The payload's fields, without a walk to its end first: an offer is long.
  json::Fields fields(const socketio::Args& args);
  std::string room(const Value& value);
  std::string label(const Value& value);
  /// A string that may be missing.
  std::optional<std::string> text(std::string_view name, const Value& value);
  /// One that may not.
  std::string required_text(std::string_view name, const Value& value);
  std::optional<bool> flag(std::string_view name, const Value& value);
  bool required_flag(std::string_view name, const Value& value);
  /// A whole number from `least` to `most`.
  std::int64_t number(std::string_view name, const Value& value, std::int64_t least, std::int64_t most);
  /// One of a few words, as the enumerator in its place.
  template <class Enum>
  std::optional<Enum> word(std::string_view name, const Value& value,
                           std::span<const std::string_view> words) {
    if (!value) return std::nullopt;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (value->equals(words[i])) return static_cast<Enum>(i);
    }
    fail_word(name, words);
    return std::nullopt;
  }
  template <class Enum>
  Enum required_word(std::string_view name, const Value& value, std::span<const std::string_view> words) {
    if (!value) fail_word(name, words);
    return word<Enum>(name, value, words).value_or(Enum{});
  }
  rooms::StateChange flags(json::View object);
  rooms::ParticipantState state(const Value& value);
  json::View document(std::string_view name, const Value& value);
  std::string_view receiver(std::string_view name, const Value& value, std::string& scratch);

  /// Remembers that `name` is not what it has to be, unless something else was not before.
  void fail(std::string_view name, std::string_view expected) {
    if (fault_) return;
    fault_ = Fault{ErrorCode::bad_request, std::string{name}.append(" must be ").append(expected)};
  }

  /// `value`, or what was wrong.
  template <class T>
  Outcome<T> result(T value) {
    if (fault_) return std::unexpected{*std::move(fault_)};
    return value;
  }

 private:
  void fail_word(std::string_view name, std::span<const std::string_view> words);

  std::optional<Fault> fault_;
};

/// The named fields of an object in one pass, because a document among them may be long. Of duplicates the
/// last counts.
template <std::size_t N>
[[nodiscard]] std::array<Value, N> pick(json::Fields fields, const std::array<std::string_view, N>& names) {
  std::array<Value, N> values;
  for (const json::Field& field : fields) {
    for (std::size_t i = 0; i < N; ++i) {
      if (field.key.equals(names[i])) values[i] = field.value;
    }
  }
  return values;
}
template <std::size_t N>
[[nodiscard]] std::array<Value, N> pick(json::View object, const std::array<std::string_view, N>& names) {
  return pick<N>(object.fields(), names);
}

}  // namespace moim::signaling
