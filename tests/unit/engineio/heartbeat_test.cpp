#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

Options quick() {
  Options options;
  options.ping_interval = 300ms;
  options.ping_timeout = 200ms;
  return options;
}

TEST(Heartbeat, V4PingsAndExpectsThePongToTheMillisecond) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.advance(299ms);
  EXPECT_TRUE(endpoint.frames(socket).empty());
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.frames(socket), Frames{"2"});
  endpoint.advance(199ms);
  endpoint.frame(socket, "3");
  endpoint.advance(299ms);
  EXPECT_TRUE(endpoint.frames(socket).empty()) << "the next ping comes an interval after the pong";
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.frames(socket), Frames{"2"});
  endpoint.advance(199ms);
  EXPECT_TRUE(endpoint.alive(session));
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::ping_timeout);
  EXPECT_EQ(endpoint.closed_with(socket), 1000);
  EXPECT_EQ(endpoint.server().next_deadline(), base::kNever);
  EXPECT_EQ(endpoint.count(Metric::pings_sent), 2U);
}

TEST(Heartbeat, V3ExpectsAPingToTheMillisecond) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 3);
  endpoint.advance(499ms);
  endpoint.frame(socket, "2");
  EXPECT_EQ(endpoint.frames(socket), Frames{"3"});
  endpoint.advance(100ms);
  endpoint.frame(socket, "2some text");
  EXPECT_EQ(endpoint.frames(socket), Frames{"3some text"});
  endpoint.advance(499ms);
  EXPECT_TRUE(endpoint.alive(session));
  endpoint.frame(socket, "4a message is no ping");
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::ping_timeout);
}

TEST(Heartbeat, WorksOverPolling) {
  Endpoint endpoint{quick()};
  const Client v4 = open_polling(endpoint, 4);
  for (int i = 0; i < 3; ++i) {
    const ConnectionId get = endpoint.get(v4.query);
    endpoint.advance(300ms);
    EXPECT_EQ(endpoint.body(get), "2");
    EXPECT_EQ(endpoint.body(endpoint.post(v4.query, "3")), "ok");
  }
  const Client v3 = open_polling(endpoint, 3);
  for (int i = 0; i < 3; ++i) {
    endpoint.advance(400ms);
    EXPECT_EQ(endpoint.body(endpoint.post(v3.query, "1:2")), "ok");
    EXPECT_EQ(endpoint.body(endpoint.get(v3.query)), "1:3");
  }
  EXPECT_TRUE(endpoint.alive(v3.session));
}

TEST(Heartbeat, AWaitingGetLearnsOfTheEnd) {
  Endpoint endpoint{quick()};
  const Client client = open_polling(endpoint, 4);
  EXPECT_FALSE(endpoint.answered(endpoint.get(client.query)));
  endpoint.advance(300ms);
  const ConnectionId second = endpoint.get(client.query);
  endpoint.advance(200ms);
  EXPECT_EQ(endpoint.body(second), "1");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::ping_timeout);
}

TEST(Heartbeat, ALateTimerDoesNotLengthenALife) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint{quick()};
    const Client client = open_polling(endpoint, eio);
    endpoint.stall(350ms);
    endpoint.advance(0ms);  // v4: the ping leaves 50 ms late
    endpoint.stall(150ms);
    EXPECT_EQ(endpoint.body(endpoint.post(client.query, eio == 4 ? "3" : "1:2")),
              R"({"code":1,"message":"Session ID unknown"})");
    EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::ping_timeout);
  }
}

TEST(Heartbeat, APongJustInTimeCountsWhateverTheTimers) {
  Endpoint endpoint{quick()};
  const Client client = open_polling(endpoint, 4);
  endpoint.stall(300ms);
  EXPECT_EQ(endpoint.body(endpoint.get(client.query)), "2") << "due, so it goes with the next poll";
  endpoint.stall(199ms);
  EXPECT_EQ(endpoint.body(endpoint.post(client.query, "3")), "ok");
  endpoint.advance(299ms);
  EXPECT_TRUE(endpoint.alive(client.session));
}

TEST(Heartbeat, AStallOfOursGivesTheClientItsFullTime) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.stall(10'000ms);
  endpoint.advance(0ms);
  EXPECT_EQ(endpoint.frames(socket), Frames{"2"});
  endpoint.advance(199ms);
  EXPECT_TRUE(endpoint.alive(session));
  endpoint.frame(socket, "3");
  endpoint.advance(300ms);
  EXPECT_EQ(endpoint.frames(socket), Frames{"2"});
}

TEST(Heartbeat, TheWrongDirectionIsAnError) {
  Endpoint endpoint{quick()};
  const auto [v4, socket4] = open_websocket(endpoint, 4);
  endpoint.frame(socket4, "2");
  EXPECT_EQ(endpoint.log(v4).closed, CloseReason::heartbeat_direction);
  const auto [v3, socket3] = open_websocket(endpoint, 3);
  endpoint.frame(socket3, "3");
  EXPECT_EQ(endpoint.log(v3).closed, CloseReason::heartbeat_direction);
  const Client polling = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.status(endpoint.post(polling.query, "2probe")), 400);
  EXPECT_EQ(endpoint.log(polling.session).closed, CloseReason::heartbeat_direction);
}

TEST(Heartbeat, ManySessionsKeepTheirOwnTime) {
  Endpoint endpoint{quick()};
  std::vector<std::pair<SessionId, ConnectionId>> sessions;
  for (int i = 0; i < 1'000; ++i) {
    sessions.push_back(open_websocket(endpoint, 4));
    endpoint.advance(std::chrono::milliseconds{i % 3 == 0 ? 1 : 0});
  }
  for (const auto& [session, socket] : sessions) endpoint.frame(socket, "3");
  endpoint.advance(499ms);
  for (const auto& [session, socket] : sessions) EXPECT_TRUE(endpoint.alive(session));
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.server().session_count(), 0U);
}

}  // namespace
}  // namespace moim::engineio
