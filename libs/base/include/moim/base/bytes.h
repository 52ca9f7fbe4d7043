#pragma once

#include <string>
#include <string_view>

namespace moim::base {

/// A read-only run of octets: text or binary, never zero-terminated. It does not own what it shows; the one
/// who returns it says for how long it is valid.
using ByteView = std::string_view;

/// Owned octets, text or binary.
using Bytes = std::string;

}  // namespace moim::base
