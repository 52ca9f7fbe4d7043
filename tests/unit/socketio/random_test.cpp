#include <random>
#include <set>

#include <gtest/gtest.h>

#include "harness.h"

namespace moim::socketio {
namespace {

using test::Harness;
using test::id;
using namespace std::chrono_literals;

constexpr int kClients = 8;
constexpr int kRooms = 3;
const std::string_view kNames[] = {"/", "/a"};

/// The rules again, naively: who is where. Random commands go to the server and to this, and what the server
/// sends must be what this expects.
class Model {
 public:
  explicit Model(unsigned seed) : random_(seed), h_{{.connect_timeout = 1h}} {
    for (const std::string_view name : kNames) serve(h_.server.of(name));
  }

  void step() {
    const int client = pick(kClients);
    switch (pick(10)) {
      case 0:
        return toggle_connection(client);
      case 1:
        return toggle_namespace(client);
      case 2:
      case 3:
        return command(client, pick(2) == 0 ? "join" : "leave");
      case 4:
        return command(client, "server-disconnects");
      case 5:
        return pick(20) == 0 ? shout_nonsense(client) : command(client, "everyone");
      case 6:
        return with_attachment(client);
      default:
        return command(client, "say");
    }
  }

  void check() {
    for (int client = 0; client < kClients; ++client) {
      EXPECT_EQ(h_.sent(client), std::exchange(expected_[client], {})) << "client " << client;
    }
    for (std::size_t n = 0; n < std::size(kNames); ++n) {
      std::set<int> rooms;
      std::size_t members = 0;
      for (const auto& [client, state] : clients_) {
        const auto joined = state.rooms.find(n);
        if (joined == state.rooms.end()) continue;
        ++members;
        rooms.insert(joined->second.begin(), joined->second.end());
      }
      EXPECT_EQ(h_.server.of(kNames[n]).size(), members);
      EXPECT_EQ(h_.server.of(kNames[n]).adapter().room_count(), rooms.size());
    }
    EXPECT_EQ(connects_ - disconnects_, h_.server.of("/").size() + h_.server.of("/a").size());
  }

  void close_all() {
    for (int client = 0; client < kClients; ++client) {
      if (clients_.contains(client)) toggle_connection(client);
    }
    check();
    EXPECT_EQ(h_.server.connection_count(), 0U);
    EXPECT_EQ(h_.server.next_deadline(), base::kNever);
  }

 private:
  struct Client {
    Revision revision;
    std::map<std::size_t, std::set<int>> rooms;  // of each namespace joined
    bool closed = false;                         // by the server, and not yet gone
  };

  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  // The application: clients tell it what to do.
  void serve(Namespace& nsp) {
    nsp.on_connection([this](Socket&) { ++connects_; });
    nsp.on_disconnect([this](Socket& socket, DisconnectReason) {
      ++disconnects_;
      EXPECT_TRUE(socket.rooms().empty());
    });
    nsp.on_event("join", [](Event& event) { event.socket().join(event.arg().text()); });
    nsp.on_event("leave", [](Event& event) { event.socket().leave(event.arg().text()); });
    nsp.on_event("server-disconnects", [](Event& event) { event.socket().disconnect(); });
    nsp.on_event("say", [](Event& event) {
      event.socket().to(event.arg(0).text()).except(event.arg(1).text()).emit("said", event.args());
    });
    nsp.on_event("everyone", [](Event& event) { event.socket().nsp().emit("said", event.args()); });
  }

  static std::string prefix(std::size_t nsp) { return nsp == 0 ? "" : std::string{kNames[nsp]} + ","; }

  void toggle_connection(int client) {
    if (clients_.erase(client) != 0) return h_.close(client, static_cast<TransportClose>(pick(6)));
    Client fresh{.revision = pick(2) == 0 ? Revision::v4 : Revision::v5, .rooms = {}};
    h_.open(client, fresh.revision);
    if (fresh.revision == Revision::v4) {
      fresh.rooms[0];
      expected_[client].emplace_back("0");
    }
    clients_[client] = fresh;
  }

  void toggle_namespace(int client) {
    const auto found = clients_.find(client);
    if (found == clients_.end() || found->second.closed) return;
    const auto n = static_cast<std::size_t>(pick(std::size(kNames)));
    if (found->second.rooms.erase(n) != 0) return h_.text(client, "1" + prefix(n));
    found->second.rooms[n];
    h_.text(client, "0" + prefix(n));
    auto sent = h_.sent(client);
    ASSERT_EQ(sent.size(), expected_[client].size() + 1);
    EXPECT_EQ(sent.back().substr(0, 1 + prefix(n).size()), "0" + prefix(n));
    expected_[client].clear();
  }

  // A namespace the client is in, or nothing.
  std::optional<std::size_t> somewhere(int client) {
    const auto found = clients_.find(client);
    if (found == clients_.end() || found->second.closed || found->second.rooms.empty()) return std::nullopt;
    return std::next(found->second.rooms.begin(), pick(static_cast<int>(found->second.rooms.size())))->first;
  }

  void command(int client, std::string_view what) {
    const auto n = somewhere(client);
    if (!n) return;
    const int room = pick(kRooms);
    const int except = pick(kRooms);
    const std::string args = std::to_string(room) + "," + std::to_string(except);
    h_.text(client, "2" + prefix(*n) + "[\"" + std::string{what} + "\"," + args + "]");
    auto& own = clients_[client].rooms;
    if (what == "join") own[*n].insert(room);
    if (what == "leave") own[*n].erase(room);
    if (what == "server-disconnects") {
      own.erase(*n);
      expected_[client].push_back("1" + prefix(*n));
    }
    if (what != "say" && what != "everyone") return;
    for (auto& [other, state] : clients_) {
      const auto joined = state.rooms.find(*n);
      if (joined == state.rooms.end()) continue;
      if (what == "say" &&
          (other == client || !joined->second.contains(room) || joined->second.contains(except)))
        continue;
      expected_[other].push_back("2" + prefix(*n) + "[\"said\"," + args + "]");
    }
  }

  void with_attachment(int client) {
    const auto n = somewhere(client);
    if (!n) return;
    const std::string args = "{\"_placeholder\":true,\"num\":0}";
    h_.text(client, "51-" + prefix(*n) + "[\"everyone\"," + args + "]");
    h_.binary(client, "octets");
    for (auto& [other, state] : clients_) {
      if (!state.rooms.contains(*n)) continue;
      expected_[other].push_back("51-" + prefix(*n) + "[\"said\"," + args + "]");
      expected_[other].emplace_back("b:octets");
    }
  }

  void shout_nonsense(int client) {
    const auto found = clients_.find(client);
    if (found == clients_.end() || found->second.closed) return;
    h_.text(client, "2[nonsense");
    found->second.rooms.clear();
    found->second.closed = true;
    expected_[client].emplace_back("closed");
  }

  std::mt19937 random_;
  Harness h_;
  std::map<int, Client> clients_;
  std::map<int, std::vector<std::string>> expected_;
  std::size_t connects_ = 0;
  std::size_t disconnects_ = 0;
};

TEST(Random, CommandsDoWhatTheModelSays) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    Model model{seed};
    for (int i = 0; i < 500 && !testing::Test::HasFailure(); ++i) {
      model.step();
      model.check();
    }
    model.close_all();
    if (testing::Test::HasFailure()) return;
  }
}

// Packets with octets changed, taken out, doubled or cut: the sender is served or closed, and nobody else
// notices.
TEST(Random, GarbageCostsTheSenderOnly) {
  const std::string_view seeds[] = {R"(0{"token":"123"})",
                                    R"(0/a,{"token":"123"})",
                                    "1",
                                    "1/a,",
                                    R"(2["echo",1,"2",{"3":[true]}])",
                                    R"(2/a,12["echo",{"x":"\ud83d\ude00"}])",
                                    R"(30[1])",
                                    R"(52-/a,7["echo",{"_placeholder":true,"num":1}])",
                                    R"(61-0[{"_placeholder":true,"num":0}])",
                                    R"(51-["echo",[{"num":0,"_placeholder":true}]])"};
  std::mt19937 random{3};
  Harness h;
  for (const std::string_view name : kNames) {
    h.server.of(name).on_event("echo", [](Event& event) {
      event.ack(event.args());
      event.socket().emit("echo", Binary{"x"}, event.args());
      event.socket().emit_with_ack("ask", [](std::expected<Args, AckError>) {}, event.arg(0));
    });
  }
  h.join(0);
  std::size_t closed = 0;
  for (int round = 0; round < 20'000; ++round) {
    h.open(1, random() % 2 == 0 ? Revision::v4 : Revision::v5);
    for (int i = 0; i < 4; ++i) {
      std::string packet{seeds[random() % std::size(seeds)]};
      for (auto n = random() % 3; n > 0 && !packet.empty(); --n) {
        const std::size_t at = random() % packet.size();
        switch (random() % 4) {
          case 0:
            packet[at] = static_cast<char>(random());
            break;
          case 1:
            packet.erase(at, 1);
            break;
          case 2:
            packet.insert(at, packet.substr(0, random() % 8));
            break;
          default:
            packet.resize(at);
        }
      }
      random() % 4 == 0 ? h.binary(1, packet) : h.text(1, packet);
    }
    const auto sent = h.sent(1);
    closed += !sent.empty() && sent.back() == "closed" ? 1U : 0U;
    h.close(1);
    ASSERT_TRUE(h.sent(0).empty());
  }
  EXPECT_GT(closed, 1'000U);
  EXPECT_EQ(h.server.connection_count(), 1U);
  EXPECT_EQ(h.server.of("/").size() + h.server.of("/a").size(), 1U);
  h.close(0);
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

}  // namespace
}  // namespace moim::socketio
