#pragma once

// For users of the library who want a document object: including this makes nlohmann::json an argument like
// any other, and turns views into it. Nothing else in moim::json knows nlohmann.

#include <string>

#include <nlohmann/json.hpp>

#include "moim/json/view.h"
#include "moim/json/write.h"

namespace moim::json {

/// The value as a document object; null when it holds a number beyond the range of double, which
/// nlohmann::json cannot carry.
[[nodiscard]] inline nlohmann::json to_nlohmann(View value) {
  auto parsed = nlohmann::json::parse(value.text(), nullptr, false);
  return parsed.is_discarded() ? nlohmann::json{} : parsed;
}

template <>
struct Writer<nlohmann::json> {
  static void append(std::string& out, const nlohmann::json& value) {
    out += value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
};

}  // namespace moim::json
