#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/base/time.h"
#include "moim/socketio/handshake.h"
#include "moim/socketio/packet.h"
#include "moim/socketio/types.h"

namespace moim::socketio {

class Namespace;
class Socket;

namespace detail {

/// A packet whose attachments have not all come. Everything is owned here, and the views of `packet` and
/// `payload` are into `text` and `name`.
struct IncomingPacket {
  /// `waiting` is the sum of the sizes of all of them.
  IncomingPacket(std::string_view received, std::size_t& waiting) : text(received), waiting_(waiting) {
    waiting_ += text.size();
  }
  IncomingPacket(const IncomingPacket&) = delete;
  IncomingPacket& operator=(const IncomingPacket&) = delete;
  ~IncomingPacket() { waiting_ -= text.size() + octets.size(); }

  void add(base::ByteView attachment) {
    octets += attachment;
    ends.push_back(octets.size());
    waiting_ += attachment.size();
  }

  std::string text;
  std::string name;
  Packet packet;
  Payload payload;
  std::string octets;             // of the attachments so far, one after the other
  std::vector<std::size_t> ends;  // where each of them ends

 private:
  std::size_t& waiting_;
};

struct Connection {
  ConnectionId id;
  std::shared_ptr<const Handshake> handshake;
  std::uint64_t sent = 0;                  // messages, so far
  std::optional<base::TimePoint> heard{};  // the client's last sign of life, known once the connection ended
  bool ending = false;                     // nothing is sent or handled any more; the end beneath is awaited
  std::vector<std::shared_ptr<Socket>> sockets;  // connected and waiting for admission
  std::vector<const Namespace*> left;  // disconnected by this server: packets may still be on their way
  std::unique_ptr<IncomingPacket> incoming;
};

}  // namespace detail
}  // namespace moim::socketio
