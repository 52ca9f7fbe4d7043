#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/base/random.h"
#include "moim/base/time.h"
#include "moim/engineio/close_reason.h"
#include "moim/engineio/http.h"
#include "moim/engineio/ids.h"
#include "moim/engineio/metric.h"
#include "moim/engineio/options.h"
#include "moim/engineio/output.h"

namespace moim::engineio {

/// What waits for a polling client to ask for it.
struct Waiting {
  SessionId session;
  std::size_t bytes;
};

/// All sessions of one Engine.IO endpoint, protocol revisions 3 and 4, without a socket, timer or clock.
///
/// The owner calls handle_*() for what happens and drains poll_output() after each of them; it calls flush(),
/// and drains again, once at the end of every turn of the event loop in which anything here was called.
/// Replies and messages leave then, so that all that is due to one connection goes out in one write. Nothing
/// but poll_output(), send() and close() may be called before the outputs are drained (checked). While
/// draining, the application may send() to and close() any session: they only queue.
///
/// A session whose last connection is gone is closed after `Options::orphan_timeout`, so the owner reports
/// every closed connection, idle ones and the WebSockets it was told to close as well.
class Server {
 public:
  /// Throws std::invalid_argument if the options are out of range. `random` outlives the server.
  Server(const Options& options, base::RandomSource& random);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Other limits from now on. Sessions keep the heartbeat they were told, and deadlines that run. A session
  /// begins anew with what it may send where `packet_rate` is another one; a `Subscriber` whose rate changed
  /// is for its owner to refill. A smaller `max_payload` holds at once, although sessions were told the
  /// larger one. Buffers for reuse keep their number. Throws std::invalid_argument, changing nothing, if the
  /// options are out of range.
  void set_options(const Options& options);

  /// A whole HTTP request to the endpoint's path. It is answered by exactly one Respond or AcceptWebSocket,
  /// now or later (a poll), unless the connection closes first. The request's views must stay valid until its
  /// outputs are drained.
  void handle_request(base::TimePoint now, ConnectionId connection, const Request& request);

  /// One whole WebSocket message; text has been checked to be UTF-8. `payload` must stay valid until the
  /// outputs are drained.
  void handle_frame(base::TimePoint now, ConnectionId connection, bool binary, base::ByteView payload);

  /// The connection is gone: with its waiting GET, its WebSocket, or idle. Unknown ones are ignored.
  /// `reason` replaces `transport_close` where a WebSocket was dropped by our own side (a reader too slow:
  /// `overflow`; broken frames: `parse_error`).
  void handle_connection_closed(base::TimePoint now, ConnectionId connection,
                                CloseReason reason = CloseReason::transport_close);

  void handle_timeout(base::TimePoint now);
  /// When to call handle_timeout(), or base::kNever. O(1). May be early, never late.
  [[nodiscard]] base::TimePoint next_deadline() const;

  /// Queues one `message` packet (a copy); it leaves with the next flush(), or with the poll after it. Text
  /// must be UTF-8. Beyond `Options::max_queued_bytes` the session is closed with `overflow`. Ignored, and
  /// counted, for a session that is closing or gone.
  void send(SessionId session, bool binary, base::ByteView payload);

  /// Ends a session after what was sent before. Messages of it that have not been polled yet are dropped.
  /// Closed follows at flush(), or when a polling client has fetched the rest, `Options::close_timeout` at
  /// the latest. With `overflow` nothing more is delivered, and what waits is let go. Otherwise ignored for a
  /// session that is closing or gone.
  void close(SessionId session, CloseReason reason = CloseReason::forced_close);
  void close_all(CloseReason reason);

  /// The end of a turn: what was queued becomes Frame, Respond, CloseWebSocket and Closed outputs.
  void flush(base::TimePoint now);

  [[nodiscard]] std::optional<Output> poll_output();

  /// What carries the session now, or nullopt if it is gone.
  [[nodiscard]] std::optional<TransportKind> transport(SessionId session) const;
  /// What all polling clients have not asked for yet, as of the last flush.
  [[nodiscard]] std::size_t waiting_bytes() const;
  /// The same by session, those with nothing left out. Walks all sessions.
  [[nodiscard]] std::vector<Waiting> waiting() const;

  [[nodiscard]] std::size_t session_count() const;
  [[nodiscard]] const Statistics& statistics() const;
  [[nodiscard]] const Options& options() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace moim::engineio
