#include "moim/base/random.h"

#include <array>

#include "moim/base/base64.h"

namespace moim::base {

std::string random_id(RandomSource& random) {
  std::array<std::byte, kRandomIdOctets> octets{};
  random.fill(octets);
  std::string raw(octets.size(), '\0');
  for (std::size_t i = 0; i < octets.size(); ++i) raw[i] = static_cast<char>(octets[i]);
  return base64url_encode(raw);
}

}  // namespace moim::base
