#pragma once

#include <cstdint>

namespace moim::engineio {

/// One accepted TCP connection. It carries one HTTP exchange at a time, or a WebSocket after the upgrade, so
/// one id names all three. Given by the caller, never reused, never `kNoConnection`. Its low 32 bits index a
/// table: they are small, and no two connections at a time have the same.
enum class ConnectionId : std::uint64_t {};
inline constexpr ConnectionId kNoConnection{0};

/// One session within this process. It is never sent to anyone: the `sid` on the wire is random and secret.
enum class SessionId : std::uint64_t {};

/// Revision of the protocol, the `EIO` of the query.
enum class Version : std::uint8_t { v3 = 3, v4 = 4 };

enum class TransportKind : std::uint8_t { polling, websocket };

}  // namespace moim::engineio
