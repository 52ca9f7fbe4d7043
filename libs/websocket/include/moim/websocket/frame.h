#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "moim/base/bytes.h"
#include "moim/websocket/close_code.h"

namespace moim::websocket {

/// RFC 6455 5.2.
enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Opcodes from 8 on are control frames: never fragmented, at most `kMaxControlPayload` octets (RFC
/// 6455 5.5).
[[nodiscard]] constexpr bool is_control(Opcode opcode) { return static_cast<std::uint8_t>(opcode) >= 8; }

/// Octets in the payload of a control frame at most.
inline constexpr std::size_t kMaxControlPayload = 125;

/// Octets in a close reason at most: the rest of a control payload after the code.
inline constexpr std::size_t kMaxCloseReason = kMaxControlPayload - 2;

/// Octets in a frame's header at most: 2, an extended length of 8, a masking key of 4.
inline constexpr std::size_t kMaxHeaderSize = 14;

/// What a client mixes into every frame it sends. Must be fresh and unpredictable for each frame (RFC
/// 6455 5.3).
using MaskingKey = std::array<char, 4>;

/// How a frame is written, apart from opcode and payload.
struct FrameOptions {
  bool final = true;                 ///< false: more fragments of the message follow
  std::optional<MaskingKey> mask{};  ///< present exactly in frames from a client
};

/// Appends a frame to `out`. A control frame must be final and carry at most `kMaxControlPayload` octets
/// (checked: that is the caller's duty).
void append_frame(std::string& out, Opcode opcode, base::ByteView payload, const FrameOptions& options = {});

/// Appends the header of a final, unmasked frame whose `payload_size` octets the caller appends next: lets a
/// server put a payload together from pieces without a copy in between.
void append_header(std::string& out, Opcode opcode, std::size_t payload_size);

/// Appends a Close frame. `CloseCode::no_status` gives one without payload. A reason longer than
/// `kMaxCloseReason` is cut at a character's border; a code that must not be sent is a bug (checked).
void append_close(std::string& out, CloseCode code, std::string_view reason = {},
                  std::optional<MaskingKey> mask = std::nullopt);

/// Applies the masking of RFC 6455 5.3 in place, which also undoes it. `position` is the index of `octets[0]`
/// within its frame's payload.
void apply_mask(std::span<char> octets, MaskingKey key, std::size_t position = 0);

}  // namespace moim::websocket
