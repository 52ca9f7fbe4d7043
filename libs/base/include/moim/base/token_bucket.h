#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "moim/base/time.h"

namespace moim::base {

/// How fast a bucket fills, and how much it holds. One rate serves many buckets.
class TokenRate {
 public:
  /// No limit.
  constexpr TokenRate() = default;

  /// `per_second` tokens flow in, up to `burst` of them wait to be taken; either 0: no limit.
  constexpr TokenRate(std::uint32_t per_second, std::uint32_t burst)
      : per_token_{per_second == 0 || burst == 0 ? Duration{0}
                                                 : Duration{std::chrono::seconds{1}} / per_second},
        depth_{per_token_ * burst} {}

  /// A token flows in every `per_token`, for what is slower than one a second.
  [[nodiscard]] static constexpr TokenRate every(Duration per_token, std::uint32_t burst) {
    TokenRate rate;
    rate.per_token_ = per_token;
    rate.depth_ = per_token * burst;
    return rate;
  }

  [[nodiscard]] constexpr bool unlimited() const { return per_token_ == Duration{0}; }
  [[nodiscard]] constexpr bool operator==(const TokenRate&) const = default;

 private:
  friend class TokenBucket;
  Duration per_token_{0};  // at most a billion per second, so that it is never rounded to nothing
  Duration depth_{0};
};

/// An allowance that refills with time. It is kept as the one moment at which it will be full again (the
/// generic cell rate algorithm, ITU-T I.371 A.1), so it takes eight octets and a few instructions and needs
/// no timer. One bucket goes with one rate: when that changes, refill() it, or what is missing would be taken
/// for another number of tokens.
class TokenBucket {
 public:
  /// Takes `tokens` if they are there. What is refused costs nothing.
  [[nodiscard]] bool take(const TokenRate& rate, TimePoint now, std::uint32_t tokens = 1) {
    if (rate.unlimited()) return true;
    const TimePoint full_at = std::max(full_at_, now) + rate.per_token_ * tokens;
    if (full_at - now > rate.depth_) return false;
    full_at_ = full_at;
    return true;
  }

  /// As good as a new one from now on.
  void refill() { full_at_ = TimePoint::min(); }

  /// Nothing is missing: the bucket is as good as a new one.
  [[nodiscard]] bool full(TimePoint now) const { return full_at_ <= now; }

 private:
  TimePoint full_at_ = TimePoint::min();
};

}  // namespace moim::base
