#include "moim/engineio/options.h"

#include <limits>
#include <stdexcept>
#include <string>

namespace moim::engineio {
namespace {

using namespace std::chrono_literals;

void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(std::string{"engineio option "} + what);
}

}  // namespace

void check(const Options& options) {
  constexpr std::size_t kGibibyte = std::size_t{1} << 30U;
  constexpr std::size_t kMaxSessions = std::numeric_limits<std::uint32_t>::max();
  require(options.ping_interval > 0ms && options.ping_interval <= 24h, "ping_interval: 1 ms to 24 h");
  require(options.ping_timeout > 0ms && options.ping_timeout <= 24h, "ping_timeout: 1 ms to 24 h");
  require(options.call_ping_interval > 0ms && options.call_ping_interval <= 24h,
          "call_ping_interval: 1 ms to 24 h");
  require(options.call_ping_timeout > 0ms && options.call_ping_timeout <= 24h,
          "call_ping_timeout: 1 ms to 24 h");
  require(options.upgrade_timeout > 0ms && options.upgrade_timeout <= 24h, "upgrade_timeout: 1 ms to 24 h");
  require(options.upgrade_poll_delay >= 0ms && options.upgrade_poll_delay <= 24h,
          "upgrade_poll_delay: 0 ms to 24 h");
  require(options.orphan_timeout > 0ms && options.orphan_timeout <= 24h, "orphan_timeout: 1 ms to 24 h");
  require(options.close_timeout > 0ms && options.close_timeout <= 24h, "close_timeout: 1 ms to 24 h");
  require(options.max_payload > 0 && options.max_payload <= kGibibyte / 2, "max_payload: 1 byte to 512 MiB");
  require(options.max_packets_per_payload > 0, "max_packets_per_payload: at least 1");
  require(options.max_queued_bytes >= options.max_payload && options.max_queued_bytes <= kGibibyte,
          "max_queued_bytes: max_payload to 1 GiB");
  require(options.max_sessions > 0 && options.max_sessions <= kMaxSessions, "max_sessions: 1 to 2^32 - 1");
  require(options.max_sessions_per_subscriber > 0, "max_sessions_per_subscriber: at least 1");
  require(options.polling || options.websocket, "polling, websocket: at least one of them");
}

}  // namespace moim::engineio
