#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "moim/base/token_bucket.h"

namespace moim::rooms {

/// Who may be the first in a room.
enum class Openers : std::uint8_t {
  anyone,   ///< and is its host
  invited,  ///< only who is invited as a host
};

struct Options {
  std::size_t max_participants = 4;  ///< people in a room; a mesh of more chokes on its uplinks
  std::size_t max_rooms = 100'000;   ///< rooms; bounds what strangers can make the server remember
  std::size_t max_room_id = 128;     ///< bytes; long enough for any link, short enough to keep many
  std::size_t max_label = 128;       ///< bytes; about 40 Hangul syllables, sent to everybody in the room
  std::size_t max_visitor = 64;      ///< bytes; a random id in any usual spelling
  Openers openers = Openers::anyone;

  std::size_t max_waiting = 50;  ///< people waiting for one room; what a host can still look through
  std::chrono::milliseconds waiting_time{std::chrono::minutes{10}};  ///< then nobody seems to look
  std::size_t max_bans = 256;  ///< per room, the newest; more removals than anybody makes in a call

  /// How long a room that only guests came back to waits for the host who was there before.
  std::chrono::milliseconds host_patience{std::chrono::seconds{30}};

  base::TokenRate guess_rate = base::TokenRate::every(std::chrono::seconds{10}, 5);  ///< wrong passwords
  /// People of one address who begin to wait for a room. Its hosts are told each time, the whole list, and
  /// nobody should be able to keep them busy from outside. At once: two classes of a school.
  base::TokenRate knock_rate{1, 100};
  std::size_t max_guessers = 1'000;  ///< addresses for which a room counts either of these

  std::size_t max_chat_text = 2'000;                           ///< code points; a page of text
  std::size_t max_chat_key = 64;                               ///< bytes; see `Rooms::say`
  std::size_t max_chat_messages = 500;                         ///< kept per room, for those who come back
  std::size_t max_chat_bytes = 256 * 1024;                     ///< kept per room
  std::size_t max_chat_bytes_in_all = std::size_t{64} << 20U;  ///< kept in all rooms together
  base::TokenRate chat_rate{2, 10};     ///< messages of one member; faster than anybody types
  base::TokenRate reaction_rate{3, 3};  ///< reactions of one member; more only covers faces
};

}  // namespace moim::rooms
