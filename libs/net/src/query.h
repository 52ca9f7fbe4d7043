#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace moim::net {

/// Reads "a=b&c=d" with %-escapes and '+' for a space (WHATWG URL 5.1). A malformed escape stays as it is.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

}  // namespace moim::net
