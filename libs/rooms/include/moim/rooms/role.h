#pragma once

#include <cstdint>

namespace moim::rooms {

/// What somebody may do in a room. A host may do what a guest may, and sees to the room.
enum class Role : std::uint8_t { guest, host };

}  // namespace moim::rooms
