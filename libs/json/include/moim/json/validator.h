#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string_view>

#include "moim/json/view.h"

namespace moim::json {

/// Why a text is not accepted.
enum class Invalid : std::uint8_t { syntax, encoding, depth, size, count_ };
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
/// Keeps its working memory between calls, so a warm validator allocates nothing; after a text longer than
/// `kRetainedBytes` the memory is given back.
class Validator {
 public:
  static constexpr std::size_t kRetainedBytes = 64 * 1024;

  explicit Validator(std::size_t max_depth = kMaxDepth);
  Validator(Validator&&) noexcept;
  Validator& operator=(Validator&&) noexcept;
  ~Validator();

  /// The view is of the value without the white space around it, and is valid as long as `text` is.
  [[nodiscard]] std::expected<View, Invalid> validate(std::string_view text);

 private:
  struct Parser;
  std::size_t max_depth_;
  std::unique_ptr<Parser> parser_;
};

/// Whether `text` is valid UTF-8 (RFC 3629).
[[nodiscard]] bool valid_utf8(std::string_view text);

}  // namespace moim::json
