#pragma once

#include <cstdint>
#include <variant>

#include "moim/base/bytes.h"
#include "moim/base/time.h"
#include "moim/engineio/close_reason.h"
#include "moim/engineio/http.h"
#include "moim/engineio/ids.h"

namespace moim::engineio {

/// Answer the HTTP exchange on this connection. The connection may stay open for the next one.
struct Respond {
  ConnectionId connection;
  Response response;
};

/// Answer 101; the connection is a WebSocket from here on.
struct AcceptWebSocket {
  ConnectionId connection;
};

/// One WebSocket message, text unless `binary`. `payload` is valid until the next call other than
/// send() or close().
struct Frame {
  ConnectionId connection;
  bool binary;
  base::ByteView payload;
};

/// Close the WebSocket with this code (RFC 6455 7.4.1) and reason (static storage; may be empty) after the
/// frames before it. Nothing more is sent on it, and what still comes in is ignored.
struct CloseWebSocket {
  ConnectionId connection;
  std::uint16_t code;
  base::ByteView reason{};
};

/// A session exists. Comes while its handshake request is handled, before anything else of the session.
struct Opened {
  SessionId session;
  Version version;
  TransportKind transport;
  ConnectionId connection;
};

/// One `message` packet. `payload` is valid until the next call of poll_output() or handle_*.
struct Message {
  SessionId session;
  bool binary;
  base::ByteView payload;
};

/// The session is over: exactly once, and nothing of it comes after.
struct Closed {
  SessionId session;
  CloseReason reason;
  base::TimePoint heard;  ///< the client's last sign of life; that it ended its connection is one
};

/// The client has the first `messages` messages that were sent in this session: it answered a ping that was
/// sent after them (revision 4 only). Comes when that is news.
struct Delivered {
  SessionId session;
  std::uint64_t messages;
};

using Output =
    std::variant<Respond, AcceptWebSocket, Frame, CloseWebSocket, Opened, Message, Delivered, Closed>;

}  // namespace moim::engineio
