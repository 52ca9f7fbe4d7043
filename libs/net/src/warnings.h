#pragma once

#include <string>
#include <string_view>

#include "moim/base/hash.h"
#include "moim/base/time.h"
#include "moim/net/log.h"

namespace moim::net {

/// Logs warnings that may come in floods: each kind at most once per `kEvery`, with the number left out
/// since.
class Warnings {
 public:
  static constexpr std::chrono::seconds kEvery{30};

  explicit Warnings(LogSink sink) : sink_(std::move(sink)) {}

  /// `kind` is one of few fixed texts.
  void warn(base::TimePoint now, std::string_view kind, std::string_view detail = {});

 private:
  struct Seen {
    base::TimePoint silent_until{};
    std::size_t left_out = 0;
  };

  LogSink sink_;
  base::StringMap<Seen> seen_;
};

/// Writes warnings and errors to stderr.
void log_to_stderr(LogLevel level, std::string_view line);

}  // namespace moim::net
