#pragma once

#include "moim/base/bytes.h"
#include "moim/socketio/types.h"

namespace moim::socketio {

/// Where a Server's packets go: the Engine.IO sessions beneath it. Implementations queue; they never call
/// back into the Server from here.
class Outbox {
 public:
  Outbox() = default;
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;
  virtual ~Outbox() = default;

  /// One Engine.IO message. Copies `payload`; the order of calls is kept.
  virtual void send(ConnectionId connection, bool binary, base::ByteView payload) = 0;
  /// Closes after what was sent before has left. The end comes back as Server::handle_close.
  virtual void close(ConnectionId connection) = 0;
};

}  // namespace moim::socketio
