#include "grammar.h"

#include <algorithm>
#include <bit>
#include <string>

#include "moim/json/validator.h"

#include "scan.h"
#include "utf8.h"
#include "wide.h"

namespace moim::json::detail {
namespace {

/// Eats a document token by token; open containers are kept on an explicit stack of their closing brackets.
class Grammar {
 public:
  Grammar(std::string_view text, std::size_t max_depth, std::string& open)
      : at_(text.data()), end_(at_ + text.size()), max_depth_(max_depth), open_(open) {
    open_.clear();
    skip_space();
  }

  std::optional<Invalid> check() {
    bool accepted = value();
    while (accepted && !open_.empty()) accepted = after_value();
    if (accepted && at_ == end_) return std::nullopt;
    return too_deep_ ? Invalid::depth : Invalid::syntax;
  }

  /// Whether a string may hold something beyond ASCII. Elsewhere the grammar has no place for it.
  [[nodiscard]] bool beyond_ascii() const { return beyond_ != 0; }

 private:
  void skip_space() {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }

  bool eat(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    skip_space();
    return true;
  }

  bool eat_word(std::string_view word) {
    if (!std::string_view{at_, end_}.starts_with(word)) return false;
    at_ += word.size();
    skip_space();
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
    if (!too_deep_) open_ += closing;
    return !too_deep_;
  }

  bool key() { return at_ != end_ && *at_ == '"' && string() && eat(':'); }

  bool scalar() {
    if (at_ == end_) return false;
    switch (*at_) {
      case '"':
        return string();
      case 't':
        return eat_word("true");
      case 'f':
        return eat_word("false");
      case 'n':
        return eat_word("null");
      default:
        return number();
    }
  }

  bool digits() {
    const char* const start = at_;
    while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
    return at_ != start;
  }

  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  bool number() {
    take('-');
    const char* const start = at_;
    if (!digits() || (*start == '0' && at_ - start > 1)) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    skip_space();
    return true;
  }

  // At its opening quote.
  bool string() {
    ++at_;
    for (;;) {
      at_ = find_special(at_, end_, beyond_);
      if (at_ == end_) return false;
      if (*at_ == '"') return eat('"');
      if (*at_ != '\\') return false;
      while (at_ != end_ && *at_ == '\\') {
        if (!escape()) return false;
      }
      skip_blocks();
    }
  }

  // Blocks of a string in which nothing is special but short escapes. Where there was one, more will come:
  // each line of a session description ends with two, and a branch for each costs more than the line. Stops
  // at the first octet that needs more thought.
  void skip_blocks() {
    while (static_cast<std::size_t>(end_ - at_) > kBlock) {
      std::size_t length = kBlock;
      for (std::uint64_t special = specials(at_, beyond_); special != 0;) {
        const auto i = static_cast<std::size_t>(std::countr_zero(special));
        if (at_[i] != '\\' || !is_short_escape(at_[i + 1])) {
          at_ += i;
          return;
        }
        special &= ~(std::uint64_t{3} << i);
        length = std::max(length, i + 2);
      }
      at_ += length;
    }
  }

  static bool is_short_escape(char c) {
    switch (c) {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        return true;
      default:
        return false;
    }
  }

  // At its backslash.
  bool escape() {
    if (++at_ == end_) return false;
    const char c = *at_++;
    return is_short_escape(c) || (c == 'u' && code_point());
  }

  // The digits after `\u`, and the second escape of a pair.
  bool code_point() {
    const auto unit = code_unit();
    if (!unit || is_low_surrogate(*unit)) return false;
    if (!is_high_surrogate(*unit)) return true;
    if (!take('\\') || !take('u')) return false;
    const auto low = code_unit();
    return low && is_low_surrogate(*low);
  }

  std::optional<std::uint32_t> code_unit() {
    if (end_ - at_ < 4) return std::nullopt;
    std::uint32_t unit = 0;
    for (const char* const last = at_ + 4; at_ != last; ++at_) {
      if (hex_digit(*at_) < 0) return std::nullopt;
      unit = unit << 4 | static_cast<std::uint32_t>(hex_digit(*at_));
    }
    return unit;
  }

  const char* at_;
  const char* end_;
  std::size_t max_depth_;
  std::string& open_;
  std::uint32_t beyond_ = 0;
  bool too_deep_ = false;
};

}  // namespace

std::optional<Invalid> check_grammar(std::string_view text, std::size_t max_depth, std::string& open) {
  Grammar grammar{text, max_depth, open};
  const auto invalid = grammar.check();
  // ASCII, as nearly everything is, needs no second look.
  if (!invalid && !grammar.beyond_ascii()) return std::nullopt;
  return valid_utf8(text) ? invalid : Invalid::encoding;
}

}  // namespace moim::json::detail
