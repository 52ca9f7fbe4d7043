// Seats whose connection is lost: held for a while, taken back, given up.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>

#include "signaling/seat_token.h"
#include "signaling/signaling.h"

namespace moim::signaling {

// Who wants to join: whoever the socket speaks for, or whose seat it can prove to be its own. A socket that
// has a seat already takes no other.
Signaling::Claim Signaling::claim_of(socketio::Socket& socket, const JoinPayload& payload) {
  const rooms::MemberId& own = member_id(socket);
  if (payload.resume.empty()) return {own};
  auto token = open_seat_token(payload.resume, world_.sealer, world_.wall_clock());
  const bool seated = rooms_.find(own.view()) != nullptr;
  if (token && token->room == payload.room && (!seated || token->id == own.view())) {
    rooms::MemberId id{token->id};
    return {std::move(id), std::move(token)};
  }
  statistics_.seats.add(SeatEvent::refused);
  return {own};
}

// Whoever spoke for `id` so far speaks for nobody in a room any more, or before one; nobody hears of an exit.
void Signaling::take_seat(socketio::Socket& socket, const rooms::MemberId& id, Before before) {
  const bool was_held = seats_.held(id.view());
  if (const Seat* seat = seats_.find(id.view()); seat && seat->socket.get() != &socket && !was_held) {
    const std::shared_ptr<socketio::Socket> other = seat->socket;
    seats_.put(*other, rooms::MemberId{base::random_id(world_.random)});
    if (before.seated || before.waited) other->emit("seat_taken");
  }
  if (member_id(socket) != id) seats_.put(socket, id);
  statistics_.seats.add(was_held        ? SeatEvent::resumed
                        : before.seated ? SeatEvent::taken
                                        : SeatEvent::reentered);
}

std::string Signaling::seat_token(const rooms::Member& member) const {
  return seal({.room = std::string{member.room->id()},
               .id = std::string{member.id.view()},
               .call = std::string{member.room->call()},
               .role = member.role,
               .expires = world_.wall_clock() + kSeatTokenLife},
              world_.sealer);
}

// A client that said goodbye, broke the protocol or was sent away has no seat to come back to.
base::TimePoint Signaling::hold_until(const socketio::Socket& socket,
                                      socketio::DisconnectReason reason) const {
  using socketio::DisconnectReason;
  const base::TimePoint hold = socket.last_heard() + options_.seat_hold;
  switch (reason) {
    case DisconnectReason::transport_close:
    case DisconnectReason::transport_error:
    case DisconnectReason::ping_timeout:
    case DisconnectReason::forced_close:
      return hold;
    case DisconnectReason::going_away:
      return std::min(hold, socket.last_heard() + options_.seat_hold_after_going_away);
    default:
      return server_.now();
  }
}

void Signaling::handle_connect(socketio::Socket& socket) {
  if (!socket.recovered()) return seats_.put(socket, rooms::MemberId{std::string{socket.id()}});
  seats_.recover(socket);
  statistics_.seats.add(SeatEvent::recovered);
  apply(rooms_.back(member_id(socket)));
}

void Signaling::handle_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason) {
  const rooms::MemberId id = member_id(socket);
  const base::TimePoint until = hold_until(socket, reason);
  if (rooms_.find(id.view()) && seats_.kept(id.view()) && until > server_.now()) {
    seats_.hold(socket, until);
    statistics_.seats.add(SeatEvent::held);
    return apply(rooms_.away(id));
  }
  seats_.remove(id.view());
  socket.forget();  // nobody recovers into a room they are not in any more
  // A server that ends takes everybody along. Nobody is told that the others left: their calls go on without
  // it, and they come back to the next one.
  const bool everybody_goes = reason == socketio::DisconnectReason::server_shutting_down;
  const rooms::Effects effects = rooms_.disconnect(id);
  if (!everybody_goes) return apply(effects);
  for (const rooms::Effect& effect : effects) {
    if (const auto* exited = std::get_if<rooms::Exited>(&effect)) note(*exited);
  }
}

void Signaling::handle_timeout(base::TimePoint now) {
  server_.set_time(now);
  while (const auto id = seats_.pop_expired(now)) {
    statistics_.seats.add(SeatEvent::expired);
    apply(rooms_.disconnect(rooms::MemberId{*id}));
  }
  apply(rooms_.handle_timeout(now));
}

std::string_view to_string(SeatEvent event) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(SeatEvent::count_)> kNames = {
      "held", "recovered", "resumed", "taken", "reentered", "expired", "refused"};
  return kNames[static_cast<std::size_t>(event)];
}

}  // namespace moim::signaling
