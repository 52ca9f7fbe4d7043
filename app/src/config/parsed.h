#pragma once

#include <expected>
#include <string>

namespace moim::app {

/// A value read from text, or what would have been allowed instead: "a whole number from 1 to 10".
template <class T>
using Parsed = std::expected<T, std::string>;

}  // namespace moim::app
