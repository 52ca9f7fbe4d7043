#pragma once

#include <span>
#include <string>
#include <vector>

namespace moim::signaling {

/// A STUN or TURN server for the clients to use, as in RTCIceServer (WebRTC 1.0, 4.2.4). Configuration has
/// checked the URLs.
struct IceServer {
  std::vector<std::string> urls{};  ///< "stun:", "turn:" or "turns:" URIs (RFC 7064, RFC 7065)
  std::string username{};           ///< empty: none is told
  std::string credential{};         ///< empty: none is told

  bool operator==(const IceServer&) const = default;
};

/// The JSON array that a client gives to RTCPeerConnection.
[[nodiscard]] std::string to_json(std::span<const IceServer> servers);

}  // namespace moim::signaling
