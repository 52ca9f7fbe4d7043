#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "moim/base/deadline_queue.h"
#include "moim/base/hash.h"
#include "moim/base/time.h"
#include "moim/rooms/member_id.h"
#include "moim/socketio/socket.h"

namespace moim::signaling {

/// Which socket speaks for which public id. Every connected socket has one id, every id at most one socket;
/// an id whose socket has ended is one whose seat is held until a deadline. A socket's id is also kept in its
/// `data()`, where the way from a packet to its sender is the shortest.
class Seats {
 public:
  /// The id `socket` speaks for.
  [[nodiscard]] static const rooms::MemberId& id_of(socketio::Socket& socket);

  /// From now on `socket` speaks for `id`, which nobody else does (checked). The id it had before is free.
  void put(socketio::Socket& socket, rooms::MemberId id);
  /// The socket has ended: its id is free.
  void remove(std::string_view id);

  /// The socket that speaks for `id`; while the seat is held, the one that ended, which may keep what is
  /// emitted to it for its return; or null.
  [[nodiscard]] socketio::Socket* find(std::string_view id) const;
  /// The connection is back: `socket` goes on where the one before it ended, for the same id.
  void recover(socketio::Socket& socket);

  /// Whoever speaks for `id` has what it takes to come back: when its connection ends, its seat may be held.
  void keep(std::string_view id, bool kept);
  [[nodiscard]] bool kept(std::string_view id) const;

  /// The connection of `id` is lost; the seat is held until `until`.
  void hold(socketio::Socket& socket, base::TimePoint until);
  [[nodiscard]] bool held(std::string_view id) const;
  /// The next whose time is over; it is forgotten.
  [[nodiscard]] std::optional<std::string> pop_expired(base::TimePoint now);
  [[nodiscard]] base::TimePoint next_deadline() const { return deadlines_.next(); }
  [[nodiscard]] std::size_t held_count() const { return deadlines_.size(); }

 private:
  struct Seat {
    std::shared_ptr<socketio::Socket> socket;  // never null
    bool kept = false;
    bool held = false;
  };
  base::StringMap<Seat> seats_;
  base::DeadlineQueue<std::string> deadlines_;
};

}  // namespace moim::signaling
