#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "moim/base/token_bucket.h"

namespace moim::engineio {

/// Settings and limits of one endpoint. The defaults are those of the reference server where it has the
/// setting. Sizes are in bytes.
struct Options {
  using Milliseconds = std::chrono::milliseconds;

  Milliseconds ping_interval{25'000};  ///< told to the client; > 0
  Milliseconds ping_timeout{20'000};   ///< told to the client; > 0
  /// The same two for clients that ask for them with `heartbeat=call` in the query: others are to see within
  /// seconds who is gone.
  Milliseconds call_ping_interval{4'000};
  Milliseconds call_ping_timeout{5'000};
  Milliseconds upgrade_timeout{
      10'000};  ///< from the probe's connection to `5`; then only the probe is closed
  Milliseconds upgrade_poll_delay{100};  ///< a GET during an upgrade waits this long, then `6` lets it pause
  Milliseconds orphan_timeout{
      2'000};  ///< life without any open connection; 2 s suits one connection per request
  Milliseconds close_timeout{5'000};    ///< a closing session waits this long for the GET that takes the rest
  std::size_t max_payload = 1'000'000;  ///< one POST body or WebSocket message; told to v4 clients
  std::size_t max_packets_per_payload = 8'192;  ///< in one POST body: bounds the work one request can cause
  std::size_t max_queued_bytes =
      4U << 20U;                       ///< to be sent by one session; at least `max_payload`, at most 1 GiB
  std::size_t max_sessions = 100'000;  ///< open at once; further handshakes get 503
  std::size_t max_sessions_per_subscriber = 1'000;  ///< the same for one Subscriber; further ones get 429
  base::TokenRate packet_rate{};             ///< of one session; beyond, it is closed with `rate_limited`
  base::TokenRate subscriber_packet_rate{};  ///< of all sessions of a Subscriber; beyond, likewise. No limit
                                             ///< unless set: what events weigh only the application knows
  std::size_t spare_buffer_bytes = 8U << 20U;  ///< send buffers kept for reuse, all sessions together
  bool polling = true;                         ///< offer HTTP long polling
  bool websocket = true;                       ///< offer WebSocket
  bool allow_upgrades = true;                  ///< from polling to WebSocket
};

/// What a packet takes from the rates above: 1, and 1 more for each whole 4 KiB of it, so that large packets
/// cannot do what many small ones may not.
[[nodiscard]] constexpr std::uint32_t packet_tokens(std::size_t bytes) {
  return 1 + static_cast<std::uint32_t>(bytes >> 12U);
}

/// Throws std::invalid_argument naming the option that is out of range. For start-up.
void check(const Options& options);

}  // namespace moim::engineio
