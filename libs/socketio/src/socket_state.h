#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "moim/socketio/event.h"
#include "moim/socketio/handlers.h"
#include "moim/socketio/middleware.h"
#include "moim/socketio/socket.h"

#include "retained.h"

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
  std::shared_ptr<Socket> recovers{};            // the socket that this one goes on with
  std::uint64_t offset = 0;                      // the last event that its client has
};

/// A request to the client that is not answered yet.
struct PendingAck {
  std::uint64_t id;
  AckHandler handler;
};

}  // namespace moim::socketio::detail
