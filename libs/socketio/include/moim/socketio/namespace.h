#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "moim/socketio/adapter.h"
#include "moim/socketio/broadcast.h"
#include "moim/socketio/event.h"
#include "moim/socketio/handlers.h"
#include "moim/socketio/middleware.h"
#include "moim/socketio/types.h"

namespace moim::socketio {

class Socket;
namespace detail {
class Core;
}

/// A set of sockets with its own handlers, middleware and rooms. Made by Server::of, lives as long as the
/// Server.
///
/// Handlers can be set here once for all its sockets (`on_event`, `on_disconnect`), which costs no memory per
/// socket, or on each Socket in `on_connection`. Those set here are called first. A handler list is not gone
/// through further once the socket has been disconnected.
class Namespace {
 public:
  using ConnectionHandler = std::function<void(Socket&)>;
  using DisconnectHandler = std::function<void(Socket&, DisconnectReason)>;

  /// Made by Server::of.
  Namespace(detail::Core& core, std::string name, const AdapterFactory& make_adapter);
  Namespace(const Namespace&) = delete;
  Namespace& operator=(const Namespace&) = delete;
  ~Namespace();

  /// Begins with a slash; "/" is the main one.
  [[nodiscard]] std::string_view name() const { return name_; }

  /// Asks `middleware` before a client is let in.
  void use(Middleware middleware);
  /// A client was let in and has been told so.
  void on_connection(ConnectionHandler handler);
  /// Handles an event of any socket; `event.socket()` tells which.
  void on_event(std::string_view event, EventHandler handler);
  /// Sees every event of every socket first.
  void on_any(EventHandler handler);
  /// Gets the events nobody handles (other than by on_any).
  void on_unhandled(EventHandler handler);
  /// A socket is about to end: no longer connected, but still in its rooms.
  void on_disconnecting(DisconnectHandler handler);
  /// A socket has ended. Its own handlers run after these.
  void on_disconnect(DisconnectHandler handler);

  /// Everyone here.
  [[nodiscard]] Broadcast everyone() { return Broadcast{*this}; }
  /// Sends to everyone here, encoded once.
  template <class... T>
  void emit(std::string_view event, const T&... args) {
    everyone().emit(event, args...);
  }
  /// The members of a room (or the one socket with this id).
  [[nodiscard]] Broadcast to(std::string_view room) { return everyone().to(room); }
  [[nodiscard]] Broadcast in(std::string_view room) { return to(room); }
  /// Everyone but the members of a room.
  [[nodiscard]] Broadcast except(std::string_view room) { return everyone().except(room); }

  /// The connected socket with this id, or nullptr.
  [[nodiscard]] Socket* find(std::string_view id) const;
  [[nodiscard]] std::size_t size() const { return sockets_.size(); }
  [[nodiscard]] Adapter& adapter() const { return *adapter_; }

  /// For adapters: calls `use` with every socket, connected or held for recovery. `use` must not connect or
  /// disconnect any.
  template <class Use>
  void for_each_socket(const Use& use) const {
    for (const auto& [id, socket] : sockets_) use(*socket);
    for (const auto& [id, socket] : held_) use(*socket);
  }
  /// For adapters: the socket with this id, connected or held for recovery, or nullptr.
  [[nodiscard]] Socket* reach(std::string_view id) const;

 private:
  friend class detail::Core;
  friend class Broadcast;

  detail::Core& core_;
  std::string name_;
  using Sockets = std::unordered_map<std::string_view, std::shared_ptr<Socket>>;  // by their own ids
  Sockets sockets_;
  Sockets held_;  // for recovery
  std::unique_ptr<Adapter> adapter_;
  HandlerList<Middleware> middleware_;
  HandlerList<ConnectionHandler> connection_;
  HandlerTable<EventHandler> events_;
  HandlerList<EventHandler> any_;
  HandlerList<EventHandler> unhandled_;
  HandlerList<DisconnectHandler> disconnecting_;
  HandlerList<DisconnectHandler> disconnect_;
};

}  // namespace moim::socketio
