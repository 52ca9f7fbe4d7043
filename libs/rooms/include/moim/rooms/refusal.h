#pragma once

#include <cstdint>

namespace moim::rooms {

/// Why a command was refused. A refused command changed nothing.
enum class Refusal : std::uint8_t {
  room_id_length,     ///< the room id is empty or longer than `Options::max_room_id`
  label_length,       ///< the label is longer than `Options::max_label`
  visitor_length,     ///< the visitor's id is longer than `Options::max_visitor`
  chat_length,        ///< the text is empty or longer than `Options::max_chat_text`
  chat_key_length,    ///< the key is longer than `Options::max_chat_key`
  room_full,          ///< the room holds `Options::max_participants`
  too_many_rooms,     ///< there would be more than `Options::max_rooms`
  room_not_open,      ///< the room is empty and only who is invited as a host may open it
  room_locked,        ///< nobody new comes in
  password_required,  ///< the room has a password and none was given
  wrong_password,     ///< another one
  removed,            ///< was removed from this room, and it is still the same call
  too_many_waiting,   ///< `Options::max_waiting` wait already
  not_in_room,        ///< the one who asks is in no room
  no_such_member,  ///< the one addressed is not in the room of the one who asks, whether it is elsewhere or
                   ///< nowhere
  self_addressed,  ///< the one addressed is the one who asks
  not_allowed,     ///< the one who asks has not the role for it
  last_host,       ///< the room would have no host
  too_fast,        ///< one of the rates of `Options`
};

}  // namespace moim::rooms
