#pragma once

#include <cstdint>
#include <string_view>

namespace moim::socketio {

/// One Engine.IO session beneath. Given by whoever owns the sessions, never used again. Its low 32 bits index
/// a table: they are small, and no two connections at a time have the same.
enum class ConnectionId : std::uint64_t {};

/// Revision of the Socket.IO protocol. v4: clients 1.x and 2.x (over Engine.IO 3). v5: clients 3.x and 4.x
/// (over Engine.IO 4).
enum class Revision : std::uint8_t { v4 = 4, v5 = 5 };

/// How the connection beneath ended.
enum class TransportClose : std::uint8_t {
  closed,         // the other side closed, or the connection broke
  going_away,     // the other side said that its page or program goes (WebSocket close code 1001)
  error,          // a transport error
  ping_timeout,   // no heartbeat in time
  parse_error,    // not Engine.IO
  overflow,       // more bytes waited for the client than it may have queued
  forced,         // this server closed it
  shutting_down,  // this server ends
};

/// Why a socket ended. `to_string` gives the words of the Socket.IO documentation.
enum class DisconnectReason : std::uint8_t {
  server_namespace_disconnect,  // Socket::disconnect
  client_namespace_disconnect,  // the client's socket.disconnect()
  server_shutting_down,
  ping_timeout,
  transport_close,
  going_away,  // a transport close that says why; the same words
  transport_error,
  parse_error,          // the client sent what is not Engine.IO, Socket.IO or JSON, or broke a limit of those
  forced_close,         // the connection was closed beneath by this server
  forced_server_close,  // the client joined no namespace in time
  count_,
};
[[nodiscard]] std::string_view to_string(DisconnectReason reason);
[[nodiscard]] DisconnectReason to_disconnect_reason(TransportClose reason);

}  // namespace moim::socketio
