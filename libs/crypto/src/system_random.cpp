#include "moim/crypto/system_random.h"

#include <algorithm>
#include <cstring>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "moim/base/check.h"

namespace moim::crypto {
namespace {

void draw(std::span<std::byte> out) {
  auto* octets = static_cast<unsigned char*>(static_cast<void*>(out.data()));
  MOIM_CHECK(RAND_bytes(octets, static_cast<int>(out.size())) == 1);
}

}  // namespace

SystemRandom::~SystemRandom() { OPENSSL_cleanse(block_.data(), block_.size()); }

void SystemRandom::fill(std::span<std::byte> out) {
  while (!out.empty()) {
    if (used_ == block_.size()) refill();
    const std::size_t taken = std::min(out.size(), block_.size() - used_);
    std::memcpy(out.data(), block_.data() + used_, taken);
    OPENSSL_cleanse(block_.data() + used_, taken);  // what became a key must not be found here later
    used_ += taken;
    out = out.subspan(taken);
  }
}

void SystemRandom::refill() {
  draw(block_);
  used_ = 0;
}

}  // namespace moim::crypto
