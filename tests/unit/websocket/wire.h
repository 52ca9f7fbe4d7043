#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "moim/websocket/frame.h"
#include "moim/websocket/receiver.h"

namespace moim::websocket::test {

inline constexpr MaskingKey kKey{'\x37', '\xfa', '\x21', '\x3d'};

/// A masked frame whose first octet is `first`, also where no correct writer would produce it.
inline std::string raw(unsigned first, std::string_view payload = {}) {
  std::string out;
  append_frame(out, Opcode::binary, payload, {.mask = kKey});
  out[0] = static_cast<char>(first);
  return out;
}

/// A masked frame as a client sends it, control frames of any length included.
inline std::string from_client(Opcode opcode, std::string_view payload = {}, bool final = true) {
  return raw((final ? 0x80U : 0U) | static_cast<unsigned>(opcode), payload);
}

inline std::string text(std::string_view payload, bool final = true) {
  return from_client(Opcode::text, payload, final);
}
inline std::string binary(std::string_view payload, bool final = true) {
  return from_client(Opcode::binary, payload, final);
}
inline std::string more(std::string_view payload, bool final = false) {
  return from_client(Opcode::continuation, payload, final);
}
inline std::string last(std::string_view payload) { return more(payload, true); }
inline std::string ping(std::string_view payload = {}) { return from_client(Opcode::ping, payload); }
inline std::string pong(std::string_view payload = {}) { return from_client(Opcode::pong, payload); }

/// A Close frame with this payload, well formed or not.
inline std::string close(std::string_view payload = {}) { return from_client(Opcode::close, payload); }

/// The payload of a Close frame.
inline std::string close_payload(unsigned code, std::string_view reason = {}) {
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code)};
  return payload.append(reason);
}

/// An event as one line: "text:…", "binary:…", "ping:…", "pong:…", "close:code:reason" or "fail:code".
inline std::string line_of(const Event& event) {
  struct Writer {
    std::string operator()(const Message& m) const {
      return (m.binary ? "binary:" : "text:") + std::string{m.payload};
    }
    std::string operator()(const Ping& p) const { return "ping:" + std::string{p.payload}; }
    std::string operator()(const Pong& p) const { return "pong:" + std::string{p.payload}; }
    std::string operator()(const Close& c) const {
      return "close:" + std::to_string(static_cast<int>(c.code)) + ":" + std::string{c.reason};
    }
    std::string operator()(const Failure& f) const {
      return "fail:" + std::to_string(static_cast<int>(close_code_of(f.error)));
    }
  };
  return std::visit(Writer{}, event);
}

using Lines = std::vector<std::string>;

/// Feeds one piece and appends what it brings to `lines`.
inline void receive_into(Lines& lines, Receiver& receiver, std::string piece) {
  receiver.feed(piece);
  while (const auto event = receiver.next()) lines.push_back(line_of(*event));
}

/// What a receiver makes of `wire` fed in pieces of `piece_size`.
inline Lines receive(std::string_view wire, std::size_t piece_size, const Receiver::Options& options = {}) {
  Receiver receiver{options};
  Lines lines;
  for (std::size_t at = 0; at < wire.size(); at += piece_size) {
    receive_into(lines, receiver, std::string{wire.substr(at, piece_size)});
  }
  return lines;
}

/// What a receiver makes of `wire` cut in two at `cut`.
inline Lines receive_cut(std::string_view wire, std::size_t cut, const Receiver::Options& options = {}) {
  Receiver receiver{options};
  Lines lines;
  receive_into(lines, receiver, std::string{wire.substr(0, cut)});
  receive_into(lines, receiver, std::string{wire.substr(cut)});
  return lines;
}

}  // namespace moim::websocket::test
