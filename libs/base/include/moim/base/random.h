#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace moim::base {

/// Where random octets come from. Pure objects get one as a parameter: the operating system's in production,
/// a seeded one in tests.
class RandomSource {
 public:
  RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;

  /// Fills all of `out`. Never fails: a source that cannot deliver ends the process.
  virtual void fill(std::span<std::byte> out) = 0;
};

/// Octets in an id made by `random_id`: 120 bits, far beyond guessing, and a whole number of base64url
/// characters.
inline constexpr std::size_t kRandomIdOctets = 15;

/// A new id of 20 characters of base64url (RFC 4648 section 5).
[[nodiscard]] std::string random_id(RandomSource& random);

}  // namespace moim::base
