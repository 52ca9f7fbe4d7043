#pragma once

#include <string>
#include <string_view>

namespace moim::socketio::detail {

/// The query of a URL (without the question mark) as the text of a JSON object of strings. Of a name that
/// comes twice the last value counts.
[[nodiscard]] std::string query_to_json(std::string_view query);

}  // namespace moim::socketio::detail
