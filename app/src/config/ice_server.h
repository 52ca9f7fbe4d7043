#pragma once

#include <string>
#include <string_view>

#include "config/parsed.h"
#include "signaling/ice_server.h"

namespace moim::app {

/// What browsers are told is what is configured.
using signaling::IceServer;

/// Reads one "stun:host[:port]", "turn:host[:port][?transport=udp|tcp]" or "turns:…" URI and returns it with
/// scheme and host in lower case.
[[nodiscard]] Parsed<std::string> parse_ice_url(std::string_view text);

/// Reads "URI[,URI…][,username=NAME,credential=SECRET]". The name has no comma; the secret is everything
/// after "credential=", commas included. TURN URIs need both.
[[nodiscard]] Parsed<IceServer> parse_ice_server(std::string_view text);

/// What `parse_ice_server` reads, with "<hidden>" in place of the secret.
[[nodiscard]] std::string to_string(const IceServer& server);

/// `text` as given by somebody, valid or not, with everything after "credential=" and before "@" replaced by
/// "<hidden>": fit for error messages.
[[nodiscard]] std::string hide_credential(std::string_view text);

}  // namespace moim::app
