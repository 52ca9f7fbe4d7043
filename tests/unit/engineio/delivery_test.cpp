// What is known of the client: when it was last heard from, and what it certainly has.
#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

Options quick() {
  Options options;
  options.ping_interval = 300ms;
  options.ping_timeout = 200ms;
  options.call_ping_interval = 100ms;
  options.call_ping_timeout = 50ms;
  return options;
}

TEST(Delivery, APongProvesWhatWasSentBeforeThePing) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.server().send(session, false, "one");
  endpoint.server().send(session, true, "two");
  endpoint.advance(300ms);
  endpoint.server().send(session, false, "three");
  EXPECT_EQ(endpoint.log(session).delivered, 0U);
  endpoint.frame(socket, "3");
  EXPECT_EQ(endpoint.log(session).delivered, 2U);
  endpoint.advance(300ms);
  endpoint.frame(socket, "3");
  EXPECT_EQ(endpoint.log(session).delivered, 3U);
}

TEST(Delivery, AnIdleSessionHasNoNews) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 4);
  for (int i = 0; i < 3; ++i) {
    endpoint.advance(300ms);
    endpoint.frame(socket, "3");
  }
  EXPECT_EQ(endpoint.log(session).delivered, 0U);
}

TEST(Delivery, APongNobodyAskedForProvesNothing) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.server().send(session, false, "one");
  endpoint.frame(socket, "3");
  EXPECT_EQ(endpoint.log(session).delivered, 0U);
}

TEST(Delivery, Revision3HasNoProof) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 3);
  endpoint.server().send(session, false, "one");
  endpoint.frame(socket, "2");
  EXPECT_EQ(endpoint.log(session).delivered, 0U);
}

TEST(Heard, TheLastPacketCountsWhenPongsStayOut) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.advance(250ms);
  endpoint.frame(socket, "4hello");
  const base::TimePoint heard = endpoint.now;
  endpoint.advance(250ms);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::ping_timeout);
  EXPECT_EQ(endpoint.log(session).heard, heard);
}

TEST(Heard, TheEndOfAConnectionIsASign) {
  for (const CloseReason reason : {CloseReason::transport_close, CloseReason::going_away}) {
    Endpoint endpoint{quick()};
    const auto [session, socket] = open_websocket(endpoint, 4);
    endpoint.advance(200ms);
    endpoint.drop(socket, reason);
    EXPECT_EQ(endpoint.log(session).closed, reason);
    EXPECT_EQ(endpoint.log(session).heard, endpoint.now);
  }
}

TEST(Heard, OneThatWeEndedIsNone) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 4);
  const base::TimePoint opened = endpoint.now;
  endpoint.advance(200ms);
  endpoint.drop(socket, CloseReason::overflow);
  EXPECT_EQ(endpoint.log(session).heard, opened);
}

TEST(Heard, APollIsASign) {
  Endpoint endpoint{quick()};
  const Client client = open_polling(endpoint, 4);
  endpoint.advance(100ms);
  endpoint.get(client.query);
  const base::TimePoint polled = endpoint.now;
  endpoint.advance(400ms);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::ping_timeout);
  EXPECT_EQ(endpoint.log(client.session).heard, polled);
}

TEST(CallHeartbeat, IsForWhoAsksForItAndTold) {
  Endpoint endpoint{quick()};
  const ConnectionId connection = endpoint.websocket("EIO=4&transport=websocket&heartbeat=call");
  const SessionId call = endpoint.last_session();
  const Frames opened = endpoint.frames(connection);
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_NE(opened[0].find(R"("pingInterval":100,"pingTimeout":50,)"), std::string::npos) << opened[0];
  const auto [other, other_socket] = open_websocket(endpoint, 4, "&heartbeat=calls");
  endpoint.advance(149ms);
  EXPECT_TRUE(endpoint.alive(call));
  EXPECT_EQ(endpoint.frames(connection), Frames{"2"});
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(call).closed, CloseReason::ping_timeout);
  endpoint.advance(150ms);
  EXPECT_EQ(endpoint.frames(other_socket), Frames{"2"});
}

TEST(CallHeartbeat, Revision3MayAskToo) {
  Endpoint endpoint{quick()};
  const auto [session, socket] = open_websocket(endpoint, 3, "&heartbeat=call");
  endpoint.advance(149ms);
  endpoint.frame(socket, "2");
  endpoint.advance(149ms);
  EXPECT_TRUE(endpoint.alive(session));
  endpoint.advance(1ms);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::ping_timeout);
}

}  // namespace
}  // namespace moim::engineio
