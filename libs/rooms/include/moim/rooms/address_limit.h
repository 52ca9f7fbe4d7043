#pragma once

#include <cstddef>
#include <string_view>

#include "moim/base/hash.h"
#include "moim/base/time.h"
#include "moim/base/token_bucket.h"

namespace moim::rooms {

/// How often each address may do something at one room's door: be wrong about its password, ask to be let in.
class AddressLimit {
 public:
  /// Keeps account of `max_addresses` at the most.
  AddressLimit(base::TokenRate rate, std::size_t max_addresses)
      : rate_{rate}, max_addresses_{max_addresses} {}

  /// Whether `address` may do it once more; changes nothing.
  [[nodiscard]] bool allows(std::string_view address, base::TimePoint now) const;
  /// It did.
  void count(std::string_view address, base::TimePoint now);

 private:
  [[nodiscard]] bool has_room(base::TimePoint now) const;

  base::TokenRate rate_;
  std::size_t max_addresses_;
  base::StringMap<base::TokenBucket> buckets_;
};

}  // namespace moim::rooms
