#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness.h"

namespace moim::socketio {
namespace {

using test::Harness;
using test::id;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;
using namespace std::chrono_literals;

TEST(Connect, Revision5AsksAndIsToldItsId) {
  Harness h;
  std::string seen;
  h.server.on_connection([&](Socket& socket) { seen = socket.id(); });
  h.open(1);
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.text(1, "0");
  const auto sent = h.sent(1);
  ASSERT_THAT(sent, SizeIs(1));
  EXPECT_THAT(sent[0], MatchesRegex(R"(0\{"sid":"[-_A-Za-z0-9]{20}"\})"));
  EXPECT_EQ(sent[0], "0{\"sid\":\"" + seen + "\"}");
}

TEST(Connect, Revision4IsConnectedFromTheStart) {
  Harness h;
  h.server.on_connection([](Socket& socket) { socket.emit("auth", socket.auth()); });
  h.open(1, Revision::v4);
  EXPECT_THAT(h.sent(1), ElementsAre("0", "2[\"auth\",{}]"));
  h.text(1, "0");  // some clients ask all the same
  EXPECT_THAT(h.sent(1), IsEmpty());
}

TEST(Connect, HandsOnTheAuthPayload) {
  Harness h;
  h.server.of("/custom");
  for (const auto name : {"/", "/custom"}) {
    h.server.of(name).on_connection([](Socket& socket) { socket.emit("auth", socket.auth()); });
  }
  h.open(1);
  h.text(1, "0{\"token\": \"123\"}");
  EXPECT_EQ(h.sent(1).at(1), "2[\"auth\",{\"token\": \"123\"}]");
  h.text(1, "0/custom,{\"token\":\"abc\"}");
  const auto sent = h.sent(1);
  EXPECT_THAT(sent[0], MatchesRegex(R"(0/custom,\{"sid":"[-_A-Za-z0-9]{20}"\})"));
  EXPECT_EQ(sent[1], "2/custom,[\"auth\",{\"token\":\"abc\"}]");
}

TEST(Connect, Revision4SendsItsAuthAsAQuery) {
  Harness h;
  h.server.of("custom").on_connection([](Socket& socket) { socket.emit("auth", socket.auth()); });
  h.open(1, Revision::v4);
  h.sent(1);
  h.text(1, "0/custom?token=a%20b%22&x=1&&flag&x=2+3&bad=%zz%4,");
  EXPECT_THAT(
      h.sent(1),
      ElementsAre("0/custom,", R"(2/custom,["auth",{"token":"a b\"","flag":"","x":"2 3","bad":"%zz%4"}])"));
  h.text(1, "1/custom");
  h.text(1, "0/custom");
  EXPECT_THAT(h.sent(1), ElementsAre("0/custom,", "2/custom,[\"auth\",{}]"));
}

TEST(Connect, RefusesUnknownNamespaces) {
  Harness h;
  h.open(1);
  h.text(1, "0/random");
  EXPECT_THAT(h.sent(1), ElementsAre("4/random,{\"message\":\"Invalid namespace\"}"));
  h.text(1, "0/rand\xc3\xb6m\",{}");
  EXPECT_THAT(h.sent(1), ElementsAre("4/rand\xc3\xb6m\",{\"message\":\"Invalid namespace\"}"));
  h.open(2, Revision::v4);
  h.sent(2);
  h.text(2, "0/random?a=1");
  EXPECT_THAT(h.sent(2), ElementsAre("4/random,{\"message\":\"Invalid namespace\"}"));
  EXPECT_EQ(h.count(Activity::refused), 3U);
}

TEST(Connect, GivesEverySocketAnIdOfItsOwn) {
  Harness h;
  std::set<std::string> ids;
  h.server.on_connection([&](Socket& socket) { ids.emplace(socket.id()); });
  h.server.of("/a").on_connection([&](Socket& socket) { ids.emplace(socket.id()); });
  for (int c = 0; c < 50; ++c) {
    h.join(c);
    h.text(c, "0/a,");
  }
  EXPECT_THAT(ids, SizeIs(100));
}

TEST(Connect, EndsWhoSpeaksBeforeConnecting) {
  for (const auto packet :
       {"2[\"message\"]", "31[]", "2/a,[\"message\"]", "2/unknown,[\"message\"]", "51-[\"x\"]"}) {
    Harness h;
    h.server.of("/a");
    h.open(1);
    h.text(1, packet);
    h.binary(1, "x");
    EXPECT_THAT(h.sent(1), ElementsAre("closed")) << packet;
    EXPECT_EQ(h.count(ProtocolError::not_connected), 1U) << packet;
  }
}

TEST(Connect, EndsWhoConnectsTwice) {
  Harness h;
  DisconnectReason why{};
  h.server.on_connection(
      [&](Socket& socket) { socket.on_disconnect([&](DisconnectReason reason) { why = reason; }); });
  h.join(1);
  h.text(1, "0");
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
  EXPECT_EQ(why, DisconnectReason::parse_error);
  EXPECT_EQ(h.count(ProtocolError::already_connected), 1U);
}

TEST(Connect, EndsWhoSendsNonsenseAndSaysWhy) {
  Harness h;
  std::vector<std::pair<ConnectionId, ProtocolError>> told;
  h.server.on_protocol_error(
      [&](ConnectionId connection, ProtocolError error) { told.emplace_back(connection, error); });
  h.join(1);
  h.join(2);
  for (const auto packet : {"abc", "2{}", "2abc[\"message-with-ack\"]"}) {
    h.text(1, packet);
    EXPECT_THAT(h.sent(1), ElementsAre("closed")) << packet;
    h.text(1, "2[\"ignored\"]");  // what was on its way
    h.binary(1, "ignored");
    EXPECT_THAT(h.sent(1), IsEmpty());
    h.close(1, TransportClose::forced);
    h.join(1);
  }
  EXPECT_THAT(told, ElementsAre(std::pair{id(1), ProtocolError::unknown_packet_type},
                                std::pair{id(1), ProtocolError::bad_payload},
                                std::pair{id(1), ProtocolError::bad_json}));
  EXPECT_THAT(h.sent(2), IsEmpty());
  EXPECT_EQ(h.server.of("/").size(), 2U);
}

TEST(Connect, ClosesWhoJoinsNothingInTimeToTheMillisecond) {
  Harness h{{.connect_timeout = 1s}};
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
  h.open(1);
  EXPECT_EQ(h.server.next_deadline(), h.now + 1s);
  h.advance(999ms);
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.advance(1ms);
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
  EXPECT_EQ(h.count(LimitHit::connect_timeout), 1U);
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
  h.close(1, TransportClose::forced);
  EXPECT_EQ(h.server.connection_count(), 0U);
}

TEST(Connect, ARefusedOrMalformedTryDoesNotStopTheClock) {
  Harness h{{.connect_timeout = 1s}};
  h.open(1);
  h.advance(999ms);
  h.text(1, "0/random");
  h.advance(1ms);
  EXPECT_EQ(h.sent(1).back(), "closed");
}

TEST(Connect, StopsTheClockOnceJoinedAndStartsItWhenTheLastNamespaceIsLeft) {
  Harness h{{.connect_timeout = 1s}};
  h.server.of("/a");
  h.open(1);
  h.text(1, "0/a,");
  h.text(1, "0");
  h.sent(1);
  h.advance(1h);
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.text(1, "1");
  h.advance(1h);
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.text(1, "1/a,");
  h.advance(999ms);
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.advance(1ms);
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
}

TEST(Connect, BoundsTheNamespacesOfAConnection) {
  Harness h{{.max_namespaces = 2}};
  h.server.of("/a");
  h.server.of("/b");
  h.join(1);
  h.text(1, "0/a,");
  h.sent(1);
  h.text(1, "0/b,");
  EXPECT_THAT(h.sent(1), ElementsAre("4/b,{\"message\":\"Too many namespaces\"}"));
  EXPECT_EQ(h.count(LimitHit::namespaces), 1U);
  h.text(1, "1/a,");
  h.text(1, "0/b,");
  EXPECT_THAT(h.sent(1), SizeIs(1));
  EXPECT_EQ(h.server.of("/b").size(), 1U);
}

TEST(Connect, BoundsTheAuthPayload) {
  Harness h{{.max_auth_bytes = 10}};
  h.open(1);
  h.text(1, "0{\"token\":\"0123456789\"}");
  EXPECT_THAT(h.sent(1), ElementsAre("4{\"message\":\"Auth payload too long\"}"));
  EXPECT_EQ(h.count(LimitHit::auth_bytes), 1U);
}

TEST(Connect, RefusesNonsenseOptions) {
  test::SeededRandom random;
  EXPECT_THROW(Server({.connect_timeout = 0s}, random), std::invalid_argument);
  EXPECT_THROW(Server({.ack_timeout = -1s}, random), std::invalid_argument);
  EXPECT_THROW(Server({.max_namespaces = 0}, random), std::invalid_argument);
}

TEST(Middleware, LetsPassInOrder) {
  Harness h;
  std::string steps;
  h.server.use([&](Socket& socket, Next next) {
    EXPECT_FALSE(socket.connected());
    EXPECT_EQ(socket.auth().find("t")->integer(), 7);
    socket.data() = 42;
    socket.emit("lost");
    EXPECT_FALSE(socket.join("nowhere"));
    steps += 'a';
    next();
  });
  h.server.use([&](Socket&, Next next) {
    steps += 'b';
    next();
    next();  // counts once
  });
  h.server.on_connection([&](Socket& socket) {
    steps += 'c';
    EXPECT_EQ(std::any_cast<int>(socket.data()), 42);
  });
  h.open(1);
  h.text(1, "0{\"t\":7}");
  EXPECT_EQ(steps, "abc");
  EXPECT_THAT(h.sent(1), SizeIs(1));
}

TEST(Middleware, RefusesInTheWordsOfEachRevision) {
  Harness h;
  h.server.of("/m").use([](Socket&, Next next) { next.refuse("not \"you\""); });
  h.server.of("/d").use([](Socket&, Next next) { next.refuse("no", json::Raw{"{\"code\":1}"}); });
  h.server.of("/d").use([](Socket&, Next) { FAIL(); });
  h.join(1);
  h.text(1, "0/m,");
  h.text(1, "0/d,");
  EXPECT_THAT(h.sent(1),
              ElementsAre(R"(4/m,{"message":"not \"you\""})", R"(4/d,{"message":"no","data":{"code":1}})"));
  h.join(2, Revision::v4);
  h.text(2, "0/m,");
  h.text(2, "0/d,");
  EXPECT_THAT(h.sent(2), ElementsAre(R"(4/m,"not \"you\"")", R"(4/d,{"code":1})"));
  EXPECT_EQ(h.server.of("/m").size(), 0U);
  h.text(1, "0/m,");  // may try again
  EXPECT_THAT(h.sent(1), SizeIs(1));
}

class LaterMiddleware : public testing::Test {
 protected:
  LaterMiddleware() {
    h.server.use([this](Socket& socket, Next next) {
      waiting.push_back(std::move(next));
      sockets.push_back(socket.weak_from_this());
    });
    h.server.on_connection([this](Socket&) { ++connected; });
    h.open(1);
    h.text(1, "0");
  }

  Harness h{{.connect_timeout = 5s}};
  std::vector<Next> waiting;
  std::vector<std::weak_ptr<Socket>> sockets;
  int connected = 0;
};

TEST_F(LaterMiddleware, LetsPass) {
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.server.set_time(h.now += 4s);
  waiting[0]();
  EXPECT_THAT(h.sent(1), SizeIs(1));
  EXPECT_EQ(connected, 1);
  waiting[0]();
  EXPECT_EQ(connected, 1);
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST_F(LaterMiddleware, GoesOnToTheNext) {
  h.server.use([this](Socket&, Next next) { waiting.push_back(std::move(next)); });
  waiting[0]();
  EXPECT_EQ(connected, 1) << "the client is held to the middleware there was when it asked";
  h.open(2);
  h.text(2, "0");
  waiting[1]();
  EXPECT_EQ(connected, 1);
  waiting[2]();
  EXPECT_EQ(connected, 2);
}

TEST_F(LaterMiddleware, Refuses) {
  waiting[0].refuse("no");
  EXPECT_THAT(h.sent(1), ElementsAre("4{\"message\":\"no\"}"));
  waiting[0]();
  EXPECT_EQ(connected, 0);
  EXPECT_TRUE(sockets[0].expired());
}

TEST_F(LaterMiddleware, HasToAnswerInTime) {
  h.advance(5s - 1ms);
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.advance(1ms);
  EXPECT_THAT(h.sent(1), ElementsAre("4{\"message\":\"Connection timed out\"}", "closed"));
  EXPECT_EQ(h.count(LimitHit::middleware_timeout), 1U);
  waiting[0]();
  EXPECT_EQ(connected, 0);
}

TEST_F(LaterMiddleware, OutlivesTheClient) {
  h.close(1);
  waiting[0]();
  EXPECT_EQ(connected, 0);
  EXPECT_TRUE(sockets[0].expired());
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST_F(LaterMiddleware, ForgetsWhoLeavesOrAsksAnew) {
  h.text(1, "1");
  h.text(1, "0{\"again\":1}");
  h.text(1, "0{\"and\":\"again\"}");
  ASSERT_THAT(waiting, SizeIs(3));
  waiting[0]();
  waiting[1]();
  EXPECT_EQ(connected, 0);
  EXPECT_THAT(h.sent(1), IsEmpty());
  waiting[2]();
  EXPECT_EQ(connected, 1);
  EXPECT_EQ(h.server.of("/").size(), 1U);
}

TEST_F(LaterMiddleware, LetsNobodySpeakMeanwhile) {
  h.text(1, "2[\"message\"]");
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
  waiting[0]();
  EXPECT_EQ(connected, 0);
}

TEST_F(LaterMiddleware, MayDisconnect) {
  sockets[0].lock()->disconnect();
  EXPECT_THAT(h.sent(1), ElementsAre("4{\"message\":\"Refused\"}"));
  h.text(1, "0");
  sockets[1].lock()->disconnect(true);
  EXPECT_THAT(h.sent(1), ElementsAre("4{\"message\":\"Refused\"}"));
}

TEST(Middleware, OutlivesTheServer) {
  std::vector<Next> waiting;
  {
    Harness h;
    h.server.use([&](Socket&, Next next) { waiting.push_back(std::move(next)); });
    h.open(1);
    h.text(1, "0");
  }
  waiting[0]();
  waiting.pop_back();
}

}  // namespace
}  // namespace moim::socketio
