#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "moim/base/random.h"

namespace moim::fuzz {

/// The same octets in every execution (splitmix64): a failing input has to fail again.
class RepeatableRandom final : public base::RandomSource {
 public:
  void fill(std::span<std::byte> out) override {
    for (std::byte& octet : out) octet = static_cast<std::byte>(next() & 0xffU);
  }

 private:
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }

  std::uint64_t state_ = 0;
};

}  // namespace moim::fuzz
