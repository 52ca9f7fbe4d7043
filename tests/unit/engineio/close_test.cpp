#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

TEST(Close, OnPollingTheRestAndAClosePacketAnswerTheWaitingGet) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint;
    const Client client = open_polling(endpoint, eio);
    const ConnectionId get = endpoint.get(client.query);
    endpoint.server().send(client.session, false, "last");
    endpoint.close(client.session);
    EXPECT_EQ(endpoint.body(get), eio == 4 ? "4last\x1e"s
                                             "1"
                                           : "5:4last1:1");
    EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::forced_close);
  }
}

TEST(Close, OnPollingTheNextGetTakesTheRest) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.server().send(client.session, false, "last");
  endpoint.close(client.session);
  EXPECT_TRUE(endpoint.alive(client.session));
  endpoint.send(client.session, "too late");
  EXPECT_EQ(endpoint.body(endpoint.post(client.query, "4ignored")), "ok");
  EXPECT_TRUE(endpoint.log(client.session).messages.empty());
  endpoint.advance(4'999ms);
  EXPECT_EQ(endpoint.body(endpoint.get(client.query)),
            "4last\x1e"s
            "1");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::forced_close);
}

TEST(Close, WaitsNoLongerThanItsTimeout) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.close(client.session);
  endpoint.advance(4'999ms);
  EXPECT_TRUE(endpoint.alive(client.session));
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::forced_close);
  EXPECT_EQ(endpoint.server().next_deadline(), base::kNever);
}

TEST(Close, AClientThatEndsWhileWeWaitIsStillOurClose) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.close(client.session);
  EXPECT_EQ(endpoint.body(endpoint.post(client.query, "1")), "ok");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::forced_close);
}

TEST(Close, TwiceIsOnce) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.server().close(session, CloseReason::server_shutdown);
  endpoint.server().close(session, CloseReason::forced_close);
  endpoint.turn();
  endpoint.close(session);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::server_shutdown);
}

TEST(Close, ReasonsAreCounted) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.frame(socket, "1");
  EXPECT_EQ(endpoint.server().statistics().closes[CloseReason::client_close], 1U);
}

// --- nobody there ---

TEST(Orphan, ATabClosedBetweenTwoPollsIsNoticed) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.drop(client.connection);
  endpoint.advance(1'999ms);
  EXPECT_TRUE(endpoint.alive(client.session));
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::orphaned);
}

TEST(Orphan, AnIdleConnectionIsSomebody) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.advance(20s);
  EXPECT_TRUE(endpoint.alive(client.session));
}

TEST(Orphan, TheLastOfSeveralConnectionsCounts) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId second = endpoint.post(client.query, "4a");
  endpoint.drop(client.connection);
  endpoint.advance(10s);
  EXPECT_TRUE(endpoint.alive(client.session));
  endpoint.drop(second);
  endpoint.advance(2s);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::orphaned);
}

TEST(Orphan, AConnectionPerRequestIsFine) {
  Endpoint endpoint;
  Client client = open_polling(endpoint, 4);
  endpoint.drop(client.connection);
  for (int i = 0; i < 20; ++i) {
    endpoint.advance(1'500ms);
    const ConnectionId post = endpoint.post(client.query, i % 3 == 0 ? "3" : "4x");
    EXPECT_EQ(endpoint.status(post), 200);
    endpoint.drop(post);
  }
  EXPECT_TRUE(endpoint.alive(client.session));
}

TEST(Orphan, AWaitingGetIsSomebody) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId get = endpoint.get(client.query);
  endpoint.drop(client.connection);
  endpoint.advance(10s);
  EXPECT_TRUE(endpoint.alive(client.session));
  EXPECT_FALSE(endpoint.answered(get));
}

TEST(Orphan, ATabClosedInTheMiddleOfAnUpgradeIsNoticed) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId probe = endpoint.websocket(client.websocket_query);
  endpoint.frame(probe, "2probe");
  endpoint.drop(client.connection);
  endpoint.advance(3s);
  EXPECT_TRUE(endpoint.alive(client.session)) << "the probe is somebody";
  endpoint.drop(probe);
  endpoint.advance(1'999ms);
  EXPECT_TRUE(endpoint.alive(client.session));
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::orphaned);
}

TEST(Orphan, AProbeThatErrsLeavesAnOrphan) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId probe = endpoint.websocket(client.websocket_query);
  endpoint.drop(client.connection);
  endpoint.frame(probe, "4not a probe");
  endpoint.advance(2s);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::orphaned);
}

TEST(Orphan, AProbeThatTimesOutLeavesAnOrphan) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.websocket(client.websocket_query);
  endpoint.drop(client.connection);
  endpoint.advance(11'999ms);
  EXPECT_TRUE(endpoint.alive(client.session));
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::orphaned);
}

TEST(Orphan, AConnectionBelongsToWhomItServedLast) {
  Endpoint endpoint;
  const Client first = open_polling(endpoint, 4);
  // A page was reloaded: its connection now carries a new session.
  const ConnectionId again = endpoint.get("EIO=4&transport=polling", first.connection);
  const SessionId second = endpoint.last_session();
  ASSERT_EQ(again, first.connection);
  endpoint.advance(2s);
  EXPECT_EQ(endpoint.log(first.session).closed, CloseReason::orphaned);
  EXPECT_TRUE(endpoint.alive(second));
  endpoint.drop(again);
  endpoint.advance(2s);
  EXPECT_EQ(endpoint.log(second).closed, CloseReason::orphaned);
}

TEST(Orphan, TwoTabsMayShareConnections) {
  Endpoint endpoint;
  const Client first = open_polling(endpoint, 4);
  const Client second = open_polling(endpoint, 4);
  for (int i = 0; i < 10; ++i) {
    endpoint.advance(1s);
    const ConnectionId shared = i % 2 == 0 ? first.connection : second.connection;
    EXPECT_EQ(endpoint.status(endpoint.post(first.query, "4a", "text/plain", shared)), 200);
    EXPECT_EQ(endpoint.status(endpoint.post(second.query, "4b", "text/plain", shared)), 200);
  }
}

TEST(Orphan, AClosingSessionWithoutConnectionsDoesNotLinger) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.close(client.session);
  endpoint.drop(client.connection);
  endpoint.advance(2s);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::forced_close);
}

TEST(Orphan, PollingConnectionsOfAnUpgradedSessionDoNotMatter) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId probe = endpoint.websocket(client.websocket_query);
  endpoint.frame(probe, "2probe");
  endpoint.frame(probe, "5");
  endpoint.drop(client.connection);
  endpoint.advance(20s);
  EXPECT_TRUE(endpoint.alive(client.session));
}

}  // namespace
}  // namespace moim::engineio
