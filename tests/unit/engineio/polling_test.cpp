#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

// Answers each message with itself.
void echo(Endpoint& endpoint) {
  endpoint.on_message = [&endpoint](SessionId session, bool binary, base::ByteView payload) {
    endpoint.server().send(session, binary, payload);
  };
}

TEST(Polling, EchoesEveryPayloadFormat) {
  struct Case {
    int eio;
    std::string handshake;
    std::string body;
    std::string answer;
  };
  const Case cases[] = {
      {4, "", "4hello", "4hello"},
      {4, "",
       "4test1\x1e"s
       "4test2\x1e"s
       "4test3",
       "4test1\x1e"s
       "4test2\x1e"s
       "4test3"},
      {4, "",
       "4hello\x1e"s
       "bAQIDBA==",
       "4hello\x1e"s
       "bAQIDBA=="},
      {4, "&b64=1",
       "4hello\x1e"s
       "bAQIDBA==",
       "4hello\x1e"s
       "bAQIDBA=="},
      {3, "", "6:4hello", "6:4hello"},
      {3, "&b64=1", "6:4test16:4test26:4test3", "6:4test16:4test26:4test3"},
      {3, "&b64=1", "6:4hello10:b4AQIDBA==", "6:4hello10:b4AQIDBA=="},
      {3, "", "6:4hello10:b4AQIDBA==",
       "\0\6\xff"s
       "4hello\1\5\xff\4\1\2\3\4"s},
      {3, "", "2:4\xe2\x82\xac", "2:4\xe2\x82\xac"},
      {3, "", "3:4\xf0\x9f\x98\x80", "3:4\xf0\x9f\x98\x80"},
  };
  for (const Case& one : cases) {
    Endpoint endpoint;
    echo(endpoint);
    const Client client = open_polling(endpoint, one.eio, one.handshake);
    const ConnectionId post = endpoint.post(client.query, one.body);
    EXPECT_EQ(endpoint.status(post), 200);
    EXPECT_EQ(endpoint.body(post), "ok");
    EXPECT_EQ(endpoint.response(post).content_type, "text/html");
    const ConnectionId get = endpoint.get(client.query);
    EXPECT_EQ(endpoint.body(get), one.answer);
    const bool binary = one.answer[0] == '\0';
    EXPECT_EQ(endpoint.response(get).content_type,
              binary ? "application/octet-stream" : "text/plain; charset=UTF-8");
  }
}

TEST(Polling, TakesBinaryBodiesInV3Only) {
  Endpoint endpoint;
  const std::string body =
      "\0\6\xff"s
      "4hello\1\5\xff\4\1\2\3\4"s;
  const Client v3 = open_polling(endpoint, 3);
  EXPECT_EQ(endpoint.body(endpoint.post(v3.query, body, "application/octet-stream")), "ok");
  EXPECT_EQ(endpoint.log(v3.session).messages, (Messages{"thello", "b\1\2\3\4"}));

  const Client v4 = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.status(endpoint.post(v4.query, "4hello", "application/octet-stream")), 400);
  EXPECT_EQ(endpoint.log(v4.session).closed, CloseReason::parse_error);
}

TEST(Polling, AWaitingGetIsAnsweredAtTheEndOfTheTurn) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId get = endpoint.get(client.query);
  EXPECT_FALSE(endpoint.answered(get));
  endpoint.server().send(client.session, false, "a");
  endpoint.server().send(client.session, false, "b");
  endpoint.server().send(client.session, true, "\1");
  EXPECT_FALSE(endpoint.answered(get));
  endpoint.turn();
  EXPECT_EQ(endpoint.body(get),
            "4a\x1e"s
            "4b\x1e"s
            "bAQ==");
}

TEST(Polling, ASecondGetEndsTheSession) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint;
    const Client client = open_polling(endpoint, eio);
    const ConnectionId first = endpoint.get(client.query);
    const ConnectionId second = endpoint.get(client.query);
    EXPECT_EQ(endpoint.body(first), eio == 4 ? "1" : "1:1");
    EXPECT_EQ(endpoint.status(second), 400);
    EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::overlapping_polls);
    EXPECT_EQ(endpoint.status(endpoint.get(client.query)), 400);
  }
}

TEST(Polling, AnAbortedGetEndsTheSession) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.drop(endpoint.get(client.query));
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::poll_aborted);
  EXPECT_EQ(endpoint.status(endpoint.get(client.query)), 400);
}

TEST(Polling, AClosePacketAnswersTheWaitingGetWithNoop) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint;
    const Client client = open_polling(endpoint, eio);
    const ConnectionId get = endpoint.get(client.query);
    const ConnectionId post = endpoint.post(client.query, eio == 4 ? "1" : "1:1");
    EXPECT_EQ(endpoint.body(post), "ok");
    EXPECT_EQ(endpoint.body(get), eio == 4 ? "6" : "1:6");
    EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::client_close);
    EXPECT_EQ(endpoint.body(endpoint.get(client.query)), R"({"code":1,"message":"Session ID unknown"})");
  }
}

TEST(Polling, AClientThatClosesWantsNothingMore) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  const ConnectionId get = endpoint.get(client.query);
  endpoint.server().send(client.session, false, "in the same turn");
  endpoint.post(client.query, "1");
  EXPECT_EQ(endpoint.body(get), "6");
}

TEST(Polling, AnInvalidPayloadIs400AndTheEnd) {
  for (const auto& [eio, body] :
       {std::pair{4, "abc"}, {4, ""}, {4, "4a\x1e"}, {4, "4\xff"}, {3, "abc"}, {3, "5:4hello"}, {3, ""}}) {
    Endpoint endpoint;
    const Client client = open_polling(endpoint, eio);
    const ConnectionId get = endpoint.get(client.query);
    EXPECT_EQ(endpoint.status(endpoint.post(client.query, body)), 400) << body;
    EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::parse_error);
    EXPECT_EQ(endpoint.body(get), eio == 4 ? "1" : "1:1");
    EXPECT_EQ(endpoint.status(endpoint.get(client.query)), 400);
    EXPECT_EQ(endpoint.count(Metric::payloads_invalid), 1U);
  }
}

TEST(Polling, WhatCameBeforeAnErrorCounts) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.post(client.query,
                "4one\x1e"s
                "4two\x1e"s
                "x\x1e"s
                "4three");
  EXPECT_EQ(endpoint.log(client.session).messages, (Messages{"tone", "ttwo"}));
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::parse_error);
}

TEST(Polling, NothingCountsAfterAClosePacket) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.body(endpoint.post(client.query,
                                        "4one\x1e"s
                                        "1\x1e"s
                                        "4two")),
            "ok");
  EXPECT_EQ(endpoint.log(client.session).messages, Messages{"tone"});
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::client_close);
}

TEST(Polling, NothingCountsAfterTheApplicationClosed) {
  Endpoint endpoint;
  endpoint.on_message = [&](SessionId session, bool, base::ByteView payload) {
    if (payload == "two") endpoint.server().close(session);
  };
  const Client client = open_polling(endpoint, 4);
  const ConnectionId get = endpoint.get(client.query);
  EXPECT_EQ(endpoint.body(endpoint.post(client.query,
                                        "4one\x1e"s
                                        "4two\x1e"s
                                        "4three")),
            "ok");
  EXPECT_EQ(endpoint.log(client.session).messages, (Messages{"tone", "ttwo"}));
  EXPECT_EQ(endpoint.body(get), "1");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::forced_close);
}

TEST(Polling, ABodyTooLargeIs413AndTheSessionGoesOn) {
  Options options;
  options.max_payload = 100;
  Endpoint endpoint{options};
  const Client client = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.status(endpoint.post(client.query, std::string(101, '4'))), 413);
  EXPECT_EQ(endpoint.status(
                endpoint.request({.method = Method::post, .query = client.query, .body_too_large = true})),
            413);
  EXPECT_EQ(endpoint.count(Metric::payloads_too_large), 2U);
  EXPECT_EQ(endpoint.status(endpoint.post(client.query, std::string(100, '4'))), 200);
  EXPECT_EQ(endpoint.log(client.session).messages.size(), 1U);
}

TEST(Polling, ABodyOfTooManyPacketsEndsTheSession) {
  Options options;
  options.max_packets_per_payload = 3;
  Endpoint endpoint{options};
  const Client client = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.status(endpoint.post(client.query,
                                          "4\x1e"s
                                          "4\x1e"s
                                          "4")),
            200);
  EXPECT_EQ(endpoint.status(endpoint.post(client.query,
                                          "4\x1e"s
                                          "4\x1e"s
                                          "4\x1e"s
                                          "4")),
            400);
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::parse_error);
}

TEST(Polling, OtherMethodsAreRefused) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.status(endpoint.request({.method = Method::other, .query = client.query})), 400);
  EXPECT_TRUE(endpoint.alive(client.session));
}

TEST(Polling, TypesWithoutMeaningForAServerAreIgnored) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  EXPECT_EQ(endpoint.body(endpoint.post(client.query,
                                        "0{}\x1e"s
                                        "6\x1e"s
                                        "5\x1e"s
                                        "4a")),
            "ok");
  EXPECT_EQ(endpoint.log(client.session).messages, Messages{"ta"});
}

TEST(Polling, AQueueBeyondItsLimitEndsTheSession) {
  Options options;
  options.max_payload = 1000;
  options.max_queued_bytes = 2000;
  Endpoint endpoint{options};
  const Client client = open_polling(endpoint, 4);
  endpoint.send(client.session, std::string(1000, 'x'));
  EXPECT_TRUE(endpoint.alive(client.session));
  endpoint.send(client.session, std::string(1000, 'x'));
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::overflow);
  EXPECT_EQ(endpoint.status(endpoint.get(client.query)), 400);
}

TEST(Polling, EmptyPacketsFillTheQueueToo) {
  Options options;
  options.max_payload = 1000;
  options.max_queued_bytes = 2000;
  Endpoint endpoint{options};
  const Client client = open_polling(endpoint, 3);
  for (int i = 0; i < 200 && endpoint.alive(client.session); ++i) endpoint.post(client.query, "1:2");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::overflow);
}

TEST(Polling, OverflowTellsTheWaitingGet) {
  Options options;
  options.max_payload = 1000;
  options.max_queued_bytes = 1000;
  Endpoint endpoint{options};
  const Client client = open_polling(endpoint, 4);
  const ConnectionId get = endpoint.get(client.query);
  endpoint.send(client.session, std::string(2000, 'x'));
  EXPECT_EQ(endpoint.body(get), "1");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::overflow);
}

// --- what waits for clients that do not ask ---

std::size_t waiting_for(Endpoint& endpoint, SessionId session) {
  for (const Waiting& waiting : endpoint.server().waiting()) {
    if (waiting.session == session) return waiting.bytes;
  }
  return 0;
}

TEST(Waiting, IsWhatNobodyHasAskedForYet) {
  Endpoint endpoint;
  const auto [prompt, socket] = open_websocket(endpoint, 4);
  const Client slow = open_polling(endpoint, 4);
  const Client slower = open_polling(endpoint, 4);
  endpoint.send(prompt, std::string(1'000, 'x'));
  EXPECT_EQ(endpoint.server().waiting_bytes(), 0U);
  endpoint.send(slow.session, std::string(1'000, 'x'));
  endpoint.send(slower.session, std::string(1'000, 'x'));
  endpoint.send(slower.session, std::string(1'000, 'x'));
  EXPECT_EQ(endpoint.server().waiting().size(), 2U);
  EXPECT_GT(waiting_for(endpoint, slow.session), 1'000U);
  EXPECT_EQ(waiting_for(endpoint, slower.session), 2 * waiting_for(endpoint, slow.session));
  EXPECT_EQ(endpoint.server().waiting_bytes(), 3 * waiting_for(endpoint, slow.session));

  endpoint.get(slow.query);
  EXPECT_EQ(endpoint.server().waiting_bytes(), waiting_for(endpoint, slower.session));
  endpoint.post(slower.query, "1");
  EXPECT_EQ(endpoint.server().waiting_bytes(), 0U);
}

TEST(Waiting, GoesByWebSocketAfterTheUpgrade) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  endpoint.send(client.session, "a");
  const ConnectionId socket = endpoint.websocket(client.websocket_query);
  endpoint.frame(socket, "2probe");
  EXPECT_NE(endpoint.server().waiting_bytes(), 0U);
  endpoint.frame(socket, "5");
  EXPECT_EQ(endpoint.server().waiting_bytes(), 0U);
}

TEST(Waiting, IsLetGoByAnOverflowAlsoOfASessionThatCloses) {
  Endpoint endpoint;
  const Client open = open_polling(endpoint, 4);
  const Client closing = open_polling(endpoint, 4);
  endpoint.send(open.session, "a");
  endpoint.server().send(closing.session, false, "b");
  endpoint.close(closing.session);
  EXPECT_NE(waiting_for(endpoint, closing.session), 0U);
  for (const Waiting& waiting : endpoint.server().waiting())
    endpoint.server().close(waiting.session, CloseReason::overflow);
  endpoint.turn();
  EXPECT_EQ(endpoint.server().waiting_bytes(), 0U);
  EXPECT_EQ(endpoint.log(open.session).closed, CloseReason::overflow);
  EXPECT_TRUE(endpoint.alive(closing.session)) << "its client may still ask why";
  EXPECT_EQ(endpoint.body(endpoint.get(closing.query)), "1");
  EXPECT_EQ(endpoint.log(closing.session).closed, CloseReason::forced_close);
}

}  // namespace
}  // namespace moim::engineio
