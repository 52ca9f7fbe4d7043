#pragma once

#include <cstddef>

namespace moim::socketio::test {

/// Whether allocations are counted: sanitizers want to allocate by themselves.
[[nodiscard]] bool counts_allocations();
/// How often this program has allocated memory so far.
[[nodiscard]] std::size_t allocations();

}  // namespace moim::socketio::test
