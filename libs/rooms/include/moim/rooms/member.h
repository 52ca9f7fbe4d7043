#pragma once

#include <string>

#include "moim/rooms/member_id.h"
#include "moim/rooms/participant_state.h"

namespace moim::rooms {

class Room;

/// Somebody who has a place in a room. Made and changed only by `Rooms`.
struct Member {
  MemberId id;
  std::string label;
  ParticipantState state{};
  Room* room;         ///< never null; for a member who left, the room left
  bool away = false;  ///< the connection is lost and the seat kept, for a while
};

}  // namespace moim::rooms
