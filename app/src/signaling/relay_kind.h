#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace moim::signaling {

/// The events that go from one member to another.
enum class Relay : std::uint8_t { offer, answer, candidate, count_ };

/// How one of them is spelled coming in and going out. Everything else about them is the same.
struct RelayKind {
  Relay relay;
  std::string_view event;         ///< as sent
  std::string_view document;      ///< field that is passed on untouched
  std::string_view receiver;      ///< field with the receiver's public id
  std::string_view delivered_as;  ///< event as received
  std::string_view sender;        ///< field for the sender's public id
  std::string_view sender_label;  ///< field for the sender's label; empty: it is not told
};

inline constexpr std::array<RelayKind, static_cast<std::size_t>(Relay::count_)> kRelayKinds = {{
    {Relay::offer, "offer", "sdp", "offerReceiveID", "getOffer", "offerSendID", "offerSendEmail"},
    {Relay::answer, "answer", "sdp", "answerReceiveID", "getAnswer", "answerSendID", ""},
    {Relay::candidate, "candidate", "candidate", "candidateReceiveID", "getCandidate", "candidateSendID", ""},
}};

[[nodiscard]] constexpr const RelayKind& kind_of(Relay relay) {
  return kRelayKinds[static_cast<std::size_t>(relay)];
}
[[nodiscard]] constexpr std::string_view to_string(Relay relay) { return kind_of(relay).event; }

}  // namespace moim::signaling
