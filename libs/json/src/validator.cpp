#include "moim/json/validator.h"

#include <simdjson.h>

#include "grammar.h"
#include "scan.h"

namespace moim::json {
namespace {

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
    case Invalid::count_:
      break;
  }
  return "unknown";
}

std::expected<View, Invalid> Validator::validate(std::string_view text) {
  if (const auto invalid = detail::check_grammar(text, max_depth_, open_)) return std::unexpected(*invalid);
  return trimmed(text);
}

bool valid_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

}  // namespace moim::json
