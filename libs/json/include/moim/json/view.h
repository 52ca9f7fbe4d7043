#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace moim::json {

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

class Elements;
class Fields;

/// One JSON value as its raw text. Owns nothing, converts only what is asked for, and `text()` can be passed
/// on byte for byte.
///
/// May only be made of text that a Validator accepted (or that this process wrote): the scanner behind it
/// looks for the ends of values and checks nothing. A default View is `null`; readers of the wrong kind
/// answer nullopt, and ranges over the wrong kind are empty, so untrusted *shapes* need no care.
class View {
 public:
  constexpr View() = default;
  /// `validated` starts and ends with the value itself: no white space around it.
  explicit constexpr View(std::string_view validated) : text_(validated) {}

  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is_null() const { return kind() == Kind::null; }
  [[nodiscard]] bool is_string() const { return kind() == Kind::string; }
  [[nodiscard]] bool is_array() const { return kind() == Kind::array; }
  [[nodiscard]] bool is_object() const { return kind() == Kind::object; }

  [[nodiscard]] std::optional<bool> boolean() const;
  /// A number written as an integer (no fraction, no exponent) that fits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// Any number; one beyond the range of double, or nearer to 0 than it reaches, is nullopt.
  [[nodiscard]] std::optional<double> number() const;

  /// The characters of a string in UTF-8, as a view into `text()` when it has no escapes, else unescaped into
  /// `scratch`.
  [[nodiscard]] std::optional<std::string_view> string(std::string& scratch) const;
  /// The same, owned.
  [[nodiscard]] std::optional<std::string> string() const;
  /// Whether this is a string of just these characters.
  [[nodiscard]] bool equals(std::string_view utf8) const;

  /// The elements of an array.
  [[nodiscard]] Elements elements() const;
  /// The fields of an object, duplicates included.
  [[nodiscard]] Fields fields() const;
  /// The value of `key` in an object. Of duplicate keys the last wins, as in `JSON.parse`.
  [[nodiscard]] std::optional<View> find(std::string_view key) const;

 private:
  std::string_view text_ = "null";
};

/// One field of an object. `key` is the quoted name, a string View of its own.
struct Field {
  View key;
  View value;
};

/// How long the string that validated `text` begins with is, quotes included. For scanners that walk all of a
/// text.
[[nodiscard]] std::size_t string_length(std::string_view text);
/// How long the value that validated `text` begins with is.
[[nodiscard]] std::size_t value_length(std::string_view text);

namespace detail {

/// Takes the next value off the front of `rest`, which is a comma-separated list of values.
View take_value(std::string_view& rest);
/// Takes the next `"key": value` off the front of `rest`.
Field take_field(std::string_view& rest);
[[nodiscard]] std::string_view skip_space(std::string_view text);

inline void take(std::string_view& rest, View& into) { into = take_value(rest); }
inline void take(std::string_view& rest, Field& into) { into = take_field(rest); }

/// Walks a comma-separated list of `Item`s.
template <class Item>
class ListIterator {
 public:
  using value_type = Item;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::forward_iterator_tag;

  ListIterator() = default;
  explicit ListIterator(std::string_view list) : rest_(skip_space(list)) { advance(); }

  const Item& operator*() const { return item_; }
  const Item* operator->() const { return &item_; }
  ListIterator& operator++() {
    advance();
    return *this;
  }
  ListIterator operator++(int) {
    ListIterator before = *this;
    advance();
    return before;
  }
  // The text left tells two places in one list apart.
  bool operator==(const ListIterator& other) const {
    return at_end_ == other.at_end_ && (at_end_ || rest_.size() == other.rest_.size());
  }
  bool operator==(std::default_sentinel_t) const { return at_end_; }

 private:
  void advance() {
    at_end_ = rest_.empty();
    if (!at_end_) take(rest_, item_);
  }

  std::string_view rest_;
  Item item_;
  bool at_end_ = true;
};

}  // namespace detail

/// The elements of an array, or of any comma-separated list of validated values.
class Elements {
 public:
  using iterator = detail::ListIterator<View>;
  constexpr Elements() = default;
  explicit constexpr Elements(std::string_view list) : list_(list) {}
  [[nodiscard]] iterator begin() const { return iterator{list_}; }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }
  [[nodiscard]] bool empty() const { return begin() == end(); }
  /// Counts: walks the whole list.
  [[nodiscard]] std::size_t size() const;

 private:
  std::string_view list_;
};

class Fields {
 public:
  using iterator = detail::ListIterator<Field>;
  constexpr Fields() = default;
  explicit constexpr Fields(std::string_view list) : list_(list) {}
  [[nodiscard]] iterator begin() const { return iterator{list_}; }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }
  [[nodiscard]] bool empty() const { return begin() == end(); }

 private:
  std::string_view list_;
};

/// The fields of the object that a validated list of values begins with; none if it begins with anything
/// else. Saves looking for the end of an object whose fields are all to be looked at anyway.
[[nodiscard]] Fields leading_fields(std::string_view list);

}  // namespace moim::json
