#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "moim/json/validator.h"

namespace moim::json::detail {

/// Checks a text of valid UTF-8 against the grammar of RFC 8259, numbers of any size included. The slow
/// second opinion on what simdjson refuses because a number does not fit a machine word. nullopt: accepted.
[[nodiscard]] std::optional<Invalid> check_grammar(std::string_view text, std::size_t max_depth);

}  // namespace moim::json::detail
