#include "histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace moim::bench {

void Histogram::add(Nanos duration) {
  const auto value = static_cast<std::uint64_t>(std::max<Nanos>(duration, 0));
  ++buckets_[std::min(bucket_of(value), buckets_.size() - 1)];
  ++count_;
  greatest_ = std::max(greatest_, duration);
}

Nanos Histogram::quantile(double fraction) const {
  const auto wanted = static_cast<std::uint64_t>(std::ceil(fraction * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
    seen += buckets_[bucket];
    if (seen >= wanted && seen > 0) return std::min(static_cast<Nanos>(upper_end(bucket)), greatest_);
  }
  return greatest_;
}

// Values below 2 * kSteps have a bucket of their own; above, the leading bits name it.
std::size_t Histogram::bucket_of(std::uint64_t duration) {
  if (duration < 2 * kSteps) return duration;
  const auto shift = static_cast<std::size_t>(std::bit_width(duration)) - std::bit_width(2 * kSteps - 1);
  return shift * kSteps + (duration >> shift);
}

std::uint64_t Histogram::upper_end(std::size_t bucket) {
  if (bucket < 2 * kSteps) return bucket;
  const std::size_t shift = bucket / kSteps - 1;
  return ((bucket - shift * kSteps + 1) << shift) - 1;
}

}  // namespace moim::bench
