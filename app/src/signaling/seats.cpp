#include "signaling/seats.h"

#include <any>
#include <utility>

#include "moim/base/check.h"

namespace moim::signaling {

Seat& Seats::of(socketio::Socket& socket) {
  auto* const* seat = std::any_cast<Seat*>(&socket.data());
  MOIM_CHECK(seat);
  return **seat;
}

void Seats::put(socketio::Socket& socket, rooms::MemberId id) {
  if (socket.data().has_value()) remove(of(socket).id.view());
  remove(id.view());
  auto seat = std::make_unique<Seat>(Seat{.id = std::move(id), .socket = socket.shared_from_this()});
  socket.data() = seat.get();
  const std::string_view key = seat->id.view();
  seats_.emplace(key, std::move(seat));
}

void Seats::recover(socketio::Socket& socket) {
  Seat& seat = of(socket);
  deadlines_.clear(std::string{seat.id.view()});
  seat.socket = socket.shared_from_this();
  seat.held = false;
}

void Seats::remove(std::string_view id) {
  const auto found = seats_.find(id);
  if (found == seats_.end()) return;
  const std::unique_ptr<Seat> seat = std::move(found->second);
  seats_.erase(found);
  deadlines_.clear(std::string{seat->id.view()});
  seat->socket->data().reset();
  if (seat->held) seat->socket->forget();
}

Seat* Seats::find(std::string_view id) const {
  const auto found = seats_.find(id);
  return found == seats_.end() ? nullptr : found->second.get();
}

void Seats::keep(std::string_view id, bool kept) {
  Seat* seat = find(id);
  MOIM_CHECK(seat);
  seat->kept = kept;
}

bool Seats::kept(std::string_view id) const {
  const Seat* seat = find(id);
  return seat != nullptr && seat->kept;
}

void Seats::hold(socketio::Socket& socket, base::TimePoint until) {
  Seat& seat = of(socket);
  seat.held = true;
  deadlines_.set(std::string{seat.id.view()}, until);
}

bool Seats::held(std::string_view id) const {
  const Seat* seat = find(id);
  return seat != nullptr && seat->held;
}

std::optional<std::string> Seats::pop_expired(base::TimePoint now) {
  auto id = deadlines_.pop_due(now);
  if (id) remove(*id);
  return id;
}

}  // namespace moim::signaling
