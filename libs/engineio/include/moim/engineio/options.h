#pragma once

#include <chrono>
#include <cstddef>

#include "moim/base/time.h"

namespace moim::engineio {

/// Settings and limits of one endpoint. The defaults are those of the reference server where it has the
/// setting.
struct Options {
  std::chrono::milliseconds ping_interval{25'000};  ///< told to the client; > 0
  std::chrono::milliseconds ping_timeout{20'000};   ///< told to the client; > 0
  std::chrono::milliseconds upgrade_timeout{
      10'000};  ///< from the probe's connection to `5`; then only the probe's WebSocket is closed
  std::chrono::milliseconds upgrade_poll_delay{100};  ///< how long a GET waits for data while an upgrade is
                                                      ///< under way, before `6` lets the client pause
  std::chrono::milliseconds orphan_timeout{
      2'000};  ///< life of a session without an open connection; covers clients with a connection per request
  std::chrono::milliseconds close_timeout{
      5'000};  ///< how long a closing session waits for the GET that takes what is left
  std::size_t max_payload = 1'000'000;  ///< bytes in one POST body or WebSocket message; told to v4 clients
  std::size_t max_packets_per_payload =
      8'192;  ///< packets in one POST body: bounds the work one request can cause
  std::size_t max_queued_bytes =
      4U << 20U;  ///< waiting for one session between flushes or polls; at least `max_payload`
  std::size_t max_sessions = 100'000;          ///< open sessions; further handshakes get 503
  std::size_t spare_buffer_bytes = 8U << 20U;  ///< send buffers kept for reuse, all sessions together
  bool polling = true;                         ///< offer HTTP long polling
  bool websocket = true;                       ///< offer WebSocket
  bool allow_upgrades = true;                  ///< from polling to WebSocket
};

/// Throws std::invalid_argument naming the option that is out of range. For start-up.
void check(const Options& options);

}  // namespace moim::engineio
