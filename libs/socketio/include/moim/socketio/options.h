#pragma once

#include <chrono>
#include <cstddef>

#include "moim/base/time.h"

namespace moim::socketio {

/// Connection state recovery: a client of 4.6 or later whose connection is lost comes back as the same socket
/// (id, rooms, data) and gets the events it missed. Costs a copy of every event until a heartbeat proves that
/// it arrived, and one short argument in it. Sizes are in bytes.
struct RecoveryOptions {
  /// How long a socket is held, counted from when its client was last heard from. Zero: there is no recovery.
  base::Duration window{0};
  /// Events of one socket not known to have arrived. Beyond it the oldest are not kept, and who misses one of
  /// them cannot recover. A heartbeat's worth of a busy call.
  std::size_t max_session_bytes = 256 * 1024;
  /// The same of all sockets together.
  std::size_t max_bytes = 64 * 1024 * 1024;
  /// Sockets held at once. Beyond it those that end are not held: a network's failure is no attack, but may
  /// look like one.
  std::size_t max_sessions = 20'000;
  /// Empty buffers kept for reuse, so that busy clients take no memory.
  std::size_t spare_buffer_bytes = 4 * 1024 * 1024;
  /// A client that recovers was let in before: middleware is not asked again.
  bool skip_middleware = true;
};

/// What one connection may take. Checked by whoever takes it: Server's constructor, and set_options.
struct Options {
  /// For joining a first namespace, for a middleware to decide, and for joining another after the last one is
  /// left. Then the connection is closed.
  base::Duration connect_timeout = std::chrono::seconds{45};
  /// For the client to acknowledge, where Socket::timeout says nothing else. Then the handler gets
  /// AckError::timeout.
  base::Duration ack_timeout = std::chrono::seconds{20};
  /// Namespaces per connection, joined or asked for. The next is refused with a CONNECT_ERROR.
  std::size_t max_namespaces = 32;
  /// Bytes of a namespace in a packet, with the query that revision 4 clients put there (where tokens
  /// travel). A longer one ends the connection.
  std::size_t max_namespace_name = 4096;
  /// Bytes of an event's name. A longer one ends the connection.
  std::size_t max_event_name = 256;
  /// Bytes of the CONNECT payload, which is kept with the socket. A longer one is refused with a
  /// CONNECT_ERROR.
  std::size_t max_auth_bytes = 16 * 1024;
  /// Binary attachments of one packet. More end the connection.
  std::size_t max_attachments = 1'000;
  /// Bytes of all attachments of one packet together, held until the last has come. More end the connection.
  std::size_t max_attachment_bytes = 10'000'000;
  /// Bytes of all packets of all connections that wait for attachments, with the attachments so far. Who adds
  /// more is ended.
  std::size_t max_waiting_bytes = 64'000'000;
  /// From a packet with attachments to the last of them. Then the connection ends.
  base::Duration attachment_timeout = std::chrono::seconds{20};
  /// Per socket, asked of the client and not answered. The next fails at once with AckError::too_many.
  std::size_t max_pending_acks = 1'000;
  /// Rooms one socket is in. Beyond it Socket::join answers false.
  std::size_t max_rooms_per_socket = 100;
  RecoveryOptions recovery{};
};

}  // namespace moim::socketio
