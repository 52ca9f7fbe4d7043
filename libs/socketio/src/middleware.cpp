#include "moim/socketio/middleware.h"

#include "core.h"

namespace moim::socketio {

void Next::operator()() {
  const auto socket = std::exchange(socket_, {}).lock();
  if (socket && socket->state_ == Socket::State::pending) socket->core_->proceed(*socket, step_);
}

void Next::refuse_raw(std::string_view message, std::string_view data) {
  const auto socket = std::exchange(socket_, {}).lock();
  if (socket && socket->state_ == Socket::State::pending)
    socket->core_->refuse(*socket, step_, message, data);
}

}  // namespace moim::socketio
