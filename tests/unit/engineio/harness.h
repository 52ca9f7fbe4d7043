#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "moim/engineio/server.h"

namespace moim::engineio {

using std::chrono::milliseconds;
using namespace std::chrono_literals;
using namespace std::string_literals;

/// Repeatable "randomness".
class SeededRandom : public base::RandomSource {
 public:
  explicit SeededRandom(unsigned seed = 1) : engine_{seed} {}
  void fill(std::span<std::byte> out) override {
    for (std::byte& octet : out) octet = static_cast<std::byte>(engine_() & 0xffU);
  }

 private:
  std::mt19937 engine_;
};

/// What the application has seen of one session.
struct SessionLog {
  Version version{};
  TransportKind transport{};
  std::vector<std::string> messages{};  // text with 't' in front, binary with 'b'
  std::optional<CloseReason> closed{};
  base::TimePoint heard{};
  std::uint64_t delivered = 0;
};

/// A server with a clock of its own, standing where net stands: it answers, frames and closes, and holds the
/// server to its word (one answer to each request, nothing on a connection that is not there, nothing after
/// Closed).
class Endpoint {
 public:
  explicit Endpoint(const Options& options = {}) : server_{options, random_} {}

  base::TimePoint now{};

  // --- HTTP ---
  ConnectionId request(const Request& request, std::optional<ConnectionId> on = std::nullopt) {
    const ConnectionId connection = on.value_or(ConnectionId{next_connection_});
    if (!on) ++next_connection_;
    Connection& state = connections_[connection];
    EXPECT_FALSE(state.waiting || state.websocket);
    state.waiting = true;
    state.response.reset();
    server_.handle_request(now, connection, request);
    turn();
    return connection;
  }
  ConnectionId get(const std::string& query, std::optional<ConnectionId> on = std::nullopt) {
    return request({.method = Method::get, .query = query}, on);
  }
  ConnectionId post(const std::string& query, const std::string& body, std::string_view type = "text/plain",
                    std::optional<ConnectionId> on = std::nullopt) {
    return request({.method = Method::post, .query = query, .content_type = type, .body = body}, on);
  }
  [[nodiscard]] bool answered(ConnectionId connection) {
    return connections_[connection].response.has_value();
  }
  [[nodiscard]] Response response(ConnectionId connection) {
    return connections_[connection].response.value_or(Response{0, "", "unanswered"});
  }
  [[nodiscard]] int status(ConnectionId connection) { return response(connection).status; }
  [[nodiscard]] std::string body(ConnectionId connection) { return response(connection).body; }

  // --- WebSocket ---
  ConnectionId websocket(const std::string& query) {
    return request({.method = Method::get, .query = query, .websocket_upgrade = true});
  }
  [[nodiscard]] bool accepted(ConnectionId connection) { return connections_[connection].websocket; }
  [[nodiscard]] std::optional<int> closed_with(ConnectionId connection) {
    return connections_[connection].close_code;
  }
  void frame(ConnectionId connection, const std::string& payload, bool binary = false) {
    server_.handle_frame(now, connection, binary, payload);
    turn();
  }
  /// Takes the frames since the last call; binary ones in <>.
  std::vector<std::string> frames(ConnectionId connection) {
    return std::exchange(connections_[connection].frames, {});
  }

  // --- both ---
  void drop(ConnectionId connection, CloseReason reason = CloseReason::transport_close) {
    connections_[connection] = {};
    connections_[connection].gone = true;
    server_.handle_connection_closed(now, connection, reason);
    turn();
  }
  void send(SessionId session, const std::string& text) { server_.send(session, false, text), turn(); }
  void send_binary(SessionId session, const std::string& octets) {
    server_.send(session, true, octets), turn();
  }
  void close(SessionId session) { server_.close(session), turn(); }
  void turn() {
    drain();
    server_.flush(now);
    drain();
  }

  /// Lets the time pass, and every deadline fire at its moment.
  void advance(milliseconds duration) {
    const base::TimePoint end = now + duration;
    while (server_.next_deadline() <= end) {
      now = std::max(now, server_.next_deadline());
      server_.handle_timeout(now);
      turn();
    }
    now = end;
  }
  /// The clock moves, but no timer fires: a busy process.
  void stall(milliseconds duration) { now += duration; }

  [[nodiscard]] const SessionLog& log(SessionId session) { return sessions_.at(session); }
  [[nodiscard]] SessionId last_session() const { return last_session_; }
  [[nodiscard]] bool alive(SessionId session) { return !sessions_.at(session).closed; }
  [[nodiscard]] std::uint64_t count(Metric metric) const { return server_.statistics().metrics[metric]; }
  Server& server() { return server_; }

  /// Called for each message, while the outputs are drained.
  std::function<void(SessionId, bool, base::ByteView)> on_message;
  std::function<void(SessionId)> on_closed;

 private:
  struct Connection {
    bool waiting = false;
    bool websocket = false;
    bool gone = false;
    std::optional<int> close_code;
    std::optional<Response> response;
    std::vector<std::string> frames;
  };

  void drain() {
    while (auto output = server_.poll_output()) {
      std::visit([this](auto& one) { take(one); }, *output);
    }
  }
  void take(Respond& output) {
    Connection& to = connections_[output.connection];
    EXPECT_TRUE(to.waiting && !to.gone) << "an answer nobody asked for";
    to.waiting = false;
    to.response = std::move(output.response);
  }
  void take(AcceptWebSocket& output) {
    Connection& to = connections_[output.connection];
    EXPECT_TRUE(to.waiting && !to.gone);
    to.waiting = false;
    to.websocket = true;
  }
  void take(Frame& output) {
    Connection& to = connections_[output.connection];
    EXPECT_TRUE(to.websocket && !to.close_code && !to.gone) << "a frame to nobody: " << output.payload;
    to.frames.push_back(output.binary ? "<" + std::string{output.payload} + ">"
                                      : std::string{output.payload});
  }
  void take(CloseWebSocket& output) {
    Connection& to = connections_[output.connection];
    EXPECT_TRUE(to.websocket && !to.close_code && !to.gone);
    to.close_code = output.code;
  }
  void take(Opened& output) {
    EXPECT_FALSE(sessions_.contains(output.session));
    sessions_[output.session] = {.version = output.version, .transport = output.transport};
    last_session_ = output.session;
  }
  void take(Message& output) {
    ASSERT_TRUE(sessions_.contains(output.session));
    EXPECT_TRUE(alive(output.session)) << "a message after the end";
    sessions_[output.session].messages.push_back((output.binary ? "b" : "t") + std::string{output.payload});
    if (on_message) on_message(output.session, output.binary, output.payload);
  }
  void take(Delivered& output) {
    ASSERT_TRUE(sessions_.contains(output.session));
    EXPECT_TRUE(alive(output.session));
    EXPECT_GT(output.messages, sessions_[output.session].delivered) << "no news";
    sessions_[output.session].delivered = output.messages;
  }
  void take(Closed& output) {
    ASSERT_TRUE(sessions_.contains(output.session));
    EXPECT_TRUE(alive(output.session)) << "closed twice";
    sessions_[output.session].closed = output.reason;
    sessions_[output.session].heard = output.heard;
    if (on_closed) on_closed(output.session);
  }

  SeededRandom random_;
  Server server_;
  std::uint64_t next_connection_ = 1;
  std::map<ConnectionId, Connection> connections_;
  std::map<SessionId, SessionLog> sessions_;
  SessionId last_session_{};
};

/// A session opened by polling, as a client sees it.
struct Client {
  SessionId session;
  std::string query;            // of every further polling request
  std::string websocket_query;  // of the upgrade
  ConnectionId connection;      // that carried the handshake, and stays open
};

inline std::string sid_of(const std::string& open_packet) {
  const std::string key = R"("sid":")";
  const std::size_t at = open_packet.find(key);
  return at == std::string::npos ? "" : open_packet.substr(at + key.size(), 20);
}

inline Client open_polling(Endpoint& endpoint, int eio, const std::string& extra = "") {
  const std::string version = "EIO=" + std::to_string(eio);
  const ConnectionId connection = endpoint.get(version + "&transport=polling" + extra);
  EXPECT_EQ(endpoint.status(connection), 200);
  const std::string sid = sid_of(endpoint.body(connection));
  return {endpoint.last_session(), version + "&transport=polling&sid=" + sid,
          version + "&transport=websocket&sid=" + sid, connection};
}

/// A session opened by WebSocket; its `open` frame is taken.
inline std::pair<SessionId, ConnectionId> open_websocket(Endpoint& endpoint, int eio,
                                                         const std::string& extra = "") {
  const ConnectionId connection =
      endpoint.websocket("EIO=" + std::to_string(eio) + "&transport=websocket" + extra);
  EXPECT_TRUE(endpoint.accepted(connection));
  EXPECT_EQ(endpoint.frames(connection).size(), 1U);
  return {endpoint.last_session(), connection};
}

using Frames = std::vector<std::string>;
using Messages = std::vector<std::string>;

}  // namespace moim::engineio
