#pragma once

#include <cstddef>
#include <cstdint>

#include "moim/socketio/event.h"
#include "moim/socketio/handlers.h"
#include "moim/socketio/middleware.h"
#include "moim/socketio/socket.h"

namespace moim::socketio::detail {

/// The handlers set on one socket.
struct LocalHandlers {
  HandlerTable<EventHandler> events;
  HandlerList<EventHandler> any;
  HandlerList<Socket::DisconnectHandler> disconnecting;
  HandlerList<Socket::DisconnectHandler> disconnect;
};

/// A client waiting for the middleware of a namespace.
struct Admission {
  HandlerList<Middleware>::Snapshot middleware;  // as it was when the client asked
  std::size_t step = 0;                          // of the one whose answer is awaited
  bool running = false;                          // inside a middleware right now
};

/// A request to the client that is not answered yet.
struct PendingAck {
  std::uint64_t id;
  AckHandler handler;
};

}  // namespace moim::socketio::detail
