#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace moim::base {

/// One counter for each enumerator of `Enum`, whose last enumerator is `count_`. Counting is an increment: it
/// is always on.
template <class Enum>
class Counters {
 public:
  void add(Enum which, std::uint64_t amount = 1) { values_[static_cast<std::size_t>(which)] += amount; }
  [[nodiscard]] std::uint64_t operator[](Enum which) const {
    return values_[static_cast<std::size_t>(which)];
  }

 private:
  std::array<std::uint64_t, static_cast<std::size_t>(Enum::count_)> values_{};
};

}  // namespace moim::base
