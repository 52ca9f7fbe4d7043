#pragma once

#include <cstddef>

namespace moim::rooms {

struct Options {
  std::size_t max_participants = 4;  ///< people in a room; a mesh of more chokes on its uplinks
  std::size_t max_rooms = 100'000;   ///< rooms; bounds what strangers can make the server remember
  std::size_t max_room_id = 128;     ///< bytes; long enough for any link, short enough to keep many
  std::size_t max_label = 128;       ///< bytes; about 40 Hangul syllables, sent to everybody in the room
};

}  // namespace moim::rooms
