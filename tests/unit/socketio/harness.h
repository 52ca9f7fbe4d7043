#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "moim/socketio/server.h"

namespace moim::socketio::test {

using namespace std::chrono_literals;

/// Seeded, so that failures repeat.
class SeededRandom final : public base::RandomSource {
 public:
  explicit SeededRandom(unsigned seed = 1) : engine_(seed) {}
  void fill(std::span<std::byte> out) override {
    for (std::byte& octet : out) octet = static_cast<std::byte>(engine_());
  }

 private:
  std::mt19937 engine_;
};

/// What has left for each connection: text as it is, binary with "b:" in front, "closed" for the close.
class RecordingOutbox final : public Outbox {
 public:
  void send(ConnectionId connection, bool binary, base::ByteView payload) override {
    sent_[connection].push_back((binary ? "b:" : "") + std::string{payload});
  }
  void close(ConnectionId connection) override { sent_[connection].emplace_back("closed"); }

  std::vector<std::string> take(ConnectionId connection) { return std::exchange(sent_[connection], {}); }

 private:
  std::map<ConnectionId, std::vector<std::string>> sent_;
};

/// A Server on virtual time, with connections named by small numbers.
class Harness {
 public:
  explicit Harness(const Options& options = {}) : server(options, random_) { server.attach(outbox); }

  static ConnectionId id(int connection) { return ConnectionId{static_cast<std::uint64_t>(connection)}; }

  void open(int connection, Revision revision = Revision::v5) {
    Handshake handshake;
    handshake.revision = revision;
    server.handle_open(now, id(connection), std::move(handshake));
  }
  void text(int connection, std::string_view payload) {
    // From a buffer of its own that is gone afterwards, so that a view kept too long is found out.
    const std::vector<char> copy(payload.begin(), payload.end());
    server.handle_message(now, id(connection), false, {copy.data(), copy.size()});
  }
  void binary(int connection, std::string_view payload) {
    const std::vector<char> copy(payload.begin(), payload.end());
    server.handle_message(now, id(connection), true, {copy.data(), copy.size()});
  }
  void close(int connection, TransportClose reason = TransportClose::closed) {
    server.handle_close(now, id(connection), reason);
  }
  void advance(base::Duration by) {
    now += by;
    server.handle_timeout(now);
  }
  std::vector<std::string> sent(int connection) { return outbox.take(id(connection)); }

  /// Opens a connection and joins the main namespace; what was sent on the way is dropped.
  void join(int connection, Revision revision = Revision::v5) {
    open(connection, revision);
    if (revision == Revision::v5) text(connection, "0");
    sent(connection);
  }

  std::uint64_t count(ProtocolError error) const { return server.statistics().protocol_errors[error]; }
  std::uint64_t count(LimitHit limit) const { return server.statistics().limits[limit]; }
  std::uint64_t count(Activity activity) const { return server.statistics().activity[activity]; }

  base::TimePoint now{};
  RecordingOutbox outbox;

 private:
  SeededRandom random_;

 public:
  Server server;
};

inline ConnectionId id(int connection) { return Harness::id(connection); }

}  // namespace moim::socketio::test
