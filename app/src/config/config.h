#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "moim/rooms/options.h"

#include "config/ice_server.h"
#include "config/listen_address.h"

namespace moim::app {

enum class LogLevel : std::uint8_t { debug, info, warn, error, off };
enum class LogFormat : std::uint8_t { text, json };

/// Everything that can be set from outside, with its default. Names, ranges and help are in
/// `option_table.cpp`: a new option is a field here and a line there.
struct Config {
  // Address
  std::string host =
      "127.0.0.1";            ///< of the default listener; browsers allow cameras on localhost without TLS
  std::uint16_t port = 8080;  ///< of the default listener
  std::vector<ListenAddress> listen;      ///< where to listen; filled by `load_config` if nothing was given
  std::optional<std::string> public_url;  ///< an origin: what people type when a proxy stands in front
  std::vector<std::string> trusted_proxies;  ///< address blocks whose X-Forwarded-For is believed
  std::string socketio_path = "/socket.io/";
  std::vector<std::string> cors_origins;  ///< other web sites that may use the server; "*": all

  // TLS
  std::optional<std::filesystem::path> tls_cert;
  std::optional<std::filesystem::path> tls_key;
  bool tls_self_signed = false;
  std::filesystem::path state_dir;                   ///< empty if the environment does not say where
  std::optional<std::filesystem::path> secret_file;  ///< instead of one in state_dir

  // Rooms
  std::size_t max_participants = 4;  ///< a mesh: each browser sends its video to each other one
  std::size_t max_rooms = 100'000;   ///< bounds what strangers can make the server remember
  rooms::Openers create_rooms = rooms::Openers::anyone;
  std::size_t max_waiting = 50;                          ///< for one room; what a host can look through
  std::size_t max_chat_messages = 500;                   ///< kept in a room
  std::size_t max_chat_memory = std::size_t{64} << 20U;  ///< octets of chat kept in all rooms
  std::vector<IceServer> ice_servers;
  std::chrono::milliseconds recovery_window{15'000};  ///< seats are held so long for who lost the connection

  // Client
  std::optional<std::filesystem::path> web_root;  ///< instead of the client inside the binary

  // Connections
  std::size_t max_connections = 20'000;
  std::size_t max_connections_per_address = 1'000;
  std::size_t max_sessions_per_address = 1'000;
  // Someone who joins a room of 16 sends 15 offers and perhaps 450 candidates at once, and the same again
  // when their network changes; after that nearly nothing.
  std::uint32_t message_rate = 200;  ///< per second and session, in the long run; 0: no limit
  std::uint32_t message_burst = 5'000;
  std::uint32_t message_rate_per_address =
      2'000;  ///< all sessions of one address: a school behind one router
  std::uint32_t message_burst_per_address = 50'000;
  std::size_t max_handshakes = 8'192;                  ///< connections without a request yet
  std::chrono::milliseconds shutdown_timeout{5'000};   ///< for clients to take what was sent to them
  std::size_t max_payload = 1'000'000;                 ///< octets in one message
  std::size_t max_outgoing = std::size_t{256} << 20U;  ///< octets held for all who read too slowly
  std::chrono::milliseconds ping_interval{25'000};
  std::chrono::milliseconds ping_timeout{20'000};
  std::chrono::milliseconds call_ping_interval{
      4'000};  ///< of clients that ask for it: who is gone is seen soon
  std::chrono::milliseconds call_ping_timeout{5'000};

  // Watching
  LogLevel log_level = LogLevel::info;
  LogFormat log_format = LogFormat::text;
  bool log_addresses = false;  ///< off: logs do not say who it was
  std::optional<ListenAddress> metrics_listen;

  /// True if a certificate is configured, of whatever kind.
  [[nodiscard]] bool has_certificate() const { return tls_self_signed || (tls_cert && tls_key); }
};

}  // namespace moim::app
