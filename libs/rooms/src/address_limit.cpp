#include "moim/rooms/address_limit.h"

#include <algorithm>
#include <string>

namespace moim::rooms {

bool AddressLimit::allows(std::string_view address, base::TimePoint now) const {
  const auto found = buckets_.find(address);
  if (found == buckets_.end()) return has_room(now);
  base::TokenBucket bucket = found->second;
  return bucket.take(rate_, now);
}

void AddressLimit::count(std::string_view address, base::TimePoint now) {
  if (buckets_.size() >= max_addresses_)
    std::erase_if(buckets_, [now](const auto& entry) { return entry.second.full(now); });
  auto found = buckets_.find(address);
  if (found == buckets_.end()) found = buckets_.emplace(std::string{address}, base::TokenBucket{}).first;
  static_cast<void>(found->second.take(rate_, now));
}

// With as many addresses as can be counted, new ones have to wait until one of them is as good as new.
bool AddressLimit::has_room(base::TimePoint now) const {
  return buckets_.size() < max_addresses_ ||
         std::ranges::any_of(buckets_, [now](const auto& entry) { return entry.second.full(now); });
}

}  // namespace moim::rooms
