#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "moim/base/bytes.h"
#include "moim/websocket/close_code.h"
#include "moim/websocket/frame.h"

namespace moim::websocket {

/// Which end of the connection we are: a server accepts only masked frames, a client only unmasked ones (RFC
/// 6455 5.1).
enum class Role : std::uint8_t { server, client };

/// What a peer did wrong. Each has its close code in `close_code_of`.
enum class ReceiveError : std::uint8_t {
  mask_missing,
  mask_unexpected,
  reserved_bits,
  unknown_opcode,
  control_too_long,
  control_fragmented,
  continuation_without_start,
  message_interrupted,
  length_not_minimal,
  length_out_of_range,
  message_too_big,
  text_not_utf8,
  close_payload_too_short,
  close_code_invalid,
  close_reason_not_utf8,
  count_
};

/// The code to close with after `error`: 1002, 1007 or 1009.
[[nodiscard]] CloseCode close_code_of(ReceiveError error);

/// A short English sentence about `error`, fit for a close reason and for a log.
[[nodiscard]] std::string_view describe(ReceiveError error);

/// One whole text or binary message. Text is valid UTF-8.
struct Message {
  bool binary = false;
  base::ByteView payload;
};

/// To be answered by a Pong with the same payload (RFC 6455 5.5.2).
struct Ping {
  base::ByteView payload;
};

struct Pong {
  base::ByteView payload;
};

/// The peer's Close. To be answered by a Close with the same code, unless one was sent already (RFC
/// 6455 5.5.1). Nothing comes after it.
struct Close {
  CloseCode code = CloseCode::no_status;
  std::string_view reason;
};

/// The peer broke the protocol: close with `close_code_of(error)`. Nothing comes after it.
struct Failure {
  ReceiveError error{};
};

using Event = std::variant<Message, Ping, Pong, Close, Failure>;

/// Turns received octets into messages (RFC 6455), without I/O. Feed it what was read, then drain it:
///
///     receiver.feed(octets);
///     while (auto event = receiver.next()) ...
///
/// Payloads are unmasked in the fed octets themselves. A message that came as one frame and lies wholly in
/// one `feed` is handed on as a view into them, without a copy or an allocation; a message that is cut by the
/// end of a `feed`, or fragmented, is collected in an owned buffer that grows with what has really arrived
/// and is given back once the message was handed on. A length is judged as soon as the header is there,
/// before any payload.
///
/// UTF-8 of a text message is judged when the message is complete, not at the first bad octet; the RFC allows
/// either (8.1), and one vectorized pass over the whole is the cheapest.
///
/// No extension is ever negotiated, so the reserved bits must be zero. permessage-deflate would cost tens of
/// KiB per connection, most of the time per message, and what we relay is small; and compressing secrets next
/// to chosen text leaks them.
class Receiver {
 public:
  struct Options {
    Role role = Role::server;
    std::size_t max_message_size = 1'000'000;  ///< octets in one message, over all its fragments; the bound
                                               ///< on what one peer can make us hold
  };

  explicit Receiver(const Options& options) : options_(options) {}

  /// Takes the octets read next. They must stay in place until `next` has returned nullopt; they are changed
  /// by it. Everything fed before must have been drained.
  void feed(std::span<char> octets);

  /// The next event, or nullopt when all fed octets are used up. Views in it are valid until the next call of
  /// `next` or `feed`. After Close or Failure: nullopt for ever, and octets are ignored.
  [[nodiscard]] std::optional<Event> next();

  /// True after Close or Failure.
  [[nodiscard]] bool ended() const { return ended_; }

  /// True while a frame or a fragmented message has begun and not ended: the peer owes us octets.
  [[nodiscard]] bool in_message() const { return in_frame_ || header_size_ > 0 || fragmented_; }

  /// Octets of memory held for an unfinished message.
  [[nodiscard]] std::size_t buffered() const;

 private:
  [[nodiscard]] Opcode opcode() const;
  [[nodiscard]] bool is_final() const;
  [[nodiscard]] std::optional<ReceiveError> read_header();
  [[nodiscard]] bool fill_header(std::size_t wanted);
  [[nodiscard]] std::optional<ReceiveError> check_start() const;
  [[nodiscard]] std::optional<ReceiveError> check_opcode() const;
  [[nodiscard]] std::optional<ReceiveError> check_length(std::size_t length_size) const;
  [[nodiscard]] std::optional<base::ByteView> read_payload();
  [[nodiscard]] std::optional<Event> finish_frame(base::ByteView payload);
  [[nodiscard]] Event finish_message(base::ByteView payload);
  [[nodiscard]] Event finish_close(base::ByteView payload);
  [[nodiscard]] Event fail(ReceiveError error);
  void end();
  void drop_delivered();

  Options options_;
  std::span<char> input_;                      // fed and not yet used
  std::array<char, kMaxHeaderSize> header_{};  // of the frame being read; opcode and FIN are looked up here
  std::uint8_t header_size_ = 0;               // octets of an unfinished header
  MaskingKey frame_key_{};
  bool in_frame_ = false;         // the header is whole, the payload is being read
  bool fragmented_ = false;       // between the first and the last fragment of a message
  bool binary_ = false;           // kind of the message being read
  bool ended_ = false;            // after Close or Failure
  std::uint64_t frame_size_ = 0;  // octets in the payload
  std::uint64_t frame_read_ = 0;  // octets of it so far
  std::size_t kept_ = 0;          // octets of collected_ that belong to finished fragments
  std::string collected_;         // finished fragments, then what has come of a cut frame's payload
};

}  // namespace moim::websocket
