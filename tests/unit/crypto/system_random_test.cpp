#include "moim/crypto/system_random.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace moim::crypto {
namespace {

TEST(SystemRandom, FillsAnySize) {
  SystemRandom random;
  for (const std::size_t size : {0UL, 1UL, 15UL, 511UL, 512UL, 513UL, 100'000UL}) {
    std::vector<std::byte> octets(size + 1, std::byte{0});
    random.fill(std::span{octets}.first(size));
    EXPECT_EQ(octets.back(), std::byte{0});
    // Eight zero octets in a row where randomness should be: once in 2^64 by chance.
    EXPECT_EQ(
        std::ranges::search(std::span{octets}.first(size), std::vector<std::byte>(8, std::byte{0})).begin(),
        std::span{octets}.first(size).end());
  }
}

TEST(SystemRandom, NeverGivesTheSameTwice) {
  SystemRandom one;
  SystemRandom other;
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) {
    ids.insert(base::random_id(one));
    ids.insert(base::random_id(other));
  }
  EXPECT_EQ(ids.size(), 20'000U);
}

}  // namespace
}  // namespace moim::crypto
