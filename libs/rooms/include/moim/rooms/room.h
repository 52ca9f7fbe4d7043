#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/rooms/member.h"

namespace moim::rooms {

/// Members in order of arrival.
using MemberList = std::span<const Member* const>;

/// One room: its name and who is in it, those who are away too. It exists exactly while somebody is. Only
/// `Rooms` changes it.
class Room {
 public:
  Room(std::string id, std::string call) : id_{std::move(id)}, call_{std::move(call)} {}

  [[nodiscard]] std::string_view id() const { return id_; }
  /// Names this life of the room; see `JoinRequest::call`.
  [[nodiscard]] std::string_view call() const { return call_; }
  [[nodiscard]] MemberList roster() const { return roster_; }
  [[nodiscard]] std::size_t size() const { return roster_.size(); }

 private:
  friend class Rooms;
  void add(const Member& member) { roster_.push_back(&member); }
  void remove(const Member& member) { std::erase(roster_, &member); }

  std::string id_;
  std::string call_;
  std::vector<const Member*> roster_;
};

}  // namespace moim::rooms
