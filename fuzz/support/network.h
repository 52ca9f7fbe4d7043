#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/base/check.h"
#include "moim/engineio/packet.h"
#include "moim/engineio/server.h"

#include "repeatable_random.h"

namespace moim::fuzz {

/// What stands on the sessions of a Network.
class Application {
 public:
  Application() = default;
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;
  virtual ~Application() = default;

  /// Sessions are numbered from 0 in the order of their handshakes.
  virtual void handle_open(std::size_t session, engineio::Version version) = 0;
  virtual void handle_message(std::size_t session, bool binary, base::ByteView payload) = 0;
  virtual void handle_close(std::size_t session, engineio::CloseReason reason) = 0;
  [[nodiscard]] virtual base::TimePoint next_deadline() const { return base::kNever; }
  virtual void handle_timeout(base::TimePoint now) { static_cast<void>(now); }
  /// What a client sends where the script says this.
  [[nodiscard]] virtual std::string expand(std::string_view sent) const { return std::string{sent}; }
  /// The limits are these quarters of what they were in the beginning from now on; see portion().
  virtual void handle_limits(std::size_t quarters) { static_cast<void>(quarters); }
  /// A line of the script that the network has no use for.
  virtual void handle_command(char verb, std::string_view rest) {
    static_cast<void>(verb), static_cast<void>(rest);
  }
};

/// Stands where net stands, with a script in place of sockets, and holds the engine to its word: one answer
/// to each request, nothing on a connection that is not there, one Closed for each Opened and nothing after
/// it, messages in the order they were sent, and nothing left behind when everybody is gone.
///
/// A script is a list of lines, each a verb and what it applies to; what makes no sense is left out:
///
///     o4       handshake by polling, revision 4 (o3, b3: with b64=1; w4, w3: by WebSocket)
///     g0       GET of session 0
///     p0body   POST of session 0 (P: of type application/octet-stream; L: refused as too large)
///     u0       WebSocket to session 0, an upgrade
///     f0text   text frame on WebSocket 0 (x: binary)
///     d0       connection 0 closes (k: as a reader that is too slow)
///     q, r, v  GET, POST, WebSocket with the rest of the line as query
///     t5       500 ms pass, every timer fires at its moment; T5: the process stalls for 500 ms
///     m2       every limit is half of what it was in the beginning (0 to 8: quarters of it)
///     ;        the turn of the event loop ends only at the next `;`
class Network {
 public:
  Network(const engineio::Options& options, Application& application);

  /// Plays the script; then every connection closes, and a minute passes.
  void run(std::string_view script);

  void send(std::size_t session, bool binary, base::ByteView payload);
  void close(std::size_t session);
  void close_all() { server_.close_all(engineio::CloseReason::server_shutdown); }

  [[nodiscard]] base::TimePoint now() const { return now_; }
  [[nodiscard]] std::size_t session_count() const { return sessions_.size(); }
  [[nodiscard]] bool is_open(std::size_t session) const { return !sessions_[session].closed; }

 private:
  struct Packet {
    bool binary;
    std::string payload;
  };
  struct Session {
    engineio::SessionId id;
    engineio::Version version;
    std::string sid{};
    bool closed = false;
    std::deque<Packet> sent{};  // and not received yet
  };
  struct Connection {
    bool waiting = true;  // for an answer
    bool poll = false;    // the answer is a payload
    bool websocket = false;
    bool closing = false;  // by the server
    std::optional<std::size_t> session{};
  };

  void play(std::string_view line);
  bool play_request(char verb, std::string_view rest);
  void handshake(char transport, std::string_view rest);
  void request(engineio::Request request, std::optional<std::size_t> session);
  void set_limits(std::size_t quarters);
  void frame(std::string_view rest, bool binary);
  void drop(engineio::ConnectionId connection, engineio::CloseReason reason);
  void advance(base::Duration duration);
  void end_turn();
  void drain();

  void take(const engineio::Respond& output);
  void take(const engineio::AcceptWebSocket& output);
  void take(const engineio::Frame& output);
  void take(const engineio::CloseWebSocket& output);
  void take(const engineio::Opened& output);
  void take(const engineio::Message& output);
  void take(const engineio::Delivered& output);
  void take(const engineio::Closed& output);
  void receive_payload(std::size_t session, const engineio::Response& response);
  void receive(std::size_t session, const engineio::Packet& packet);

  [[nodiscard]] std::size_t index_of(engineio::SessionId session) const;
  [[nodiscard]] std::optional<std::size_t> pick_session(std::string_view& rest) const;
  [[nodiscard]] std::optional<engineio::ConnectionId> pick_connection(std::string_view& rest,
                                                                      bool websocket) const;
  [[nodiscard]] std::string query_of(std::size_t session, std::string_view transport) const;

  Application& application_;
  engineio::Options options_;  // as they were in the beginning
  RepeatableRandom random_;
  std::shared_ptr<engineio::Subscriber> subscriber_ =
      std::make_shared<engineio::Subscriber>();  // of everybody
  engineio::Server server_;
  base::TimePoint now_{};
  std::vector<Session> sessions_;
  std::map<engineio::ConnectionId, Connection> connections_;
  std::uint64_t next_connection_ = 1;
  bool corked_ = false;
  bool exact_ = true;  // what is received can be compared with what was sent
};

}  // namespace moim::fuzz
