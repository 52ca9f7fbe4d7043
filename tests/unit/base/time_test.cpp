#include "moim/base/time.h"

#include <gtest/gtest.h>

namespace moim::base {
namespace {

// Whoever sets the machine's clock must not end sessions or hold up timers.
TEST(Time, DoesNotJumpWithTheWallClock) { static_assert(TimePoint::clock::is_steady); }

}  // namespace
}  // namespace moim::base
