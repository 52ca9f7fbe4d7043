#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "moim/json/view.h"

namespace moim::json {

/// Text that is one JSON value already and is written as it is. Whoever makes one answers for its validity.
struct Raw {
  std::string_view text;
};

/// Appends `utf8` as a quoted, escaped JSON string. Octets that are not valid UTF-8 become U+FFFD, so what is
/// written is always valid.
void append_string(std::string& out, std::string_view utf8);
void append_integer(std::string& out, std::int64_t value);
void append_integer(std::string& out, std::uint64_t value);
/// The shortest text that reads back as the same number; NaN and infinities become `null`, as in
/// `JSON.stringify`.
void append_number(std::string& out, double value);

/// How a type becomes JSON. Specialize it to make your own type an argument of `append` (and of a Socket.IO
/// emit).
template <class T>
struct Writer;

/// Appends `value` as JSON: strings, numbers, booleans, nullptr, optionals, vectors, Raw, View, and whatever
/// has a Writer.
template <class T>
void append(std::string& out, const T& value) {
  Writer<std::decay_t<T>>::append(out, value);
}

template <class T>
  requires std::convertible_to<const T&, std::string_view>
struct Writer<T> {
  static void append(std::string& out, std::string_view value) { append_string(out, value); }
};
template <>
struct Writer<bool> {
  static void append(std::string& out, bool value) { out += value ? "true" : "false"; }
};
template <>
struct Writer<std::nullptr_t> {
  static void append(std::string& out, std::nullptr_t) { out += "null"; }
};
template <std::integral T>
struct Writer<T> {
  static void append(std::string& out, T value) {
    using Wide = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
    append_integer(out, static_cast<Wide>(value));
  }
};
template <std::floating_point T>
struct Writer<T> {
  static void append(std::string& out, T value) { append_number(out, static_cast<double>(value)); }
};
template <>
struct Writer<Raw> {
  static void append(std::string& out, Raw value) { out += value.text; }
};
template <>
struct Writer<View> {
  static void append(std::string& out, View value) { out += value.text(); }
};
template <class T>
struct Writer<std::optional<T>> {
  static void append(std::string& out, const std::optional<T>& value) {
    if (value) return json::append(out, *value);
    out += "null";
  }
};
template <class T>
struct Writer<std::vector<T>> {
  static void append(std::string& out, const std::vector<T>& values) {
    out += '[';
    bool first = true;
    for (const T& value : values) {
      if (!first) out += ',';
      first = false;
      json::append(out, value);
    }
    out += ']';
  }
};

/// Writes an object field by field to the end of a string; the brace closes when the writer ends.
/// Another writer may write to the same string while this one waits, so objects nest:
/// `ObjectWriter{out}.field("ok", true).field("id", id);`
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;
  ~ObjectWriter() { out_ += '}'; }

  template <class T>
  ObjectWriter& field(std::string_view name, const T& value) {
    json::append(key(name), value);
    return *this;
  }
  /// Writes the name; the caller appends the value to the string returned.
  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_string(out_, name);
    out_ += ':';
    return out_;
  }

 private:
  std::string& out_;
  bool first_ = true;
};

/// Writes an array element by element to the end of a string; the bracket closes when the writer ends.
class ArrayWriter {
 public:
  explicit ArrayWriter(std::string& out) : out_(out) { out_ += '['; }
  ArrayWriter(const ArrayWriter&) = delete;
  ArrayWriter& operator=(const ArrayWriter&) = delete;
  ~ArrayWriter() { out_ += ']'; }

  template <class T>
  ArrayWriter& element(const T& value) {
    json::append(next(), value);
    return *this;
  }
  /// Writes the comma; the caller appends the element to the string returned.
  std::string& next() {
    if (!first_) out_ += ',';
    first_ = false;
    return out_;
  }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace moim::json
