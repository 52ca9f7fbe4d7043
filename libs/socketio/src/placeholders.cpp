#include "placeholders.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "moim/json/view.h"

namespace moim::socketio::detail {
namespace {

/// Walks all tokens once, whatever the nesting, with the open containers on a stack.
class Scanner {
 public:
  explicit Scanner(std::string_view list) : rest_(list) { open_.push_back({}); }

  std::vector<Placeholder> run() {
    while (!rest_.empty()) step(rest_.front());
    return std::move(found_);
  }

 private:
  enum class Key : std::uint8_t { other, placeholder, num };
  struct Container {
    bool object = false;
    bool before_key = false;
    Key key = Key::other;
    Placeholder found{};
  };

  void step(char c) {
    switch (c) {
      case '{':
      case '[':
        value({});
        open_.push_back({.object = c == '{', .before_key = c == '{'});
        return skip(1);
      case '}':
        if (open_.back().found.marker == "true") found_.push_back(open_.back().found);
        open_.pop_back();
        return skip(1);
      case ']':
        open_.pop_back();
        return skip(1);
      case ',':
        open_.back().before_key = open_.back().object;
        return skip(1);
      case ':':
      case ' ':
      case '\t':
      case '\n':
      case '\r':
        return skip(1);
      default:
        return scalar();
    }
  }

  void scalar() {
    const std::string_view token = rest_.substr(0, json::value_length(rest_));
    if (open_.back().before_key) {
      key(json::View{token});
    } else {
      value(token);
    }
    skip(token.size());
  }

  void key(json::View name) {
    Container& object = open_.back();
    object.before_key = false;
    object.key = name.equals("_placeholder") ? Key::placeholder : name.equals("num") ? Key::num : Key::other;
  }

  // Of duplicate keys the last counts, as for whoever parses it later.
  void value(std::string_view token) {
    Container& object = open_.back();
    if (object.key == Key::placeholder) object.found.marker = token;
    if (object.key == Key::num) object.found.number = token;
    object.key = Key::other;
  }

  void skip(std::size_t length) { rest_.remove_prefix(std::max<std::size_t>(length, 1)); }

  std::string_view rest_;
  std::vector<Container> open_;
  std::vector<Placeholder> found_;
};

}  // namespace

std::vector<Placeholder> find_placeholders(std::string_view list) { return Scanner{list}.run(); }

std::optional<std::size_t> attachment_index(std::string_view number, std::size_t attachments) {
  const auto index = number.empty() ? std::nullopt : json::View{number}.integer();
  if (!index || *index < 0 || static_cast<std::uint64_t>(*index) >= attachments) return std::nullopt;
  return static_cast<std::size_t>(*index);
}

}  // namespace moim::socketio::detail
