#pragma once

#include <optional>

#include "moim/base/deadline_queue.h"
#include "moim/base/dense_map.h"
#include "moim/engineio/payload.h"
#include "moim/engineio/server.h"

#include "query.h"
#include "session.h"
#include "session_table.h"

namespace moim::engineio {

class Server::Impl {
 public:
  Impl(const Options& options, base::RandomSource& random) : shared_{options}, random_{random} {}

  void set_options(const Options& options);
  void handle_request(base::TimePoint now, ConnectionId connection, const Request& request);
  void handle_frame(base::TimePoint now, ConnectionId connection, bool binary, base::ByteView payload);
  void handle_connection_closed(base::TimePoint now, ConnectionId connection, CloseReason reason);
  void handle_timeout(base::TimePoint now);
  void send(SessionId id, bool binary, base::ByteView payload);
  void close(SessionId id, CloseReason reason);
  void close_all(CloseReason reason);
  void flush(base::TimePoint now);
  [[nodiscard]] std::optional<Output> poll_output();

  [[nodiscard]] base::TimePoint next_deadline() const { return deadlines_.next(); }
  [[nodiscard]] const Shared& shared() const { return shared_; }
  [[nodiscard]] const SessionTable& sessions() const { return sessions_; }
  [[nodiscard]] std::vector<Waiting> waiting() const;

 private:
  struct Link {
    SessionId session;  // whose last request, or WebSocket, it carries
    bool http;          // counted by that session
  };
  struct Post {
    base::TimePoint now;
    ConnectionId connection;
    SessionId session;
    PayloadDecoder decoder;
  };

  void begin();
  void handle_handshake(base::TimePoint now, ConnectionId connection, const Request& request,
                        const Query& query);
  void handle_websocket(base::TimePoint now, ConnectionId connection, Session& session);
  void handle_http(base::TimePoint now, ConnectionId connection, Session& session, const Request& request);
  void handle_post(base::TimePoint now, ConnectionId connection, Session& session, const Request& request);
  void read_post();
  [[nodiscard]] bool flush_next();
  void give_back_sent();
  void end_post(Response response);
  void refuse(ConnectionId connection, RequestError error);

  void link(base::TimePoint now, ConnectionId connection, SessionId session, bool http);
  void unlink(base::TimePoint now, ConnectionId connection);
  void settle(Session& session);

  Shared shared_;
  base::RandomSource& random_;
  SessionTable sessions_;
  base::DenseMap<ConnectionId, Link> connections_;
  base::DeadlineQueue<SessionId> deadlines_;
  std::optional<Post> post_;                 // a body being read, one packet for each output asked for
  std::optional<base::TimePoint> flushing_;  // sessions being flushed, one by one as outputs are asked for
  std::size_t flushed_ = 0;                  // how many of the dirty ones
};

}  // namespace moim::engineio
