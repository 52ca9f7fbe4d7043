#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "clock.h"

namespace moim::bench {

/// Durations in buckets that are at most 1/64 of their value wide; the greatest is kept exactly.
class Histogram {
 public:
  void add(Nanos duration);

  /// The upper end of the bucket below which `fraction` (0 to 1) of the durations lie; 0 without any.
  [[nodiscard]] Nanos quantile(double fraction) const;
  [[nodiscard]] Nanos greatest() const { return greatest_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  static constexpr std::size_t kSteps = 64;  // per power of two
  static constexpr std::size_t kPowers = 40;

  [[nodiscard]] static std::size_t bucket_of(std::uint64_t duration);
  [[nodiscard]] static std::uint64_t upper_end(std::size_t bucket);

  std::array<std::uint64_t, kSteps * kPowers> buckets_{};
  std::uint64_t count_ = 0;
  Nanos greatest_ = 0;
};

}  // namespace moim::bench
