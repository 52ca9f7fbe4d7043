#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/counters.h"
#include "moim/rooms/rooms.h"
#include "moim/socketio/server.h"

#include "signaling/fault.h"
#include "signaling/ice_server.h"
#include "signaling/observer.h"
#include "signaling/relay_kind.h"

namespace moim::signaling {

struct Options {
  rooms::Options rooms{};
  std::vector<IceServer> ice_servers{};  ///< told to everyone who joins; none: calls stay within one network
};

/// What has happened so far, and how much there is now.
struct Statistics {
  base::Counters<ErrorCode> errors;  ///< events not carried out
  base::Counters<Relay> relayed;     ///< events delivered to their receiver
  std::uint64_t entered = 0;         ///< places taken
  std::uint64_t exited = 0;          ///< places given up
  std::size_t rooms = 0;             ///< now
  std::size_t members = 0;           ///< now
};

/// The vocabulary of docs/protocol.md on the main namespace of a Socket.IO server: events become commands to
/// the rooms, their effects become events. One thread, no clock. A participant's public id is the id of the
/// socket it came with, kept in `socket.data()`.
class Signaling {
 public:
  /// Sets its handlers on `server`; all three outlive the last call to it.
  Signaling(socketio::Server& server, const Options& options, Observer& observer);
  Signaling(const Signaling&) = delete;
  Signaling& operator=(const Signaling&) = delete;
  ~Signaling() = default;

  [[nodiscard]] Statistics statistics() const;

 private:
  using Handler = Outcome<> (Signaling::*)(socketio::Event&);
  struct Route {
    std::string_view event;
    Handler handler;
  };
  static const std::array<Route, 6> kRoutes;

  void handle(socketio::Event& event, Handler handler);
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
  Outcome<> unknown(socketio::Event& event);

  [[nodiscard]] static const rooms::MemberId& member_id(socketio::Socket& socket);
  Outcome<> finish(socketio::Event& event, const rooms::Rooms::Result& result);
  [[nodiscard]] std::unexpected<Fault> fault(rooms::Refusal refusal) const;

  void apply(rooms::Effects effects);
  void apply(const rooms::Snapshot& effect);
  void apply(const rooms::Entered& effect);
  void apply(const rooms::StateChanged& effect);
  void apply(const rooms::Exited& effect);
  void note(const rooms::Exited& effect);
  template <class Payload>
  void tell(rooms::MemberList members, std::string_view event, const Payload& payload) const;
  [[nodiscard]] socketio::Socket& socket_of(const rooms::Member& member) const;

  socketio::Namespace& nsp_;
  Observer& observer_;
  rooms::Rooms rooms_;
  std::string ice_servers_;
  std::string scratch_;
  Statistics statistics_;
};

}  // namespace moim::signaling
