#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "moim/json/write.h"

namespace moim::socketio {

class Socket;

/// A middleware's answer, once, now or later: `next();` lets the client pass, `next.refuse("not
/// authorized");` does not. Movable. Does nothing when it was used, when the client has gone meanwhile, or
/// when Options::connect_timeout has passed: then the client was refused with "Connection timed out".
class Next {
 public:
  Next(std::weak_ptr<Socket> socket, std::size_t step) : socket_(std::move(socket)), step_(step) {}
  Next(Next&&) noexcept = default;
  Next& operator=(Next&&) noexcept = default;
  ~Next() = default;

  void operator()();
  /// The client gets a `connect_error` with this message.
  void refuse(std::string_view message) { refuse_raw(message, {}); }
  /// And with `data`: any JSON.
  template <class T>
  void refuse(std::string_view message, const T& data) {
    std::string text;
    json::append(text, data);
    refuse_raw(message, text);
  }

 private:
  void refuse_raw(std::string_view message, std::string_view data);

  std::weak_ptr<Socket> socket_;
  std::size_t step_;
};

/// Asked before a client is let into a namespace, in the order they were added. The socket has its id,
/// handshake, auth and data, but is not connected yet: what is emitted to it is lost.
using Middleware = std::function<void(Socket&, Next)>;

}  // namespace moim::socketio
