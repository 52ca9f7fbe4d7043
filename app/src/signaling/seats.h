#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "moim/base/deadline_queue.h"
#include "moim/base/time.h"
#include "moim/rooms/member_id.h"
#include "moim/rooms/rooms.h"
#include "moim/socketio/socket.h"

namespace moim::signaling {

/// Who speaks for one public id.
struct Seat {
  rooms::MemberId id;
  std::shared_ptr<socketio::Socket> socket;  ///< never null; while the seat is held, the one that ended
  rooms::Sighting sighting{};                ///< where the rooms found this id last
  bool kept = false;                         ///< has what it takes to come back
  bool held = false;
};

/// Which socket speaks for which public id. Every connected socket has one id, every id at most one socket;
/// an id whose socket has ended is one whose seat is held until a deadline. The `data()` of a socket points
/// to its seat: the shortest way from a packet to its sender.
class Seats {
 public:
  /// The seat of `socket`. It has one as long as it is connected or held.
  [[nodiscard]] static Seat& of(socketio::Socket& socket);

  /// From now on `socket` speaks for `id`, which nobody else does (checked). The id it had before is free.
  void put(socketio::Socket& socket, rooms::MemberId id);
  /// The socket has ended: its id is free.
  void remove(std::string_view id);

  /// The seat of `id`, or null. The socket of one that is held may keep what is emitted to it for its return.
  [[nodiscard]] Seat* find(std::string_view id) const;
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
  // Keys are views of the id inside the value.
  std::unordered_map<std::string_view, std::unique_ptr<Seat>> seats_;
  base::DeadlineQueue<std::string> deadlines_;
};

}  // namespace moim::signaling
