#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "moim/json/view.h"

namespace moim::json {

/// Why a text is not accepted.
enum class Invalid : std::uint8_t { syntax, encoding, depth, count_ };
[[nodiscard]] std::string_view to_string(Invalid reason);

/// Deepest nesting of arrays and objects that is accepted unless told otherwise.
inline constexpr std::size_t kMaxDepth = 64;

/// Decides whether a text is one JSON document (RFC 8259) in valid UTF-8. Everything else in this library
/// reads only texts that passed here.
///
/// Accepts what `JSON.parse` in a browser accepts, with two exceptions: nesting deeper than `max_depth` (an
/// empty innermost array or object does not count), and strings with an escaped lone surrogate (`"\ud800"`),
/// which have no UTF-8 form and which parsers in other languages refuse. Numbers of any size pass.
///
/// Keeps its working memory, at most `max_depth` octets, between calls: a warm validator allocates nothing.
class Validator {
 public:
  explicit Validator(std::size_t max_depth = kMaxDepth) : max_depth_(max_depth) {}

  /// The view is of the value without the white space around it, and is valid as long as `text` is.
  [[nodiscard]] std::expected<View, Invalid> validate(std::string_view text);

 private:
  std::size_t max_depth_;
  std::string open_;  // closing brackets of the containers that are open
};

/// Whether `text` is valid UTF-8 (RFC 3629).
[[nodiscard]] bool valid_utf8(std::string_view text);

}  // namespace moim::json
