#include "signaling/seats.h"

#include <any>
#include <utility>

#include "moim/base/check.h"

namespace moim::signaling {

const rooms::MemberId& Seats::id_of(socketio::Socket& socket) {
  const auto* id = std::any_cast<rooms::MemberId>(&socket.data());
  MOIM_CHECK(id);
  return *id;
}

void Seats::put(socketio::Socket& socket, rooms::MemberId id) {
  if (socket.data().has_value()) remove(id_of(socket).view());
  remove(id.view());
  const bool added = seats_.try_emplace(std::string{id.view()}, Seat{socket.shared_from_this()}).second;
  MOIM_CHECK(added);
  socket.data() = std::move(id);
}

void Seats::recover(socketio::Socket& socket) {
  const auto found = seats_.find(id_of(socket).view());
  MOIM_CHECK(found != seats_.end());
  deadlines_.clear(found->first);
  found->second.socket = socket.shared_from_this();
  found->second.held = false;
}

void Seats::remove(std::string_view id) {
  const auto found = seats_.find(id);
  if (found == seats_.end()) return;
  deadlines_.clear(found->first);
  if (found->second.held) found->second.socket->forget();
  seats_.erase(found);
}

socketio::Socket* Seats::find(std::string_view id) const {
  const auto found = seats_.find(id);
  return found == seats_.end() ? nullptr : found->second.socket.get();
}

void Seats::keep(std::string_view id, bool kept) {
  const auto found = seats_.find(id);
  MOIM_CHECK(found != seats_.end());
  found->second.kept = kept;
}

bool Seats::kept(std::string_view id) const {
  const auto found = seats_.find(id);
  return found != seats_.end() && found->second.kept;
}

void Seats::hold(socketio::Socket& socket, base::TimePoint until) {
  const auto found = seats_.find(id_of(socket).view());
  MOIM_CHECK(found != seats_.end());
  found->second.held = true;
  deadlines_.set(found->first, until);
}

bool Seats::held(std::string_view id) const {
  const auto found = seats_.find(id);
  return found != seats_.end() && found->second.held;
}

std::optional<std::string> Seats::pop_expired(base::TimePoint now) {
  auto id = deadlines_.pop_due(now);
  if (id) remove(*id);
  return id;
}

}  // namespace moim::signaling
