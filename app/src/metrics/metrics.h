#pragma once

#include <cstdint>
#include <string>

#include "moim/engineio/metric.h"
#include "moim/net/counter.h"
#include "moim/socketio/counters.h"

#include "config/running_config.h"
#include "signaling/signaling.h"

namespace moim::app {

/// What the layers have counted so far, from the socket up.
struct MetricsSources {
  const net::Counters& net;
  const engineio::Statistics& engineio;
  const socketio::Statistics& socketio;
  signaling::Statistics signaling;
  std::size_t connections;     ///< open now
  std::size_t sessions;        ///< Engine.IO sessions now
  std::size_t outgoing_bytes;  ///< held for slow readers now
  const base::Counters<Reading>& readings;
  std::uint64_t lost_log_lines = 0;
};

/// The `Content-Type` of `metrics_text`.
inline constexpr const char* kMetricsContentType = "text/plain; version=0.0.4; charset=utf-8";

/// Everything counted, in the text exposition format of Prometheus. Whatever a client can be refused or
/// dropped for is a label value of its own, present from the start with zero.
[[nodiscard]] std::string metrics_text(const MetricsSources& sources);

}  // namespace moim::app
