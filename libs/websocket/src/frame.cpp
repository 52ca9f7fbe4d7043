#include "moim/websocket/frame.h"

#include <algorithm>
#include <cstring>

#include "moim/base/check.h"

namespace moim::websocket {
namespace {

constexpr std::size_t kLength16 = 126;  // in the 7-bit length field: two octets of length follow
constexpr std::size_t kLength64 = 127;  // in the 7-bit length field: eight octets of length follow
constexpr unsigned kFinalBit = 0x80;
constexpr unsigned kMaskBit = 0x80;

void append_big_endian(std::string& out, std::uint64_t value, int octets) {
  for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

void append_start(std::string& out, Opcode opcode, std::size_t payload_size, const FrameOptions& options) {
  const unsigned final_bit = options.final ? kFinalBit : 0;
  const unsigned mask_bit = options.mask ? kMaskBit : 0;
  out.push_back(static_cast<char>(final_bit | static_cast<unsigned>(opcode)));
  if (payload_size < kLength16) {
    out.push_back(static_cast<char>(mask_bit | payload_size));
  } else if (payload_size <= 0xffff) {
    out.push_back(static_cast<char>(mask_bit | kLength16));
    append_big_endian(out, payload_size, 2);
  } else {
    out.push_back(static_cast<char>(mask_bit | kLength64));
    append_big_endian(out, payload_size, 8);
  }
  if (options.mask) out.append(options.mask->data(), options.mask->size());
}

// Where `text` can be cut at or before `limit` without leaving part of a UTF-8 character.
std::size_t character_border(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text.size();
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) --limit;
  return limit;
}

}  // namespace

void append_frame(std::string& out, Opcode opcode, base::ByteView payload, const FrameOptions& options) {
  MOIM_CHECK(!is_control(opcode) || (options.final && payload.size() <= kMaxControlPayload));
  append_start(out, opcode, payload.size(), options);
  const std::size_t start = out.size();
  out.append(payload);
  if (options.mask) apply_mask(std::span{out}.subspan(start), *options.mask);
}

void append_header(std::string& out, Opcode opcode, std::size_t payload_size) {
  MOIM_CHECK(!is_control(opcode) || payload_size <= kMaxControlPayload);
  append_start(out, opcode, payload_size, {});
}

void append_close(std::string& out, CloseCode code, std::string_view reason, std::optional<MaskingKey> mask) {
  std::string payload;
  if (code != CloseCode::no_status) {
    MOIM_CHECK(is_sendable(code));
    append_big_endian(payload, static_cast<std::uint16_t>(code), 2);
    payload.append(reason.substr(0, character_border(reason, kMaxCloseReason)));
  }
  append_frame(out, Opcode::close, payload, {.mask = mask});
}

void apply_mask(std::span<char> octets, MaskingKey key, std::size_t position) {
  std::rotate(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(position % key.size()), key.end());
  std::array<char, 8> twice{};
  std::copy(key.begin(), key.end(), twice.begin());
  std::copy(key.begin(), key.end(), twice.begin() + 4);
  std::uint64_t wide = 0;
  std::memcpy(&wide, twice.data(), sizeof wide);

  std::size_t i = 0;
  for (; i + sizeof wide <= octets.size(); i += sizeof wide) {
    std::uint64_t word = 0;
    std::memcpy(&word, octets.data() + i, sizeof word);
    word ^= wide;
    std::memcpy(octets.data() + i, &word, sizeof word);
  }
  for (; i < octets.size(); ++i) octets[i] = static_cast<char>(octets[i] ^ twice[i % twice.size()]);
}

}  // namespace moim::websocket
