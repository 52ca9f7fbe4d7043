#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/base/random.h"
#include "moim/json/view.h"
#include "moim/rooms/room.h"
#include "moim/socketio/server.h"

#include "signaling/signaling.h"

namespace moim::signaling {

class SeededRandom : public base::RandomSource {
 public:
  void fill(std::span<std::byte> out) override {
    for (std::byte& octet : out) octet = static_cast<std::byte>(engine_() & 0xff);
  }

 private:
  std::mt19937 engine_{20'20};
};

/// Keeps what every connection would have been sent; with `keep` off only counts it.
class Recorder : public socketio::Outbox {
 public:
  void send(socketio::ConnectionId connection, bool, base::ByteView payload) override {
    ++count;
    if (keep) sent[connection].emplace_back(payload);
  }
  void close(socketio::ConnectionId connection) override { closed.push_back(connection); }

  std::map<socketio::ConnectionId, std::vector<std::string>> sent;
  std::vector<socketio::ConnectionId> closed;
  std::size_t count = 0;
  bool keep = true;
};

/// Writes down who came and went.
class Diary : public Observer {
 public:
  void entered(const rooms::Member& member, std::string_view) override {
    lines.push_back(member.label + " entered " + std::string{member.room->id()} + " of " +
                    std::to_string(member.room->size()));
  }
  void away(const rooms::Member& member) override { lines.push_back(member.label + " away"); }
  void back(const rooms::Member& member) override { lines.push_back(member.label + " back"); }
  void exited(const rooms::Member& member, rooms::ExitReason reason) override {
    constexpr std::string_view kReasons[] = {"left", "moved", "disconnected", "expired", "removed"};
    lines.push_back(member.label + " exited " + std::string{member.room->id()} + " of " +
                    std::to_string(member.room->size()) + ": " +
                    std::string{kReasons[static_cast<std::size_t>(reason)]});
  }
  void moderated(const rooms::Member& host, Act act, std::string_view target) override {
    lines.push_back(host.label + " " + std::string{to_string(act)} + " " + std::string{target});
  }

  std::vector<std::string> lines;
};

/// A real Socket.IO server with signaling on it, and nothing beneath.
struct Site {
  explicit Site(const Options& options = {}, base::Duration recovery_window = {})
      : server{{.recovery = {.window = recovery_window}}, random},
        signaling{
            server,
            options,
            {random, crypto::Sealer{std::string(32, 'k')}, [this] { return wall_now(); },
             // Addresses are of the form network/machine here.
             [](std::string_view address) { return std::string{address.substr(0, address.find('/'))}; }},
            diary} {
    server.attach(outbox);
  }

  [[nodiscard]] WallTime wall_now() const {
    return today + std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
  }
  void advance(base::Duration by) {
    now += by;
    server.handle_timeout(now);
    signaling.handle_timeout(now);
  }

  SeededRandom random;
  Recorder outbox;
  Diary diary;
  socketio::Server server;
  Signaling signaling;
  base::TimePoint now{};
  WallTime today{std::chrono::days{20'000}};
  std::uint64_t connections = 0;
};

using Packets = std::vector<std::string>;

/// One connected client, by the packets it sends and gets.
class Client {
 public:
  explicit Client(Site& site, socketio::Revision revision = socketio::Revision::v5, std::string address = {})
      : site_{site}, connection_{++site.connections} {
    socketio::Handshake handshake;
    handshake.revision = revision;
    handshake.address = std::move(address);
    site.server.handle_open(site.now, connection_, std::move(handshake));
    if (revision == socketio::Revision::v5) send("0");
    take();
  }

  /// The same with this CONNECT; its answer goes to `connected`, and what follows stays to be taken.
  Client(Site& site, std::string& connected, std::string_view connect = "0")
      : site_{site}, connection_{++site.connections} {
    site.server.handle_open(site.now, connection_, {});
    send(connect);
    Packets& arrived = site.outbox.sent[connection_];
    connected = arrived.at(0);
    arrived.erase(arrived.begin());
  }

  /// A raw packet.
  void send(std::string_view packet) { site_.server.handle_message(site_.now, connection_, false, packet); }
  void send_binary(std::string_view octets) {
    site_.server.handle_message(site_.now, connection_, true, octets);
  }
  /// An event with these arguments, without an acknowledgement.
  void emit(std::string_view event, std::string_view args = "") { send("2" + body(event, args)); }
  /// An event with an acknowledgement; answers what was acknowledged, or "" for nothing. What else arrived
  /// stays to be taken.
  std::string request(std::string_view event, std::string_view args = "");
  void disconnect(socketio::TransportClose reason = socketio::TransportClose::closed) {
    disconnect(reason, site_.now);
  }
  void disconnect(socketio::TransportClose reason, base::TimePoint heard) {
    site_.server.handle_close(site_.now, connection_, reason, heard);
  }
  /// Joins, swallows what that brings, and answers the public id. Room and label are written as JSON strings
  /// are, without the quotes.
  std::string join(std::string_view room, std::string_view label = "");

  /// What has arrived since the last time.
  Packets take() { return std::exchange(site_.outbox.sent[connection_], {}); }
  [[nodiscard]] bool closed() const;

 private:
  static std::string body(std::string_view event, std::string_view args) {
    return "[\"" + std::string{event} + "\"" + (args.empty() ? "" : ",") + std::string{args} + "]";
  }

  Site& site_;
  socketio::ConnectionId connection_;
  int requests_ = 0;
};

/// The string in field `name` of a JSON object.
inline std::string field(std::string_view object, std::string_view name) {
  return json::View{object}.find(name).value_or(json::View{}).string().value_or("");
}

/// The error code of an acknowledgement; all of it, if it has none.
inline std::string code_of(const std::string& answer) {
  const auto error = json::View{answer}.find("error");
  return error ? field(error->text(), "code") : answer;
}

inline std::string Client::request(std::string_view event, std::string_view args) {
  const std::string id = std::to_string(requests_++);
  send("2" + id + body(event, args));
  Packets& arrived = site_.outbox.sent[connection_];
  const std::string prefix = "3" + id + "[";
  for (auto packet = arrived.begin(); packet != arrived.end(); ++packet) {
    if (!packet->starts_with(prefix)) continue;
    std::string answer = packet->substr(prefix.size(), packet->size() - prefix.size() - 1);
    arrived.erase(packet);
    return answer;
  }
  return {};
}

inline std::string Client::join(std::string_view room, std::string_view label) {
  std::string payload = "{\"room\":\"" + std::string{room} + "\",\"email\":\"" + std::string{label} + "\"}";
  std::string id = field(request("join_room", payload), "id");
  take();
  return id;
}

inline bool Client::closed() const {
  return std::ranges::find(site_.outbox.closed, connection_) != site_.outbox.closed.end();
}

/// An entry of a list of users: somebody in the state of a base client.
inline std::string user(std::string_view id, std::string_view label, std::string_view role = "guest",
                        int hand = 0) {
  return "{\"id\":\"" + std::string{id} + "\",\"email\":\"" + std::string{label} +
         "\",\"state\":{\"microphone\":true,\"camera\":true,\"screen\":false,\"recording\":false},\"role\":"
         "\"" +
         std::string{role} + "\",\"hand\":" + std::to_string(hand) + "}";
}

}  // namespace moim::signaling
