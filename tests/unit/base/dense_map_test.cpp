#include "moim/base/dense_map.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace moim::base {
namespace {

enum class Id : std::uint64_t {};

Id id(std::uint64_t generation, std::uint64_t place) { return Id{generation << 32U | place}; }

TEST(DenseMap, FindsWhatWasPutIn) {
  DenseMap<Id, std::string> map;
  EXPECT_TRUE(map.try_emplace(id(1, 7), "seven").second);
  EXPECT_EQ(*map.find(id(1, 7)), "seven");
  EXPECT_EQ(map.find(id(1, 6)), nullptr);
  EXPECT_EQ(map.find(id(1, 8)), nullptr);
  const auto [there, added] = map.try_emplace(id(1, 7), "again");
  EXPECT_FALSE(added);
  EXPECT_EQ(*there, "seven");
  EXPECT_EQ(map.size(), 1U);
}

TEST(DenseMap, KnowsAnotherIdInTheSamePlace) {
  DenseMap<Id, int> map;
  map.try_emplace(id(1, 3), 1);
  EXPECT_EQ(map.find(id(2, 3)), nullptr);
  EXPECT_FALSE(map.erase(id(2, 3)));
  EXPECT_EQ(map.try_emplace(id(2, 3), 2).first, nullptr);
  EXPECT_TRUE(map.erase(id(1, 3)));
  EXPECT_EQ(*map.try_emplace(id(2, 3), 2).first, 2);
  EXPECT_EQ(map.find(id(1, 3)), nullptr);
}

TEST(DenseMap, KeepsEntriesInPlaceWhileItGrows) {
  DenseMap<Id, int> map;
  int* const first = map.try_emplace(id(1, 0), 42).first;
  for (std::uint64_t place = 1; place < 1'000; ++place) map.try_emplace(id(1, place), 0);
  EXPECT_EQ(map.find(id(1, 0)), first);
  EXPECT_EQ(*first, 42);
}

TEST(DenseMap, VisitsAllAndMayLoseThemMeanwhile) {
  DenseMap<Id, int> map;
  for (std::uint64_t place = 0; place < 5; ++place)
    map.try_emplace(id(place, place), static_cast<int>(place));
  std::vector<int> seen;
  map.for_each([&](Id each, int& value) {
    seen.push_back(value);
    map.erase(each);
  });
  EXPECT_EQ(seen, (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(map.size(), 0U);
}

}  // namespace
}  // namespace moim::base
