#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace moim::bench {

/// What the server under test speaks below the vocabulary.
enum class Dialect : std::uint8_t {
  engineio3,  ///< Socket.IO 2 over Engine.IO 3: the server connects the main namespace by itself
  engineio4,  ///< Socket.IO 4 over Engine.IO 4: the client asks for it, and the server pings
  floor       ///< bench_floor: bare messages, see floor.h
};

/// The value of the string member `name` of the first object in `text` that has one, or nothing. Only for
/// what the servers under test send: no escapes, no white space.
[[nodiscard]] std::string_view string_member(std::string_view text, std::string_view name);

/// The name of the event in a Socket.IO packet `42["name",…`, or nothing.
[[nodiscard]] std::string_view event_name(std::string_view packet);

/// What both ends of one relayed document are called.
struct Ends {
  std::string_view sender_id;
  std::string_view sender_email;
  std::string_view receiver_id;
};

[[nodiscard]] std::string join_room(std::string_view room, std::string_view email);
[[nodiscard]] std::string offer(const Ends& ends, std::string_view sdp);
[[nodiscard]] std::string answer(const Ends& ends, std::string_view sdp);
[[nodiscard]] std::string candidate(const Ends& ends, std::string_view candidate);

}  // namespace moim::bench
