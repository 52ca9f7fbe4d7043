#include "grammar.h"

#include <string>

#include "moim/json/view.h"

#include "scan.h"
#include "utf8.h"

namespace moim::json::detail {
namespace {

/// Eats a document token by token; open containers are kept on an explicit stack of their closing brackets.
class Grammar {
 public:
  Grammar(std::string_view text, std::size_t max_depth) : rest_(skip_space(text)), max_depth_(max_depth) {}

  std::optional<Invalid> check() {
    bool accepted = value();
    while (accepted && !open_.empty()) accepted = after_value();
    if (accepted && rest_.empty()) return std::nullopt;
    return too_deep_ ? Invalid::depth : Invalid::syntax;
  }

 private:
  bool eat(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_ = skip_space(rest_.substr(1));
    return true;
  }

  bool eat_word(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_ = skip_space(rest_.substr(word.size()));
    return true;
  }

  // A scalar, an empty container, or the first brackets of a full one with its first scalar.
  bool value() {
    for (;;) {
      if (eat('[')) {
        if (eat(']')) return true;
        if (!open(']')) return false;
      } else if (eat('{')) {
        if (eat('}')) return true;
        if (!open('}') || !key()) return false;
      } else {
        return scalar();
      }
    }
  }

  // What follows a value inside a container.
  bool after_value() {
    if (eat(open_.back())) {
      open_.pop_back();
      return true;
    }
    return eat(',') && (open_.back() == ']' || key()) && value();
  }

  bool open(char closing) {
    too_deep_ = open_.size() >= max_depth_;
    open_ += closing;
    return !too_deep_;
  }

  bool key() { return string() && eat(':'); }

  bool scalar() {
    if (rest_.starts_with('"')) return string();
    return eat_word("true") || eat_word("false") || eat_word("null") || number();
  }

  bool digits(std::size_t& i) const {
    const std::size_t start = i;
    while (i < rest_.size() && rest_[i] >= '0' && rest_[i] <= '9') ++i;
    return i > start;
  }

  bool number() {
    std::size_t i = rest_.starts_with('-') ? 1 : 0;
    const std::size_t start = i;
    if (!digits(i) || (rest_[start] == '0' && i > start + 1)) return false;
    if (i < rest_.size() && rest_[i] == '.' && !digits(++i)) return false;
    if (i < rest_.size() && (rest_[i] == 'e' || rest_[i] == 'E')) {
      ++i;
      if (i < rest_.size() && (rest_[i] == '+' || rest_[i] == '-')) ++i;
      if (!digits(i)) return false;
    }
    rest_ = skip_space(rest_.substr(i));
    return true;
  }

  bool string() {
    if (!rest_.starts_with('"')) return false;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '"') {
        rest_ = skip_space(rest_.substr(i + 1));
        return true;
      }
      if (c == '\\' && !escape(++i)) return false;
    }
    return false;
  }

  // `i` is at the character after the backslash, and is left at the last one of the escape.
  bool escape(std::size_t& i) const {
    if (i >= rest_.size()) return false;
    if (rest_[i] != 'u') return std::string_view{"\"\\/bfnrt"}.find(rest_[i]) != std::string_view::npos;
    const auto unit = code_unit(i + 1);
    i += 4;
    if (!unit || is_low_surrogate(*unit)) return false;
    if (!is_high_surrogate(*unit)) return true;
    if (rest_.substr(i + 1, 2) != "\\u") return false;
    const auto low = code_unit(i + 3);
    i += 6;
    return low && is_low_surrogate(*low);
  }

  std::optional<std::uint32_t> code_unit(std::size_t at) const {
    if (at + 4 > rest_.size()) return std::nullopt;
    std::uint32_t unit = 0;
    for (const char c : rest_.substr(at, 4)) {
      if (hex_digit(c) < 0) return std::nullopt;
      unit = unit << 4 | static_cast<std::uint32_t>(hex_digit(c));
    }
    return unit;
  }

  std::string_view rest_;
  std::size_t max_depth_;
  std::string open_;
  bool too_deep_ = false;
};

}  // namespace

std::optional<Invalid> check_grammar(std::string_view text, std::size_t max_depth) {
  return Grammar{text, max_depth}.check();
}

}  // namespace moim::json::detail
