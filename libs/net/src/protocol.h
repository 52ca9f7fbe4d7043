#pragma once

#include <span>

#include "moim/base/time.h"

#include "stream.h"

namespace moim::net {

/// What is spoken on a connection: HTTP at first, then perhaps WebSocket.
class Protocol {
 public:
  Protocol() = default;
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;
  virtual ~Protocol() = default;

  /// See StreamUser.
  virtual void handle_data(std::span<char> octets) = 0;
  virtual void handle_sent() = 0;
  virtual void handle_end() = 0;

  /// What was asked for by Connection::set_deadline has come.
  virtual void handle_deadline() = 0;
  /// What was asked for by Connection::resume_later.
  virtual void resume() = 0;
  /// The server stops: nothing new is begun.
  virtual void stop() = 0;
};

}  // namespace moim::net
