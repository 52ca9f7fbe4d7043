#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "moim/json/validator.h"

namespace moim::json::detail {

/// Checks a text against the grammar of RFC 8259 in one pass. nullopt: accepted. `open` is working memory: at
/// most `max_depth` octets.
[[nodiscard]] std::optional<Invalid> check_grammar(std::string_view text, std::size_t max_depth,
                                                   std::string& open);

}  // namespace moim::json::detail
