#include "load.h"

#include <gtest/gtest.h>

namespace moim::app::test {

Config config_of(const Given& given) {
  auto loaded = load(given);
  if (loaded) return std::move(loaded->config);
  ADD_FAILURE() << loaded.error().to_string();
  return {};
}

}  // namespace moim::app::test
