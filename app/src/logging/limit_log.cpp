#include "logging/limit_log.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace moim::app {
namespace {

using Counts = std::vector<std::pair<std::string_view, std::uint64_t>>;

// What is everyday life and no limit: answers to clients that err, and connections that are simply not used.
constexpr std::array<std::string_view, 4> kNotLimits = {"refused_not_found", "refused_method",
                                                        "refused_stopping", "timeout_idle"};
constexpr std::array<std::string_view, 4> kLimitPrefixes = {"refused_", "timeout_", "dropped_",
                                                            "accept_failed"};

// What the rooms refuse because there is enough of it. Other errors are answers to one who errs.
using signaling::ErrorCode;
constexpr std::array kRoomLimits = {ErrorCode::room_full, ErrorCode::too_many_rooms,
                                    ErrorCode::too_many_waiting, ErrorCode::too_fast};

bool is_limit(std::string_view name) {
  const auto begins = [name](std::string_view prefix) { return name.starts_with(prefix); };
  return std::ranges::any_of(kLimitPrefixes, begins) &&
         std::ranges::find(kNotLimits, name) == kNotLimits.end();
}

template <class Enum>
void add_all(Counts& counts, const base::Counters<Enum>& counters) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::count_); ++i) {
    const auto which = static_cast<Enum>(i);
    counts.emplace_back(to_string(which), counters[which]);
  }
}

Counts limits_of(const MetricsSources& sources) {
  Counts counts;
  add_all(counts, sources.net);
  std::erase_if(counts, [](const auto& count) { return !is_limit(count.first); });
  using engineio::Metric;
  for (const Metric metric :
       {Metric::handshakes_refused_full, Metric::handshakes_refused_subscriber, Metric::packets_over_rate,
        Metric::packets_over_subscriber_rate, Metric::payloads_too_large, Metric::payloads_invalid}) {
    counts.emplace_back(to_string(metric), sources.engineio.metrics[metric]);
  }
  counts.emplace_back("overflow", sources.engineio.closes[engineio::CloseReason::overflow]);
  add_all(counts, sources.socketio.limits);
  add_all(counts, sources.socketio.protocol_errors);
  counts.emplace_back("recovery overflow", sources.socketio.recovery[socketio::RecoveryEvent::overflow]);
  counts.emplace_back("waits expired", sources.signaling.waits_expired);
  for (const auto code : kRoomLimits) counts.emplace_back(to_string(code), sources.signaling.errors[code]);
  return counts;
}

}  // namespace

std::string LimitLog::news(const MetricsSources& sources) {
  std::string news;
  for (const auto& [name, count] : limits_of(sources)) {
    auto told = told_.find(name);
    if (told == told_.end()) told = told_.emplace(name, 0).first;
    const std::uint64_t before = std::exchange(told->second, count);
    if (count == before) continue;
    news.append(news.empty() ? "" : ", ").append(name).append(" ").append(std::to_string(count - before));
  }
  return news;
}

}  // namespace moim::app
