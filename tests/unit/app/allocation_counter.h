#pragma once

#include <cstddef>

namespace moim {

/// How often this program has taken memory from the heap so far.
[[nodiscard]] std::size_t allocation_count();

}  // namespace moim
