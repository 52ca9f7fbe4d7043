#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "moim/socketio/packet_writer.h"

namespace moim::socketio {

class Namespace;
class Socket;

/// Several sockets of a namespace, chosen by rooms:
/// `nsp.to("lobby").to("stage").except("muted").emit("hello", 1);` Started by Namespace::to and Socket::to
/// (the latter leaves the socket itself out). With no `to` it means everyone.
class Broadcast {
 public:
  /// `sender` is left out. Both outlive it.
  explicit Broadcast(Namespace& nsp, const Socket* sender = nullptr) : nsp_(nsp), sender_(sender) {}

  /// Adds the members of a room (or the one socket with this id).
  Broadcast& to(std::string_view room);
  Broadcast& in(std::string_view room) { return to(room); }
  /// Leaves out the members of a room (or the one socket with this id).
  Broadcast& except(std::string_view room);

  /// Sends to each of them, encoded once.
  template <class... T>
  void emit(std::string_view event, const T&... args) {
    if (!can_send(event)) return;
    PacketWriter& writer = begin(event, (std::size_t{0} + ... + attachment_count(args)));
    (writer.add(args), ...);
    finish(writer);
  }

  /// Those chosen, at this moment.
  [[nodiscard]] std::vector<std::shared_ptr<Socket>> sockets() const;
  void sockets_join(std::string_view room) const;
  void sockets_leave(std::string_view room) const;
  /// Socket::disconnect for each of them.
  void disconnect_sockets(bool close = false) const;

 private:
  [[nodiscard]] bool can_send(std::string_view event);
  PacketWriter& begin(std::string_view event, std::size_t attachments);
  void finish(PacketWriter& writer);

  Namespace& nsp_;
  const Socket* sender_;
  std::vector<std::string> rooms_;
  std::vector<std::string> except_;
};

}  // namespace moim::socketio
