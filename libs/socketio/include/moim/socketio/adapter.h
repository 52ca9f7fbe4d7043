#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "moim/socketio/packet_writer.h"

namespace moim::socketio {

class Namespace;
class Socket;

/// Who a broadcast is for: the members of any of `rooms` (of the whole namespace when there are none), less
/// the members of any of `except`, less `sender`. A socket's id is a room of its own, which only it is in
/// from the start. Nobody is chosen twice.
struct Selection {
  std::span<const std::string> rooms;
  std::span<const std::string> except;
  const Socket* sender = nullptr;
};

/// Keeps the rooms of one namespace and delivers to them. The seam for several nodes sharing rooms: an
/// adapter that talks to other nodes delivers locally with Socket::deliver and sends packet and Selection on.
class Adapter {
 public:
  Adapter() = default;
  Adapter(const Adapter&) = delete;
  Adapter& operator=(const Adapter&) = delete;
  virtual ~Adapter() = default;

  /// Does nothing when the socket is in the room already.
  virtual void add(Socket& socket, std::string_view room) = 0;
  virtual void remove(Socket& socket, std::string_view room) = 0;
  /// The socket is ending: forget it.
  virtual void remove_all(Socket& socket) = 0;

  virtual void broadcast(const EncodedPacket& packet, const Selection& selection) = 0;

  /// The local sockets chosen.
  [[nodiscard]] virtual std::vector<std::shared_ptr<Socket>> sockets(const Selection& selection) = 0;
  /// The rooms the socket has joined.
  [[nodiscard]] virtual std::vector<std::string> rooms_of(const Socket& socket) const = 0;
  [[nodiscard]] virtual std::size_t room_count_of(const Socket& socket) const = 0;
  [[nodiscard]] virtual bool contains(const Socket& socket, std::string_view room) const = 0;
  /// Rooms that somebody is in.
  [[nodiscard]] virtual std::size_t room_count() const = 0;
};

/// Makes the adapter of a namespace.
using AdapterFactory = std::function<std::unique_ptr<Adapter>(Namespace&)>;

}  // namespace moim::socketio
