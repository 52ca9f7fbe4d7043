#pragma once

#include <chrono>
#include <cstddef>

#include "moim/base/time.h"

namespace moim::socketio {

/// What one connection may take. Checked once, by Server's constructor.
struct Options {
  base::Duration connect_timeout = std::chrono::seconds{
      45};  // for joining a first namespace, for a middleware to decide, and after the last one is left
  base::Duration ack_timeout =
      std::chrono::seconds{20};  // for the client to acknowledge, where emit_with_ack is told no other
  std::size_t max_namespaces =
      32;  // per connection, joined or asked for; the next is refused with a CONNECT_ERROR
  std::size_t max_namespace_name =
      256;  // bytes of a name (with its query) in a packet; a longer one ends the connection
  std::size_t max_event_name = 256;        // bytes of an event's name; a longer one ends the connection
  std::size_t max_auth_bytes = 16 * 1024;  // of the CONNECT payload, which is kept with the socket; a longer
                                           // one is refused with a CONNECT_ERROR
  std::size_t max_attachments = 1'000;     // binary attachments of one packet; more end the connection
  std::size_t max_attachment_bytes =
      10'000'000;                        // of all attachments of one packet together; more end the connection
  std::size_t max_pending_acks = 1'000;  // per socket, asked of the client and not answered; the next fails
                                         // at once with AckError::too_many
  std::size_t max_rooms_per_socket = 100;  // Socket::join answers false beyond it
};

}  // namespace moim::socketio
