#include <deque>

#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

// What must hold whatever comes is checked by the harness; here it comes in any order, sense or nonsense.
TEST(Random, NothingBreaksTheServersWord) {
  const std::vector<std::string> packets = {"4a", "4", "1", "2",     "2probe", "3",      "5", "6",
                                            "0",  "x", "",  "bAQI=", "b4AQI=", "\4\1\2", "7"};
  const std::vector<std::string> bodies = {"4a",
                                           "4a\x1e"s
                                           "4b",
                                           "1",
                                           "2",
                                           "3",
                                           "1:2",
                                           "1:1",
                                           "2:4a2:4b",
                                           "\0\2\xff"s
                                           "4a",
                                           "zzz",
                                           "",
                                           "4a\x1e"s
                                           "1\x1e"s
                                           "4b",
                                           "5:4"};
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random{seed};
    const auto pick = [&random](const auto& from) { return from[random() % from.size()]; };
    Options options;
    options.ping_interval = 300ms;
    options.ping_timeout = 200ms;
    options.upgrade_timeout = 500ms;
    options.max_queued_bytes = options.max_payload = 500;
    Endpoint endpoint{options};
    std::vector<Client> clients;
    std::vector<SessionId> sessions;
    std::vector<ConnectionId> sockets;
    std::vector<ConnectionId> requests;
    const auto add_session = [&] {
      if (endpoint.last_session() != SessionId{}) sessions.push_back(endpoint.last_session());
    };
    endpoint.on_message = [&](SessionId, bool, base::ByteView payload) {
      if (sessions.empty() || random() % 4 != 0) return;
      endpoint.server().send(pick(sessions), random() % 2 == 0, payload);
      if (random() % 20 == 0) endpoint.server().close(pick(sessions));
    };
    for (int step = 0; step < 200; ++step) {
      switch (random() % 12) {
        case 0:
          if (clients.size() < 6) {
            clients.push_back(
                open_polling(endpoint, random() % 2 == 0 ? 3 : 4, random() % 3 == 0 ? "&b64=1" : ""));
            requests.push_back(clients.back().connection);
            add_session();
          }
          break;
        case 1:
          if (random() % 4 == 0) {
            sockets.push_back(open_websocket(endpoint, random() % 2 == 0 ? 3 : 4).second);
            add_session();
          }
          break;
        case 2:
        case 3:
          if (!clients.empty()) requests.push_back(endpoint.get(pick(clients).query));
          break;
        case 4:
          if (!clients.empty()) {
            requests.push_back(endpoint.post(pick(clients).query, pick(bodies),
                                             random() % 4 == 0 ? "application/octet-stream" : "text/plain"));
          }
          break;
        case 5:
          if (!clients.empty()) {
            const ConnectionId socket = endpoint.websocket(pick(clients).websocket_query);
            if (endpoint.accepted(socket)) sockets.push_back(socket);
          }
          break;
        case 6:
        case 7:
          if (!sockets.empty()) endpoint.frame(pick(sockets), pick(packets), random() % 5 == 0);
          break;
        case 8:
          if (!sockets.empty() && random() % 3 == 0) {
            const std::size_t at = random() % sockets.size();
            endpoint.drop(sockets[at]);
            sockets.erase(sockets.begin() + static_cast<std::ptrdiff_t>(at));
          }
          break;
        case 9:
          if (!requests.empty()) {
            const std::size_t at = random() % requests.size();
            endpoint.drop(requests[at]);
            requests.erase(requests.begin() + static_cast<std::ptrdiff_t>(at));
          }
          break;
        case 10:
          if (!sessions.empty()) {
            endpoint.server().send(pick(sessions), random() % 2 == 0, std::string(random() % 300, 'm'));
            if (random() % 2 == 0) endpoint.turn();
            if (random() % 30 == 0) endpoint.close(pick(sessions));
          }
          break;
        default:
          endpoint.advance(milliseconds{random() % 150});
          break;
      }
      ASSERT_FALSE(HasFailure()) << "seed " << seed << " step " << step;
    }
    for (const ConnectionId socket : sockets) endpoint.drop(socket);
    for (const ConnectionId request : requests) endpoint.drop(request);
    endpoint.advance(60s);
    ASSERT_EQ(endpoint.server().session_count(), 0U) << "seed " << seed;
    ASSERT_EQ(endpoint.server().next_deadline(), base::kNever);
    for (const SessionId session : sessions) ASSERT_FALSE(endpoint.alive(session));
  }
}

// A client as the real ones are: one GET at a time, POSTs one after the other, probe, pause, upgrade; its
// probe may die at any point. Numbered messages in both directions must arrive all and in order.
class FaithfulClient {
 public:
  FaithfulClient(Endpoint& endpoint, std::mt19937& random, int eio)
      : endpoint_{endpoint}, random_{random}, eio_{eio}, client_{open_polling(endpoint, eio)} {}

  [[nodiscard]] SessionId session() const { return client_.session; }
  [[nodiscard]] bool upgraded() const { return upgraded_; }
  [[nodiscard]] const std::vector<std::string>& received() const { return received_; }
  void say(const std::string& text) { to_say_.push_back(text); }

  void step() {
    read_poll();
    read_socket();
    switch (random_() % 5) {
      case 0:
        start_probe();
        break;
      case 1:
        lose_probe();
        break;
      case 2:
        finish_upgrade();
        break;
      case 3:
        speak();
        break;
      default:
        if (!poll_ && !paused_ && !upgraded_) poll_ = endpoint_.get(client_.query);
    }
  }

  /// Until nothing is left to be said or heard.
  void settle() {
    for (int i = 0; i < 20; ++i) {
      speak();
      if (!poll_ && !paused_ && !upgraded_) poll_ = endpoint_.get(client_.query);
      endpoint_.advance(200ms);
      read_poll();
      read_socket();
      finish_upgrade();
    }
  }

 private:
  void hear(const std::string& packet) {
    if (packet.starts_with('4')) received_.push_back(packet.substr(1));
    if (packet == "2") pong_due_ = true;
    if (packet == "3probe") paused_ = probe_answered_ = true;
  }
  void read_poll() {
    if (!poll_ || !endpoint_.answered(*poll_)) return;
    const std::string body = endpoint_.body(*poll_);
    EXPECT_EQ(endpoint_.status(*poll_), 200) << body;
    if (random_() % 2 == 0) endpoint_.drop(*poll_);  // connections come and go
    poll_.reset();
    for (std::size_t at = 0; at < body.size();) {
      std::size_t end = 0;
      if (eio_ == 4) {
        end = std::min(body.find('\x1e', at), body.size());
        hear(body.substr(at, end - at));
        at = end + 1;
      } else {
        const std::size_t colon = body.find(':', at);
        end = colon + 1 + std::stoul(body.substr(at, colon - at));
        hear(body.substr(colon + 1, end - colon - 1));
        at = end;
      }
    }
  }
  void read_socket() {
    if (!probe_) return;
    for (const std::string& frame : endpoint_.frames(*probe_)) hear(frame);
    if (endpoint_.closed_with(*probe_)) {
      EXPECT_FALSE(upgraded_);
      endpoint_.drop(*probe_);
      forget_probe();
    }
  }
  void start_probe() {
    if (probe_ || upgraded_) return;
    probe_ = endpoint_.websocket(client_.websocket_query);
    EXPECT_FALSE(endpoint_.closed_with(*probe_));
    if (random_() % 4 != 0) endpoint_.frame(*probe_, "2probe");
  }
  void lose_probe() {
    if (!probe_ || upgraded_ || random_() % 3 != 0) return;
    endpoint_.drop(*probe_);
    forget_probe();
  }
  void forget_probe() {
    probe_.reset();
    paused_ = probe_answered_ = false;
  }
  void finish_upgrade() {
    if (!probe_ || !probe_answered_ || upgraded_ || poll_) return;
    endpoint_.frame(*probe_, "5");
    upgraded_ = true;
  }
  void speak() {
    if (upgraded_) {
      if (std::exchange(pong_due_, false)) endpoint_.frame(*probe_, "3");
      if (eio_ == 3) endpoint_.frame(*probe_, "2");
      for (; !to_say_.empty(); to_say_.pop_front()) endpoint_.frame(*probe_, "4" + to_say_.front());
      return;
    }
    std::string body;
    const auto add = [&](const std::string& packet) {
      if (eio_ == 4) {
        body += (body.empty() ? "" : "\x1e") + packet;
      } else {
        body += std::to_string(packet.size()) + ":" + packet;
      }
    };
    if (std::exchange(pong_due_, false)) add("3");
    if (eio_ == 3) add("2");
    for (; !to_say_.empty(); to_say_.pop_front()) add("4" + to_say_.front());
    if (body.empty()) return;
    const ConnectionId post = endpoint_.post(client_.query, body);
    EXPECT_EQ(endpoint_.body(post), "ok");
    endpoint_.drop(post);
  }

  Endpoint& endpoint_;
  std::mt19937& random_;
  int eio_;
  Client client_;
  std::optional<ConnectionId> poll_;
  std::optional<ConnectionId> probe_;
  bool paused_ = false;
  bool probe_answered_ = false;
  bool upgraded_ = false;
  bool pong_due_ = false;
  std::deque<std::string> to_say_;
  std::vector<std::string> received_;
};

TEST(Random, MessagesKeepTheirOrderAcrossAnUpgradeAtAnyPoint) {
  int upgraded = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    std::mt19937 random{seed};
    Options options;
    options.ping_interval = 3s;
    options.ping_timeout = 4s;
    options.upgrade_timeout = 1s;
    options.orphan_timeout = 60s;
    Endpoint endpoint{options};
    FaithfulClient client{endpoint, random, seed % 2 == 0 ? 3 : 4};
    Messages sent;
    Messages said;
    for (int step = 0; step < 150; ++step) {
      client.step();
      if (random() % 2 == 0) {
        sent.push_back(std::to_string(sent.size()));
        endpoint.server().send(client.session(), false, sent.back());
        if (random() % 2 == 0) endpoint.turn();
      }
      if (random() % 3 == 0) {
        said.push_back("t" + std::to_string(said.size()));
        client.say(said.back().substr(1));
      }
      if (random() % 3 == 0) endpoint.advance(milliseconds{random() % 60});
      ASSERT_TRUE(endpoint.alive(client.session())) << "seed " << seed << " step " << step;
      ASSERT_FALSE(HasFailure()) << "seed " << seed << " step " << step;
    }
    client.settle();
    ASSERT_EQ(client.received(), sent) << "seed " << seed;
    ASSERT_EQ(endpoint.log(client.session()).messages, said) << "seed " << seed;
    upgraded += client.upgraded() ? 1 : 0;
  }
  EXPECT_GT(upgraded, 200);
}

}  // namespace
}  // namespace moim::engineio
