#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

#include "config/option.h"
#include "config/url.h"
#include "config/values.h"

namespace moim::app {
namespace {

using namespace std::chrono_literals;

std::string show(const std::string& text) { return text; }
std::string show(const std::filesystem::path& path) { return path.string(); }
std::string show(bool value) { return value ? "true" : "false"; }
std::string show(std::size_t number) { return std::to_string(number); }
std::string show(std::uint32_t number) { return std::to_string(number); }
std::string show(std::uint16_t number) { return std::to_string(number); }
std::string show(std::chrono::milliseconds duration) { return to_string(duration); }
std::string show(rooms::Openers openers) { return to_string(openers); }
std::string show(LogLevel level) { return to_string(level); }
std::string show(LogFormat format) { return to_string(format); }
std::string show(const ListenAddress& address) { return to_string(address); }
std::string show(const IceServer& server) { return to_string(server); }

template <class T>
std::vector<std::string> show_all(const T& value) {
  return show(value).empty() ? std::vector<std::string>{} : std::vector{show(value)};
}

template <class T>
std::vector<std::string> show_all(const std::optional<T>& value) {
  return value ? show_all(*value) : std::vector<std::string>{};
}

template <class T>
std::vector<std::string> show_all(const std::vector<T>& values) {
  std::vector<std::string> shown;
  for (const T& value : values) shown.push_back(show(value));
  return shown;
}

template <auto field>
bool same(const Config& left, const Config& right) {
  return left.*field == right.*field;
}

template <auto field>
void copy(Config& to, const Config& from) {
  to.*field = from.*field;
}

template <auto field, auto parse>
constexpr Binding one{
    .set = [](Config& config, std::span<const std::string> values) -> std::optional<Rejection> {
      auto parsed = parse(values.front());
      if (!parsed) return Rejection{values.front(), std::move(parsed.error())};
      config.*field = *std::move(parsed);
      return std::nullopt;
    },
    .get = [](const Config& config) { return show_all(config.*field); },
    .same = same<field>,
    .copy = copy<field>};

template <auto field, auto parse>
constexpr Binding many{
    .set = [](Config& config, std::span<const std::string> values) -> std::optional<Rejection> {
      (config.*field).clear();
      for (const std::string& value : values) {
        auto parsed = parse(value);
        if (!parsed) return Rejection{value, std::move(parsed.error())};
        (config.*field).push_back(*std::move(parsed));
      }
      return std::nullopt;
    },
    .get = [](const Config& config) { return show_all(config.*field); },
    .same = same<field>,
    .copy = copy<field>};

template <std::uint64_t least, std::uint64_t most>
Parsed<std::size_t> number(std::string_view text) {
  return parse_number(text, least, most);
}

Parsed<std::uint16_t> port(std::string_view text) {
  const auto parsed = parse_number(text, 0, 65535);
  if (!parsed) return std::unexpected(parsed.error());
  return static_cast<std::uint16_t>(*parsed);
}

Parsed<std::uint32_t> rate(std::string_view text) {
  const auto parsed = parse_number(text, 0, 100'000'000);
  if (!parsed) return std::unexpected(parsed.error());
  return static_cast<std::uint32_t>(*parsed);
}

template <std::uint64_t least, std::uint64_t most>
Parsed<std::size_t> size(std::string_view text) {
  return parse_size(text, least, most);
}

// Long enough not to drown in pings, short enough to notice the dead. The conformance suites use 200 ms.
Parsed<std::chrono::milliseconds> ping_time(std::string_view text) { return parse_duration(text, 100ms, 1h); }

Parsed<std::chrono::milliseconds> shutdown_time(std::string_view text) {
  return parse_duration(text, 0ms, 1h);
}

// Longer, and people talk to an empty tile; each one held also holds a place and some memory.
Parsed<std::chrono::milliseconds> parse_recovery_window(std::string_view text) {
  return parse_duration(text, 0ms, 10min);
}

constexpr std::string_view kAddress = "Addresses";
constexpr std::string_view kTls = "TLS";
constexpr std::string_view kRooms = "Rooms and calls";
constexpr std::string_view kClient = "Browser client";
constexpr std::string_view kLimits = "Connections";
constexpr std::string_view kWatching = "Logs and metrics";

constexpr Option kOptions[] = {
    {"listen", kAddress, OptionKind::list, "HOST:PORT", many<&Config::listen, parse_listen_address>,
     Change::restart,
     "Listen here instead of on --host and --port; may be repeated. \":8080\" is every IPv4 interface. "
     "http:// or "
     "https:// in front says which it speaks; without, it is HTTPS if there is a certificate. By default: "
     "HTTP on "
     "127.0.0.1:8080, and with a certificate also HTTPS on 0.0.0.0:8443."},
    {"host", kAddress, OptionKind::text, "ADDRESS", one<&Config::host, parse_listen_host>, Change::restart,
     "Address of the HTTP listener, where --listen is not used. 0.0.0.0 is every IPv4 interface; browsers "
     "allow "
     "cameras over plain HTTP only on localhost, so put HTTPS in front."},
    {"port", kAddress, OptionKind::number, "N", one<&Config::port, port>, Change::restart,
     "Port of the HTTP listener, where --listen is not used. PORT in the environment sets the port only: the "
     "address stays 127.0.0.1 unless --host says otherwise.",
     "PORT", false},
    {"public-url", kAddress, OptionKind::text, "URL", one<&Config::public_url, parse_origin>, Change::live,
     "What people type to get here, when a proxy or a tunnel stands in front: https://meet.example.org"},
    {"trusted-proxy", kAddress, OptionKind::list, "ADDRESS",
     many<&Config::trusted_proxies, parse_address_block>, Change::live,
     "A proxy, or a block of them (10.0.0.0/8), whose X-Forwarded-For and X-Forwarded-Proto are believed; "
     "may be "
     "repeated."},
    {"socketio-path", kAddress, OptionKind::text, "PATH", one<&Config::socketio_path, parse_endpoint_path>,
     Change::restart, "Path of the Socket.IO endpoint."},
    {"cors-origin", kAddress, OptionKind::list, "ORIGIN", many<&Config::cors_origins, parse_cors_origin>,
     Change::live,
     "Another web site whose pages may use this server: https://example.org. May be repeated; * is every "
     "site. "
     "Pages from here may always."},

    {"tls-cert", kTls, OptionKind::text, "FILE", one<&Config::tls_cert, parse_path>, Change::restart,
     "Certificate chain in PEM, the server's own certificate first."},
    {"tls-key", kTls, OptionKind::text, "FILE", one<&Config::tls_key, parse_path>, Change::restart,
     "Private key of the certificate in PEM, without a passphrase."},
    {"tls-self-signed", kTls, OptionKind::toggle, "", one<&Config::tls_self_signed, parse_toggle>,
     Change::restart,
     "Make a certificate for this machine's names and addresses and keep it in --state-dir. Browsers warn "
     "about it "
     "once; then cameras work across the local network."},
    {"state-dir", kTls, OptionKind::text, "DIRECTORY", one<&Config::state_dir, parse_path>, Change::restart,
     "Where moim keeps what must outlive it. By default $XDG_STATE_HOME/moim, or ~/.local/state/moim."},
    {"secret-file", kTls, OptionKind::text, "FILE", one<&Config::secret_file, parse_path>, Change::restart,
     "The secret that seats in calls are proven with after a restart, at least 32 characters. By default one "
     "is made and kept in --state-dir."},

    {"max-participants", kRooms, OptionKind::number, "N", one<&Config::max_participants, number<2, 100>>,
     Change::live,
     "People in one room, 2 to 100. Everybody sends video to everybody else directly, so uplinks and laptops "
     "give "
     "out at 5 to 8; more suits rooms where most cameras are off.",
     "MAXIMUM"},
    {"max-rooms", kRooms, OptionKind::number, "N", one<&Config::max_rooms, number<1, 10'000'000>>,
     Change::live, "Rooms at the same time."},
    {"create-rooms", kRooms, OptionKind::text, "WHO", one<&Config::create_rooms, parse_openers>, Change::live,
     "Who may open a room: anyone, who is then its host, or invited: only who holds a host's invitation, as "
     "moim invite --role host makes them. Others get in once it is open."},
    {"max-waiting", kRooms, OptionKind::number, "N", one<&Config::max_waiting, number<1, 1'000>>,
     Change::live, "People waiting to be let into one room."},
    {"max-chat-messages", kRooms, OptionKind::number, "N", one<&Config::max_chat_messages, number<0, 10'000>>,
     Change::live,
     "Chat messages kept in a room while it lives, for those who come back to it. They are never written to "
     "disk."},
    {"max-chat-memory", kRooms, OptionKind::number, "BYTES",
     one<&Config::max_chat_memory, size<0, 10'000'000'000>>, Change::live,
     "The same in all rooms together: 64MiB."},
    {"ice-server", kRooms, OptionKind::list, "URL[,…]", many<&Config::ice_servers, parse_ice_server>,
     Change::live,
     "A STUN or TURN server for calls beyond one network, told to browsers: stun:HOST[:PORT], or "
     "turn:HOST[:PORT][?transport=udp|tcp],username=NAME,credential=SECRET, or the same with turns:. May be "
     "repeated. In the file also as [[ice_servers]] with urls, username and credential."},
    {"recovery-window", kRooms, OptionKind::text, "TIME",
     one<&Config::recovery_window, parse_recovery_window>, Change::live,
     "How long the place of somebody whose connection is lost is held, counted from when they were last "
     "heard "
     "from: 15s. 0s gives it up at once."},

    {"web-root", kClient, OptionKind::text, "DIRECTORY", one<&Config::web_root, parse_path>, Change::live,
     "Serve the browser client from here instead of the one inside the program."},

    {"max-connections", kLimits, OptionKind::number, "N", one<&Config::max_connections, number<1, 1'000'000>>,
     Change::live, "Connections at the same time."},
    {"max-connections-per-address", kLimits, OptionKind::number, "N",
     one<&Config::max_connections_per_address, number<1, 1'000'000>>, Change::live,
     "The same for one client address; loopback and trusted proxies are not counted."},
    {"max-sessions-per-address", kLimits, OptionKind::number, "N",
     one<&Config::max_sessions_per_address, number<1, 1'000'000>>, Change::live,
     "Socket.IO sessions of one client address, as trusted proxies tell it; loopback is not counted."},
    {"max-handshakes", kLimits, OptionKind::number, "N", one<&Config::max_handshakes, number<1, 1'000'000>>,
     Change::live,
     "Connections that have not sent a whole request yet, TLS handshakes included. Beyond, the oldest is "
     "closed."},
    {"message-rate", kLimits, OptionKind::number, "N", one<&Config::message_rate, rate>, Change::live,
     "Messages per second that one session may send in the long run; a message counts once more for each 4 "
     "KiB. "
     "Whoever sends more is disconnected. 0: no limit."},
    {"message-burst", kLimits, OptionKind::number, "N", one<&Config::message_burst, rate>, Change::live,
     "Messages that one session may send at once, after a quiet time."},
    {"message-rate-per-address", kLimits, OptionKind::number, "N",
     one<&Config::message_rate_per_address, rate>, Change::live,
     "The same for all sessions of one client address together, loopback excepted. 0: no limit."},
    {"message-burst-per-address", kLimits, OptionKind::number, "N",
     one<&Config::message_burst_per_address, rate>, Change::live,
     "Messages that all sessions of one client address may send at once."},
    {"max-payload", kLimits, OptionKind::number, "BYTES",
     one<&Config::max_payload, size<16'384, 100'000'000>>, Change::restart,
     "One message: 1000000, 1MB, 1MiB. A session description can take 200 kB."},
    {"max-outgoing", kLimits, OptionKind::number, "BYTES",
     one<&Config::max_outgoing, size<1'000'000, 1'000'000'000'000>>, Change::live,
     "Held for clients that do not read as fast as they are sent to, all together: 256MiB. Beyond, those for "
     "whom the most is held are disconnected."},
    {"ping-interval", kLimits, OptionKind::text, "TIME", one<&Config::ping_interval, ping_time>, Change::live,
     "Time between two heartbeats: 25s, 500ms."},
    {"ping-timeout", kLimits, OptionKind::text, "TIME", one<&Config::ping_timeout, ping_time>, Change::live,
     "How long a heartbeat may stay unanswered."},
    {"call-ping-interval", kLimits, OptionKind::text, "TIME", one<&Config::call_ping_interval, ping_time>,
     Change::live,
     "Time between two heartbeats of clients that ask for the pace of a call, so that the others in it see "
     "soon "
     "who is gone."},
    {"call-ping-timeout", kLimits, OptionKind::text, "TIME", one<&Config::call_ping_timeout, ping_time>,
     Change::live, "How long such a heartbeat may stay unanswered."},
    {"shutdown-timeout", kLimits, OptionKind::text, "TIME", one<&Config::shutdown_timeout, shutdown_time>,
     Change::live,
     "How long clients have, after SIGTERM or SIGINT, to take what was sent to them. A second signal ends "
     "the program "
     "at once."},

    {"log-level", kWatching, OptionKind::text, "LEVEL", one<&Config::log_level, parse_log_level>,
     Change::live, "debug, info, warn, error or off."},
    {"log-format", kWatching, OptionKind::text, "FORMAT", one<&Config::log_format, parse_log_format>,
     Change::live, "text or json."},
    {"log-addresses", kWatching, OptionKind::toggle, "", one<&Config::log_addresses, parse_toggle>,
     Change::live, "Write clients' addresses in full. Without, logs do not say who it was."},
    {"metrics-listen", kWatching, OptionKind::text, "HOST:PORT",
     one<&Config::metrics_listen, parse_plain_listen_address>, Change::restart,
     "Serve Prometheus metrics over HTTP at /metrics on this address of its own."},
};

}  // namespace

std::span<const Option> option_table() { return kOptions; }

const Option* find_option(std::string_view name) {
  const auto found = std::ranges::find(kOptions, name, &Option::name);
  return found == std::end(kOptions) ? nullptr : found;
}

std::string variable_of(const Option& option) {
  std::string variable = "MOIM_" + std::string{option.name};
  for (char& c : variable) {
    if (c == '-') c = '_';
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return variable;
}

std::string key_of(const Option& option) {
  std::string key{option.name};
  std::ranges::replace(key, '-', '_');
  return key;
}

}  // namespace moim::app
