#pragma once

#include <cstdint>

namespace moim::rooms {

/// Why a command was refused. A refused command changed nothing.
enum class Refusal : std::uint8_t {
  room_id_length,  ///< the room id is empty or longer than `Options::max_room_id`
  label_length,    ///< the label is longer than `Options::max_label`
  room_full,       ///< the room holds `Options::max_participants`
  too_many_rooms,  ///< there would be more than `Options::max_rooms`
  not_in_room,     ///< the one who asks is in no room
  no_such_member,  ///< the one addressed is not in the room of the one who asks, whether it is elsewhere or
                   ///< nowhere
  self_addressed,  ///< the one addressed is the one who asks
};

}  // namespace moim::rooms
