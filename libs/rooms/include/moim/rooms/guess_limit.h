#pragma once

#include <cstddef>
#include <string_view>

#include "moim/base/hash.h"
#include "moim/base/time.h"
#include "moim/base/token_bucket.h"

namespace moim::rooms {

/// How often each address may be wrong about one room's password.
class GuessLimit {
 public:
  /// Keeps account of `max_addresses` at the most.
  GuessLimit(base::TokenRate rate, std::size_t max_addresses) : rate_{rate}, max_addresses_{max_addresses} {}

  /// Whether a guess from `address` is listened to at all; asked before it is known to be right, so that what
  /// is refused says nothing about the password.
  [[nodiscard]] bool may_guess(std::string_view address, base::TimePoint now) const;
  /// A guess from `address` was wrong.
  void count_wrong(std::string_view address, base::TimePoint now);

 private:
  [[nodiscard]] bool has_room(base::TimePoint now) const;

  base::TokenRate rate_;
  std::size_t max_addresses_;
  base::StringMap<base::TokenBucket> buckets_;
};

}  // namespace moim::rooms
