#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "moim/base/random.h"

namespace moim::crypto {

/// The operating system's randomness by way of OpenSSL's generator, good for keys. Draws a block at a time,
/// because ids are small and every draw has a price. For one thread.
class SystemRandom final : public base::RandomSource {
 public:
  SystemRandom() = default;
  ~SystemRandom() override;

  /// Ends the process should the generator fail: without randomness no id is safe.
  void fill(std::span<std::byte> out) override;

 private:
  static constexpr std::size_t kBlockSize = 512;

  void refill();

  std::array<std::byte, kBlockSize> block_{};
  std::size_t used_ = kBlockSize;  // octets of block_ already handed out (and wiped)
};

}  // namespace moim::crypto
