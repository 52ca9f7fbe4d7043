#include "moim/json/validator.h"

#include <cstring>
#include <string>

#include <simdjson.h>

#include "grammar.h"
#include "scan.h"

namespace moim::json {
namespace {

Invalid reason_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return Invalid::encoding;
    case simdjson::DEPTH_ERROR:
      return Invalid::depth;
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return Invalid::size;
    default:
      return Invalid::syntax;
  }
}

View trimmed(std::string_view text) {
  text = detail::skip_space(text);
  while (!text.empty() && detail::is_space(text.back())) text.remove_suffix(1);
  return View{text};
}

}  // namespace

std::string_view to_string(Invalid reason) {
  switch (reason) {
    case Invalid::syntax:
      return "not JSON";
    case Invalid::encoding:
      return "not UTF-8";
    case Invalid::depth:
      return "nested too deep";
    case Invalid::size:
      return "too long";
    case Invalid::count_:
      break;
  }
  return "unknown";
}

struct Validator::Parser {
  // simdjson does not count an innermost empty container, but does count the scalars in it as a level.
  explicit Parser(std::size_t capacity, std::size_t max_depth)
      : padded(capacity + simdjson::SIMDJSON_PADDING, '\0') {
    allocated = parser.allocate(capacity, max_depth + 1);
  }

  // The text is copied to where simdjson may read beyond its end.
  simdjson::error_code parse(std::string_view text) {
    if (allocated != simdjson::SUCCESS) return allocated;
    std::memcpy(padded.data(), text.data(), text.size());
    return parser.parse(padded.data(), text.size(), false).error();
  }

  simdjson::dom::parser parser;
  std::string padded;
  simdjson::error_code allocated = simdjson::SUCCESS;
};

Validator::Validator(std::size_t max_depth) : max_depth_(max_depth) {}
Validator::Validator(Validator&&) noexcept = default;
Validator& Validator::operator=(Validator&&) noexcept = default;
Validator::~Validator() = default;

std::expected<View, Invalid> Validator::validate(std::string_view text) {
  if (text.empty()) return std::unexpected(Invalid::syntax);
  if (text.size() <= kRetainedBytes && !parser_)
    parser_ = std::make_unique<Parser>(kRetainedBytes, max_depth_);
  const auto error =
      text.size() <= kRetainedBytes ? parser_->parse(text) : Parser{text.size(), max_depth_}.parse(text);
  if (error == simdjson::SUCCESS) return trimmed(text);
  if (error != simdjson::NUMBER_ERROR) return std::unexpected(reason_of(error));
  // A number that no machine word holds is valid JSON all the same.
  if (const auto invalid = detail::check_grammar(text, max_depth_)) return std::unexpected(*invalid);
  return trimmed(text);
}

bool valid_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

}  // namespace moim::json
