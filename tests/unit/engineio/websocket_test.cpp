#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

TEST(WebSocket, CarriesMessagesBothWays) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.frame(socket, "4hello");
  endpoint.frame(socket, "4");
  endpoint.frame(socket, "\1\2", true);
  endpoint.frame(socket, "", true);
  endpoint.frame(socket, "bAQI=");
  EXPECT_EQ(endpoint.log(session).messages, (Messages{"thello", "t", "b\1\2", "b", "b\1\2"}));
  endpoint.server().send(session, false, "one");
  endpoint.server().send(session, true, "\3\4");
  endpoint.server().send(session, false, "");
  EXPECT_TRUE(endpoint.frames(socket).empty()) << "nothing leaves before the flush";
  endpoint.turn();
  EXPECT_EQ(endpoint.frames(socket), (Frames{"4one", "<\3\4>", "4"}));
  EXPECT_EQ(endpoint.count(Metric::messages_in), 5U);
  EXPECT_EQ(endpoint.count(Metric::messages_out), 3U);
  EXPECT_EQ(endpoint.count(Metric::bytes_out), 5U);
}

TEST(WebSocket, BinaryInV3HasItsTypeInFront) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 3);
  endpoint.frame(socket, "\4\1\2\3\4", true);
  EXPECT_EQ(endpoint.log(session).messages, Messages{"b\1\2\3\4"});
  endpoint.send_binary(session, "\1\2\3\4");
  EXPECT_EQ(endpoint.frames(socket), Frames{"<\4\1\2\3\4>"});
}

TEST(WebSocket, BinaryIsTextForAClientThatAskedForBase64) {
  for (const auto& [eio, text] : {std::pair{3, "b4AQI="}, {4, "bAQI="}}) {
    Endpoint endpoint;
    const auto [session, socket] = open_websocket(endpoint, eio, "&b64=1");
    endpoint.send_binary(session, "\1\2");
    EXPECT_EQ(endpoint.frames(socket), Frames{text});
    endpoint.frame(socket, text);
    EXPECT_EQ(endpoint.log(session).messages, Messages{"b\1\2"});
  }
}

TEST(WebSocket, ABadFrameEndsTheSession) {
  for (const auto& [eio, payload, binary] : {std::tuple{4, "abc", false},
                                             {4, "", false},
                                             {3, "9", false},
                                             {3, "", true},
                                             {3, "\1", true},
                                             {4, "b!", false}}) {
    Endpoint endpoint;
    const auto [session, socket] = open_websocket(endpoint, eio);
    endpoint.frame(socket, payload, binary);
    EXPECT_EQ(endpoint.closed_with(socket), 1002);
    EXPECT_EQ(endpoint.log(session).closed, CloseReason::parse_error);
    endpoint.frame(socket, "4late");
    endpoint.drop(socket);
    EXPECT_TRUE(endpoint.log(session).messages.empty());
  }
}

TEST(WebSocket, AClosePacketEndsTheSession) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.frame(socket, "1");
  EXPECT_EQ(endpoint.closed_with(socket), 1000);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::client_close);
}

TEST(WebSocket, GoneIsGone) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.drop(socket);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::transport_close);
  EXPECT_EQ(endpoint.server().session_count(), 0U);
  EXPECT_EQ(endpoint.server().next_deadline(), base::kNever);
  endpoint.send(session, "late");
  endpoint.close(session);
  EXPECT_EQ(endpoint.count(Metric::sends_dropped), 1U);
}

TEST(WebSocket, TheOwnerCanSayWhyItIsGone) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.drop(socket, CloseReason::overflow);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::overflow);
}

TEST(WebSocket, WhatWasSentBeforeCloseLeavesFirst) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint;
    const auto [session, socket] = open_websocket(endpoint, eio);
    endpoint.server().send(session, false, "last");
    endpoint.server().close(session);
    endpoint.server().send(session, false, "too late");
    endpoint.turn();
    EXPECT_EQ(endpoint.frames(socket), Frames{"4last"});
    EXPECT_EQ(endpoint.closed_with(socket), 1000);
    EXPECT_EQ(endpoint.log(session).closed, CloseReason::forced_close);
    EXPECT_EQ(endpoint.count(Metric::sends_dropped), 1U);
  }
}

TEST(WebSocket, CloseAllEndsEverySession) {
  Endpoint endpoint;
  const auto [first, socket] = open_websocket(endpoint, 4);
  const Client second = open_polling(endpoint, 3);
  const ConnectionId get = endpoint.get(second.query);
  endpoint.server().close_all(CloseReason::server_shutdown);
  endpoint.turn();
  EXPECT_EQ(endpoint.closed_with(socket), 1001);
  EXPECT_EQ(endpoint.body(get), "1:1");
  EXPECT_EQ(endpoint.log(first).closed, CloseReason::server_shutdown);
  EXPECT_EQ(endpoint.log(second.session).closed, CloseReason::server_shutdown);
}

TEST(WebSocket, OneTurnBeyondTheQueueLimitEndsTheSession) {
  Options options;
  options.max_payload = 1000;
  options.max_queued_bytes = 4000;
  Endpoint endpoint{options};
  const auto [session, socket] = open_websocket(endpoint, 4);
  for (int i = 0; i < 10; ++i) endpoint.send(session, std::string(1000, 'x'));  // each in a turn of its own
  EXPECT_TRUE(endpoint.alive(session));
  for (int i = 0; i < 10; ++i) endpoint.server().send(session, false, std::string(1000, 'x'));
  endpoint.turn();
  EXPECT_EQ(endpoint.closed_with(socket), 1008);
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::overflow);
}

TEST(WebSocket, ClosingInsideAMessageStopsTheNext) {
  Endpoint endpoint;
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.on_message = [&](SessionId id, bool, base::ByteView) { endpoint.server().close(id); };
  // Two frames of one read: both are handled before the turn ends.
  endpoint.server().handle_frame(endpoint.now, socket, false, "4one");
  while (auto output = endpoint.server().poll_output()) endpoint.server().close(session);
  endpoint.server().handle_frame(endpoint.now, socket, false, "4two");
  EXPECT_FALSE(endpoint.server().poll_output());
  endpoint.turn();
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::forced_close);
}

TEST(WebSocket, PollingOnASessionOfWebSocketIsRefused) {
  Endpoint endpoint;
  const ConnectionId socket = endpoint.websocket("EIO=4&transport=websocket");
  const SessionId session = endpoint.last_session();
  const std::string sid = sid_of(endpoint.frames(socket).at(0));
  EXPECT_EQ(endpoint.status(endpoint.get("EIO=4&transport=polling&sid=" + sid)), 400);
  EXPECT_EQ(endpoint.status(endpoint.post("EIO=4&transport=polling&sid=" + sid, "4x")), 400);
  const ConnectionId second = endpoint.websocket("EIO=4&transport=websocket&sid=" + sid);
  EXPECT_TRUE(endpoint.accepted(second));
  EXPECT_EQ(endpoint.closed_with(second), 1000);
  endpoint.frame(socket, "4still here");
  EXPECT_EQ(endpoint.log(session).messages, Messages{"tstill here"});
}

}  // namespace
}  // namespace moim::engineio
