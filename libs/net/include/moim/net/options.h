#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "moim/base/token_bucket.h"
#include "moim/engineio/options.h"
#include "moim/net/log.h"
#include "moim/net/origin.h"

namespace moim::net {

/// Limits and times of a server. Every one bounds something a client could otherwise take.
struct ServerOptions {
  std::size_t max_connections = 20'000;             ///< open at once; beyond: closed at accept
  std::size_t max_connections_per_address = 1'000;  ///< the same for one IPv4 address or IPv6 /64; not for
                                                    ///< loopback and trusted proxies, who stand for many
  std::size_t max_handshakes = 8'192;  ///< connections without a whole request yet, TLS handshake included;
                                       ///< beyond, the oldest is closed: who means it is through in a moment
  std::size_t max_header_bytes = 16 * 1024;  ///< request line and header fields, and each line between the
                                             ///< chunks of a body, with the trailer; beyond: 431
  std::size_t max_body_bytes = 64 * 1024;  ///< body of a request to the HTTP handler; beyond: 413. Endpoints
                                           ///< have their own `max_payload`
  std::size_t max_pipelined_bytes = 64 * 1024;   ///< read ahead of a pending answer; beyond, reading pauses
  std::size_t max_incoming_bytes = 256U << 20U;  ///< held by all connections together for requests and
                                                 ///< messages that have not ended; beyond: who adds to it
                                                 ///< gets 503, or the WebSocket close code 1013
  std::size_t max_queued_bytes = 4U << 20U;      ///< waiting for one peer that does not read; beyond: dropped
  std::size_t max_outgoing_bytes = 256U << 20U;  ///< waiting for all peers that do not read and all polling
                                                 ///< sessions together; beyond: those for whom the most waits
                                                 ///< are dropped, down to 7/8 of it
  base::TokenRate ping_rate{10, 1'000};  ///< of WebSocket Ping frames on one connection; beyond: dropped.
                                         ///< Browsers send none, programs one every few seconds
  std::size_t turn_bytes = 256 * 1024;  ///< queued in one turn of the loop; then it is written before more is
                                        ///< read, while it is still in the processor's cache
  std::size_t turn_accepts =
      16;  ///< connections accepted in one turn; those that exist have theirs in between
  std::size_t turn_farewells = 8;  ///< closed WebSockets seen off in one turn, for the same reason
  std::chrono::milliseconds header_timeout{10'000};  ///< from a request's first octet (a connection's
                                                     ///< begin) to its header's end
  std::chrono::milliseconds body_timeout{30'000};    ///< from a header's end to its body's end
  std::chrono::milliseconds idle_timeout{75'000};    ///< between requests; longer than the 60 s for which
                                                     ///< nginx keeps its end, so that it never races us
  std::chrono::milliseconds tls_handshake_timeout{10'000};   ///< from accept to the handshake's end
  std::chrono::milliseconds websocket_close_timeout{5'000};  ///< for the peer's answer to our Close
  std::chrono::milliseconds message_timeout{60'000};         ///< from a WebSocket message's begin to its end
  std::chrono::milliseconds send_timeout{30'000};            ///< while the peer takes nothing we send
  std::chrono::milliseconds dead_peer_timeout{30'000};  ///< for the kernel's probes of a silent peer, and for
                                                        ///< its acknowledgements (TCP_USER_TIMEOUT)
  std::chrono::milliseconds linger_timeout{2'000};  ///< reading on after an early refusal, so that the client
                                                    ///< sees it and not a reset
  std::vector<std::string> trusted_proxies{};       ///< "127.0.0.1", "10.0.0.0/8": whose X-Forwarded-* count
  LogSink log{};                                    ///< default: warnings and errors to stderr
};

/// Where PEM files are. Both are read at start and again at `Server::reload_certificates`.
struct TlsFiles {
  std::string certificate;  ///< the server's certificate, then the intermediates
  std::string key;          ///< its private key, not encrypted
};

/// How an Engine.IO or Socket.IO endpoint is served.
struct EndpointOptions {
  std::string path = "/socket.io/";  ///< requests to it with and without the last slash, and below it, belong
                                     ///< to the endpoint
  engineio::Options engine{};
  OriginPolicy origins{};
};

}  // namespace moim::net
