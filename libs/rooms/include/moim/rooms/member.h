#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "moim/base/token_bucket.h"
#include "moim/rooms/chat_log.h"
#include "moim/rooms/member_id.h"
#include "moim/rooms/participant_state.h"
#include "moim/rooms/role.h"
#include "moim/rooms/visitor.h"

namespace moim::rooms {

class Room;

/// What somebody said last: the same again, because its answer was lost, is said once.
struct LastSaid {
  std::string key;  ///< see `Rooms::Utterance`
  ChatMessage message;
};

/// Somebody who has a place in a room, or who waits for one. Made and changed only by `Rooms`.
struct Member {
  MemberId id;
  Room* room;  ///< never null; for a member who left, the room left
  std::string label;
  ParticipantState state{};
  bool away = false;  ///< the connection is lost and the seat kept, for a while
  Role role = Role::guest;
  std::uint64_t hand = 0;  ///< place among the raised hands, smaller came first; 0: not raised
  bool manages = true;     ///< speaks enough of the vocabulary to be a host or to wait
  Visitor visitor{};
  std::uint64_t heard_from = 0;  ///< number of the first chat message that was said in its presence
  std::unique_ptr<const LastSaid> last_said{};  ///< null until it says something; most never do
  base::TokenBucket chat_rate{};
  base::TokenBucket reaction_rate{};
};

}  // namespace moim::rooms
