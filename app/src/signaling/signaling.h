#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/counters.h"
#include "moim/rooms/rooms.h"
#include "moim/socketio/server.h"

#include "signaling/act.h"
#include "signaling/fault.h"
#include "signaling/ice_server.h"
#include "signaling/message.h"
#include "signaling/observer.h"
#include "signaling/payload.h"
#include "signaling/relay_kind.h"
#include "signaling/room_payload.h"
#include "signaling/seat_token.h"
#include "signaling/seats.h"
#include "signaling/world.h"

namespace moim::signaling {

struct Options {
  rooms::Options rooms{};
  std::vector<IceServer> ice_servers{};  ///< told to everyone who joins; none: calls stay within one network
  /// How long a seat is held for somebody whose connection is lost, from when they were last heard from; 0:
  /// not at all. Long enough for a network to change or a page to load again, short enough not to talk to a
  /// ghost.
  std::chrono::milliseconds seat_hold{15'000};
  /// The same after a page said that it goes: a tab closed, or loading again. Others should not see the one
  /// for longer than a second, and the other takes less.
  std::chrono::milliseconds seat_hold_after_going_away{800};
};

/// What became of seats whose connection was lost.
enum class SeatEvent : std::uint8_t {
  held,       ///< a connection was lost
  recovered,  ///< it came back as it was, with what was missed
  resumed,    ///< taken back by its token
  taken,      ///< by its token, from a connection that was still there
  reentered,  ///< there was none any more for the token: the id came in again
  expired,    ///< nobody came back in time
  refused,    ///< a token that is not one of ours, for another room, or too old
  count_,
};
[[nodiscard]] std::string_view to_string(SeatEvent event);

/// What has happened so far, and how much there is now.
struct Statistics {
  base::Counters<ErrorCode> errors;  ///< events not carried out
  base::Counters<Relay> relayed;     ///< events delivered to their receiver
  base::Counters<SeatEvent> seats;
  base::Counters<Act> moderation;   ///< what hosts did
  std::uint64_t entered = 0;        ///< places taken
  std::uint64_t exited = 0;         ///< places given up
  std::size_t rooms = 0;            ///< now
  std::size_t members = 0;          ///< now, those who are away too
  std::size_t away = 0;             ///< now
  std::size_t waiting = 0;          ///< to be let in, now
  std::uint64_t waits_expired = 0;  ///< nobody let them in, or sent them away, in time
  std::uint64_t chat_messages = 0;  ///< said
  std::size_t chat_bytes = 0;       ///< kept, now
  std::uint64_t reactions = 0;      ///< passed on
  base::Counters<rooms::Forgotten> forgotten;
};

/// The vocabulary of docs/protocol.md on the main namespace of a Socket.IO server: events become commands to
/// the rooms, their effects become events. One thread, no clock of its own. A participant's public id is the
/// id of the socket it came with, unless a seat token says otherwise; `Seats` knows.
class Signaling {
 public:
  /// Sets its handlers on `server`. Server and observer outlive the last call to it.
  Signaling(socketio::Server& server, const Options& options, World world, Observer& observer);
  Signaling(const Signaling&) = delete;
  Signaling& operator=(const Signaling&) = delete;
  ~Signaling() = default;

  /// Other limits and servers from now on. Seats that are held stay so for as long as before, people in rooms
  /// know the servers they were told; see rooms::Rooms::set_options for the rest.
  void set_options(const Options& options);

  /// When to call handle_timeout(), or base::kNever. O(1).
  [[nodiscard]] base::TimePoint next_deadline() const {
    return std::min(seats_.next_deadline(), rooms_.next_deadline());
  }
  void handle_timeout(base::TimePoint now);

  [[nodiscard]] Statistics statistics() const;

 private:
  using Handler = Outcome<> (Signaling::*)(socketio::Event&);
  struct Route {
    std::string_view event;
    Handler handler;
  };
  static const std::array<Route, 17> kRoutes;

  void handle(socketio::Event& event, Handler handler);
  void handle_connect(socketio::Socket& socket);
  void handle_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason);
  void refuse(socketio::Event& event, const Fault& fault);

  // One for each event. They acknowledge what they carried out.
  Outcome<> join_room(socketio::Event& event);
  Outcome<> leave_room(socketio::Event& event);
  Outcome<> update_state(socketio::Event& event);
  Outcome<> relay(socketio::Event& event, Relay which);
  template <Relay which>
  Outcome<> relay_as(socketio::Event& event) {
    return relay(event, which);
  }
  Outcome<> peek_room(socketio::Event& event);
  // moderation.cpp: what hosts do.
  Outcome<> update_room(socketio::Event& event);
  Outcome<> admit(socketio::Event& event);
  Outcome<> deny(socketio::Event& event);
  Outcome<> remove_user(socketio::Event& event);
  Outcome<> ask_state(socketio::Event& event);
  Outcome<> set_role(socketio::Event& event);
  Outcome<> create_invite(socketio::Event& event);
  // conversation.cpp
  Outcome<> raise_hand(socketio::Event& event);
  Outcome<> chat(socketio::Event& event);
  Outcome<> react(socketio::Event& event);
  Outcome<> unknown(socketio::Event& event);

  // Doors (door.cpp).
  [[nodiscard]] Outcome<std::optional<rooms::Role>> invitation_of(const JoinPayload& payload) const;
  [[nodiscard]] bool lets_in(socketio::Socket& socket, const PeekPayload& payload);
  [[nodiscard]] rooms::PasswordGuess guess_of(const JoinPayload& payload) const;

  // Seats (seat.cpp).
  struct Claim {
    rooms::MemberId id;
    std::optional<SeatToken> token{};
  };
  [[nodiscard]] Claim claim_of(socketio::Socket& socket, const JoinPayload& payload);
  /// What an id was to the rooms before somebody came with its token.
  struct Before {
    bool seated;
    bool waited;
  };
  void take_seat(socketio::Socket& socket, const rooms::MemberId& id, Before before);
  [[nodiscard]] base::TimePoint hold_until(const socketio::Socket& socket,
                                           socketio::DisconnectReason reason) const;
  [[nodiscard]] std::string seat_token(const rooms::Member& member) const;

  [[nodiscard]] static const rooms::MemberId& member_id(socketio::Socket& socket) {
    return Seats::of(socket).id;
  }
  void acknowledge(socketio::Event& event, const rooms::Snapshot& snapshot, const Claim& claim);
  [[nodiscard]] JoinAck join_ack(const rooms::Member& self, rooms::MemberList users, bool resumed) const;
  Outcome<> moderate(socketio::Event& event, Act act, std::string_view target,
                     const rooms::Rooms::Result& result);
  void note(Act act, const rooms::MemberId& host, std::string_view target);
  Outcome<> finish(socketio::Event& event, const rooms::Rooms::Result& result);
  [[nodiscard]] std::unexpected<Fault> fault(rooms::Refusal refusal) const;

  void apply(rooms::Effects effects);
  void apply(const rooms::Snapshot& effect);
  void apply(const rooms::Entered& effect);
  void apply(const rooms::StateChanged& effect);
  void apply(const rooms::Away& effect);
  void apply(const rooms::Back& effect);
  void apply(const rooms::Exited& effect);
  void apply(const rooms::SettingsChanged& effect);
  void apply(const rooms::Waits& effect);
  void apply(const rooms::WaitingChanged& effect);
  void apply(const rooms::Admitted& effect);
  void apply(const rooms::Denied& effect);
  void apply(const rooms::Removed& effect);
  void apply(const rooms::StateAsked& effect);
  void apply(const rooms::Said& effect);
  void apply(const rooms::Reacted& effect);
  void note(const rooms::Exited& effect);
  template <class Payload>
  void tell(rooms::MemberList members, std::string_view event, const Payload& payload) const;
  template <class Payload>
  void tell(const rooms::Member& member, std::string_view event, const Payload& payload) const;
  /// Never null for a member. Of somebody away the one that ended, which keeps what is emitted or does not.
  [[nodiscard]] socketio::Socket* socket_of(const rooms::Member& member) const {
    const Seat* seat = seats_.find(member.id.view());
    return seat == nullptr ? nullptr : seat->socket.get();
  }

  socketio::Server& server_;
  socketio::Namespace& nsp_;
  Observer& observer_;
  World world_;
  Options options_;
  rooms::Rooms rooms_;
  Seats seats_;
  std::string ice_servers_;  // as clients are told
  std::string scratch_;
  Statistics statistics_;
};

}  // namespace moim::signaling
