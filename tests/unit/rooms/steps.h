#pragma once

#include <cstddef>

// clang and g++ say it in different ways.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define MOIM_THREAD_SANITIZER
#endif
#elif defined(__SANITIZE_THREAD__)
#define MOIM_THREAD_SANITIZER
#endif

namespace moim::rooms {

/// Random commands in all. What has one thread has nothing to show the thread sanitizer, which makes it take
/// ten times as long.
#ifdef MOIM_THREAD_SANITIZER
inline constexpr std::size_t kModelSteps = 50'000;
inline constexpr std::size_t kMannersSteps = 20'000;
#else
inline constexpr std::size_t kModelSteps = 1'000'000;
inline constexpr std::size_t kMannersSteps = 200'000;
#endif

}  // namespace moim::rooms
