#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/json/write.h"
#include "moim/socketio/args.h"
#include "moim/socketio/packet.h"

namespace moim::socketio {

/// One packet, ready to be sent: the text message and the binary messages that follow it. The same bytes
/// serve clients of both revisions.
struct EncodedPacket {
  std::string_view text;
  std::span<const base::ByteView> attachments;
  bool recoverable = false;  ///< an event that asks for no acknowledgement: it may be sent again
};

/// How many attachments an argument takes along.
template <class T>
[[nodiscard]] std::size_t attachment_count(const T& value) {
  if constexpr (std::same_as<T, Binary>) {
    return 1;
  } else if constexpr (std::same_as<T, Args>) {
    return value.attachments().size();
  } else {
    return 0;
  }
}

/// Assembles an event or an acknowledgement into buffers that are used again and again.
/// The number of attachments stands before the arguments on the wire, so it is told first.
class PacketWriter {
 public:
  /// Starts anew. `name` is an event's; an acknowledgement has none.
  void begin(Packet header, std::optional<std::string_view> name);

  /// Whatever json::append takes, and Binary and Args. Views must live until the packet is sent.
  template <class T>
  void add(const T& value) {
    if constexpr (std::same_as<T, Binary>) {
      add_binary(value.octets);
    } else if constexpr (std::same_as<T, Args>) {
      add_args(value);
    } else if constexpr (std::same_as<T, json::Raw>) {
      add_list(value.text, 0);
    } else if constexpr (std::same_as<T, json::View>) {
      add_list(value.text(), 0);
    } else {
      json::append(next(), value);
    }
  }

  /// Valid until the next begin().
  [[nodiscard]] EncodedPacket finish();

 private:
  std::string& next();
  void add_binary(base::ByteView octets);
  void add_args(const Args& args);
  void add_list(std::string_view list, std::size_t own);

  std::string text_;
  std::vector<base::ByteView> attachments_;
  std::size_t expected_ = 0;
  bool recoverable_ = false;
  bool first_ = true;
};

}  // namespace moim::socketio
