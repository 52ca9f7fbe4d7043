#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

struct Upgrading {
  Client client;
  ConnectionId probe;
};

Upgrading start_upgrade(Endpoint& endpoint, int eio = 4) {
  const Client client = open_polling(endpoint, eio);
  const ConnectionId probe = endpoint.websocket(client.websocket_query);
  EXPECT_TRUE(endpoint.accepted(probe));
  endpoint.frame(probe, "2probe");
  EXPECT_EQ(endpoint.frames(probe), Frames{"3probe"});
  return {client, probe};
}

TEST(Upgrade, GoesThroughInBothRevisions) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint;
    const auto [client, probe] = start_upgrade(endpoint, eio);
    EXPECT_EQ(endpoint.server().transport(client.session), TransportKind::polling);
    endpoint.frame(probe, "5");
    endpoint.frame(probe, "4hello");
    endpoint.send(client.session, "world");
    EXPECT_EQ(endpoint.log(client.session).messages, Messages{"thello"});
    EXPECT_EQ(endpoint.frames(probe), Frames{"4world"});
    EXPECT_EQ(endpoint.server().transport(client.session), TransportKind::websocket);
    EXPECT_EQ(endpoint.count(Metric::upgrades_done), 1U);
    EXPECT_EQ(endpoint.count(Metric::upgrades_failed), 0U);
  }
}

TEST(Upgrade, AWaitingGetIsReleasedByTheProbe) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId get = endpoint.get(client.query);
  const ConnectionId probe = endpoint.websocket(client.websocket_query);
  EXPECT_FALSE(endpoint.answered(get));
  endpoint.frame(probe, "2probe");
  EXPECT_EQ(endpoint.frames(probe), Frames{"3probe"});
  EXPECT_EQ(endpoint.body(get), "6");
}

TEST(Upgrade, AGetDuringTheUpgradeIsReleasedAfterAShortWait) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint;
    const auto [client, probe] = start_upgrade(endpoint, eio);
    const ConnectionId get = endpoint.get(client.query);
    endpoint.advance(99ms);
    EXPECT_FALSE(endpoint.answered(get));
    endpoint.advance(1ms);
    EXPECT_EQ(endpoint.body(get), eio == 4 ? "6" : "1:6");
    endpoint.frame(probe, "5");
    endpoint.frame(probe, "4hello");
    EXPECT_EQ(endpoint.log(client.session).messages, Messages{"thello"});
  }
}

TEST(Upgrade, AGetDuringTheUpgradeTakesDataAtOnce) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  endpoint.send(client.session, "a");
  EXPECT_EQ(endpoint.body(endpoint.get(client.query)), "4a");
  const ConnectionId get = endpoint.get(client.query);
  endpoint.advance(50ms);
  endpoint.send(client.session, "b");
  EXPECT_EQ(endpoint.body(get), "4b");
  EXPECT_TRUE(endpoint.frames(probe).empty());
}

TEST(Upgrade, WhatIsQueuedMeanwhileGoesByWebSocket) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  endpoint.send(client.session, "a");
  endpoint.send_binary(client.session, "\1");
  EXPECT_TRUE(endpoint.frames(probe).empty());
  endpoint.frame(probe, "5");
  EXPECT_EQ(endpoint.frames(probe), (Frames{"4a", "<\1>"}));
}

TEST(Upgrade, AClientThatDoesNotPauseLosesNothing) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  const ConnectionId get = endpoint.get(client.query);
  endpoint.server().send(client.session, false, "a");
  endpoint.frame(probe, "5");
  EXPECT_EQ(endpoint.body(get), "6");
  EXPECT_EQ(endpoint.frames(probe), Frames{"4a"});
}

TEST(Upgrade, FiveWithoutAProbeCounts) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId probe = endpoint.websocket(client.websocket_query);
  endpoint.frame(probe, "5");
  endpoint.frame(probe, "4hello");
  EXPECT_EQ(endpoint.log(client.session).messages, Messages{"thello"});
}

TEST(Upgrade, PollingAfterItIsRefusedAndTheSessionGoesOn) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  endpoint.frame(probe, "5");
  EXPECT_EQ(endpoint.status(endpoint.get(client.query)), 400);
  EXPECT_EQ(endpoint.status(endpoint.post(client.query, "4lost")), 400);
  endpoint.frame(probe, "4hello");
  EXPECT_EQ(endpoint.log(client.session).messages, Messages{"thello"});
}

TEST(Upgrade, ASecondWebSocketIsAcceptedAndClosed) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  const ConnectionId during = endpoint.websocket(client.websocket_query);
  EXPECT_TRUE(endpoint.accepted(during));
  EXPECT_EQ(endpoint.closed_with(during), 1000);
  endpoint.frame(probe, "5");
  const ConnectionId after = endpoint.websocket(client.websocket_query);
  EXPECT_TRUE(endpoint.accepted(after));
  EXPECT_EQ(endpoint.closed_with(after), 1000);
  endpoint.frame(after, "4nobody listens");
  endpoint.drop(after);
  endpoint.drop(during);
  endpoint.frame(probe, "4hello");
  EXPECT_EQ(endpoint.log(client.session).messages, Messages{"thello"});
  EXPECT_EQ(endpoint.count(Metric::sockets_refused), 2U);
}

TEST(Upgrade, NoneWhereItIsNotAllowed) {
  Options options;
  options.allow_upgrades = false;
  Endpoint endpoint{options};
  const Client client = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.closed_with(endpoint.websocket(client.websocket_query)), 1000);
  EXPECT_TRUE(endpoint.alive(client.session));
}

TEST(Upgrade, AProbeThatDiesCostsNothing) {
  for (const bool probed : {false, true}) {
    Endpoint endpoint;
    const Client client = open_polling(endpoint, 4);
    const ConnectionId probe = endpoint.websocket(client.websocket_query);
    if (probed) endpoint.frame(probe, "2probe");
    endpoint.send(client.session, "a");
    endpoint.drop(probe);
    endpoint.send(client.session, "b");
    EXPECT_EQ(endpoint.body(endpoint.get(client.query)),
              "4a\x1e"s
              "4b");
    const ConnectionId get = endpoint.get(client.query);
    endpoint.advance(5s);
    EXPECT_FALSE(endpoint.answered(get)) << "no more hurry";
    EXPECT_TRUE(endpoint.alive(client.session));
    EXPECT_EQ(endpoint.count(Metric::upgrades_failed), 1U);

    const ConnectionId again = endpoint.websocket(client.websocket_query);
    endpoint.frame(again, "2probe");
    EXPECT_EQ(endpoint.body(get), "6");
    endpoint.frame(again, "5");
    endpoint.send(client.session, "c");
    EXPECT_EQ(endpoint.frames(again), (Frames{"3probe", "4c"}));
  }
}

TEST(Upgrade, AnythingElseFromAProbeClosesOnlyThat) {
  for (const std::string wire : {"2", "2other", "4hello", "1", "6", "x", ""}) {
    Endpoint endpoint;
    const Client client = open_polling(endpoint, 4);
    const ConnectionId probe = endpoint.websocket(client.websocket_query);
    endpoint.frame(probe, wire);
    EXPECT_EQ(endpoint.closed_with(probe), 1002) << wire;
    endpoint.frame(probe, "5");
    endpoint.drop(probe);
    EXPECT_TRUE(endpoint.alive(client.session));
    EXPECT_TRUE(endpoint.log(client.session).messages.empty());
    EXPECT_EQ(endpoint.body(endpoint.post(client.query, "4hello")), "ok");
    EXPECT_EQ(endpoint.log(client.session).messages, Messages{"thello"});
  }
}

TEST(Upgrade, ATimeoutClosesOnlyTheProbe) {
  for (const bool probed : {false, true}) {
    Endpoint endpoint;
    const Client client = open_polling(endpoint, 4);
    const ConnectionId probe = endpoint.websocket(client.websocket_query);
    if (probed) endpoint.frame(probe, "2probe");
    endpoint.advance(9'999ms);
    EXPECT_EQ(endpoint.closed_with(probe), std::nullopt);
    endpoint.advance(1ms);
    EXPECT_EQ(endpoint.closed_with(probe), 1000);
    endpoint.frame(probe, "5");
    EXPECT_EQ(endpoint.server().transport(client.session), TransportKind::polling);
    endpoint.drop(probe);
    endpoint.advance(5s);
    EXPECT_TRUE(endpoint.alive(client.session));
    endpoint.send(client.session, "a");
    EXPECT_EQ(endpoint.body(endpoint.get(client.query)), "4a");
  }
}

TEST(Upgrade, TheEndOfTheSessionIsTheEndOfTheProbe) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  endpoint.post(client.query, "1");
  EXPECT_EQ(endpoint.closed_with(probe), 1000);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::client_close);
  endpoint.frame(probe, "5");
  endpoint.drop(probe);
}

TEST(Upgrade, ACloseOfOursWaitsForIt) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  endpoint.server().send(client.session, false, "last");
  endpoint.close(client.session);
  EXPECT_TRUE(endpoint.alive(client.session)) << "the client has paused: there is no GET to come";
  endpoint.frame(probe, "5");
  EXPECT_EQ(endpoint.frames(probe), Frames{"4last"});
  EXPECT_EQ(endpoint.closed_with(probe), 1000);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::forced_close);
}

TEST(Upgrade, PostsGoOnDuringIt) {
  Endpoint endpoint;
  const auto [client, probe] = start_upgrade(endpoint);
  EXPECT_EQ(endpoint.body(endpoint.post(client.query, "4a")), "ok");
  endpoint.frame(probe, "5");
  endpoint.frame(probe, "4b");
  EXPECT_EQ(endpoint.log(client.session).messages, (Messages{"ta", "tb"}));
}

TEST(Upgrade, TheConnectionOfAnEarlierRequestMayBecomeTheWebSocket) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId probe =
      endpoint.request({.query = client.websocket_query, .websocket_upgrade = true}, client.connection);
  endpoint.frame(probe, "2probe");
  endpoint.frame(probe, "5");
  endpoint.send(client.session, "a");
  EXPECT_EQ(endpoint.frames(probe), (Frames{"3probe", "4a"}));
  endpoint.drop(probe);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::transport_close);
}

}  // namespace
}  // namespace moim::engineio
