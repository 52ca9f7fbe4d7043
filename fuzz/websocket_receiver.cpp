// Frames as a stranger sends them. Where the octets are cut makes no difference to what is received; what is
// received fits its limits, and comes back the same when it is sent again. The first octet chooses the role
// and the size of the pieces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "moim/base/check.h"
#include "moim/json/validator.h"
#include "moim/websocket/frame.h"
#include "moim/websocket/receiver.h"

#include "support/input.h"

namespace moim::fuzz {
namespace {

using namespace websocket;

constexpr std::size_t kMaxMessage = 300;
constexpr std::size_t kCutEverywhereUpTo = 48;

struct Received {
  std::size_t kind;  // the index in Event
  int detail;        // binary, code or error
  std::string payload;
  bool operator==(const Received&) const = default;
};

struct Describe {
  Received operator()(const Message& m) const { return {0, m.binary ? 1 : 0, std::string{m.payload}}; }
  Received operator()(const Ping& p) const { return {1, 0, std::string{p.payload}}; }
  Received operator()(const Pong& p) const { return {2, 0, std::string{p.payload}}; }
  Received operator()(const Close& c) const { return {3, static_cast<int>(c.code), std::string{c.reason}}; }
  Received operator()(const Failure& f) const { return {4, static_cast<int>(f.error), ""}; }
};

class Reader {
 public:
  explicit Reader(Role role) : receiver_({.role = role, .max_message_size = kMaxMessage}) {}

  void feed(std::string_view piece) {
    Exact octets{piece};
    receiver_.feed(octets.span());
    while (const auto event = receiver_.next()) {
      MOIM_CHECK(!ended_);
      received_.push_back(std::visit(Describe{}, *event));
      check(received_.back());
      ended_ = receiver_.ended();
    }
    MOIM_CHECK(receiver_.buffered() <= 2 * kMaxMessage);
    MOIM_CHECK(receiver_.in_message() || receiver_.buffered() == 0);
  }

  [[nodiscard]] const std::vector<Received>& received() const { return received_; }

 private:
  static void check(const Received& received) {
    if (received.kind == 0) {
      MOIM_CHECK(received.payload.size() <= kMaxMessage);
      MOIM_CHECK(received.detail == 1 || json::valid_utf8(received.payload));
    } else if (received.kind < 4) {
      MOIM_CHECK(received.payload.size() <= kMaxControlPayload);
    }
  }

  Receiver receiver_;
  std::vector<Received> received_;
  bool ended_ = false;
};

std::vector<Received> receive(Role role, std::string_view wire, std::size_t piece) {
  Reader reader{role};
  for (; !wire.empty(); wire.remove_prefix(std::min(piece, wire.size()))) reader.feed(wire.substr(0, piece));
  return reader.received();
}

std::vector<Received> receive_cut(Role role, std::string_view wire, std::size_t cut) {
  Reader reader{role};
  reader.feed(wire.substr(0, cut));
  reader.feed(wire.substr(cut));
  return reader.received();
}

// Writes what was received as the other side would, and receives it.
void check_round_trip(Role role, const std::vector<Received>& received) {
  const auto mask =
      role == Role::server ? std::optional{MaskingKey{'\x37', '\x00', '\x21', '\x3d'}} : std::nullopt;
  std::string wire;
  for (const auto& [kind, detail, payload] : received) {
    if (kind == 0) append_frame(wire, detail == 1 ? Opcode::binary : Opcode::text, payload, {.mask = mask});
    if (kind == 1) append_frame(wire, Opcode::ping, payload, {.mask = mask});
    if (kind == 2) append_frame(wire, Opcode::pong, payload, {.mask = mask});
    if (kind == 3) append_close(wire, static_cast<CloseCode>(detail), payload, mask);
  }
  std::vector<Received> expected = received;
  if (!expected.empty() && expected.back().kind == 4) expected.pop_back();
  MOIM_CHECK(receive(role, wire, std::max<std::size_t>(wire.size(), 1)) == expected);
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  std::string_view wire = text_of(data, size);
  const unsigned choice = take_number(wire);
  const Role role = (choice & 1U) != 0 ? Role::client : Role::server;
  const auto whole = receive(role, wire, std::max<std::size_t>(wire.size(), 1));
  MOIM_CHECK(receive(role, wire, (choice >> 1U) % 32 + 1) == whole);
  if (wire.size() <= kCutEverywhereUpTo) {
    for (std::size_t cut = 1; cut < wire.size(); ++cut) MOIM_CHECK(receive_cut(role, wire, cut) == whole);
  }
  check_round_trip(role, whole);
  return 0;
}
