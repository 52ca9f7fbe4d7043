// Seats whose connection is lost, in every order of events: held, taken back, taken over, given up.
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"
#include "signaling/seat_token.h"

namespace moim::signaling {
namespace {

using namespace std::chrono_literals;
using socketio::Revision;
using socketio::TransportClose;

struct Seated {
  std::string id;
  std::string seat;
  std::string call;
};

Seated join(Client& client, const std::string& payload) {
  const std::string answer = client.request("join_room", payload);
  client.take();
  return {field(answer, "id"), field(answer, "seat"), field(answer, "call")};
}

Seated join(Client& client) { return join(client, R"({"room":"r","email":"a"})"); }

std::string resume(Client& client, const std::string& seat, const std::string& room = "r",
                   const std::string& rest = R"(,"email":"a")") {
  return client.request("join_room", R"({"room":")" + room + R"(","resume":")" + seat + "\"" + rest + "}");
}

std::string flag(std::string_view object, std::string_view name) {
  return std::string{json::View{object}.find(name).value_or(json::View{}).text()};
}

std::string event(std::string_view name, std::string_view id, std::string_view more = "") {
  return "2[\"" + std::string{name} + "\",{\"id\":\"" + std::string{id} + "\"" + std::string{more} + "}]";
}

/// Two in a room; `a` came with an acknowledgement, so it has a token.
struct Pair {
  explicit Pair(const Options& options = {}) : site{options}, a{site}, b{site} {
    b_id = b.join("r", "b");
    seated = join(a);
    b.take();
  }
  Site site;
  Client a;
  Client b;
  Seated seated;
  std::string b_id;
};

TEST(SignalingSeats, ALostConnectionIsToldAndThenOver) {
  Pair pair;
  pair.a.disconnect();
  EXPECT_EQ(pair.b.take(), (Packets{event("user_away", pair.seated.id)}));
  EXPECT_EQ(pair.site.signaling.statistics().away, 1U);
  pair.site.advance(15s - 1ms);
  EXPECT_EQ(pair.b.take(), Packets{});
  pair.site.advance(1ms);
  EXPECT_EQ(pair.b.take(), (Packets{event("user_exit", pair.seated.id)}));
  EXPECT_EQ(pair.site.signaling.statistics().away, 0U);
  EXPECT_EQ(pair.site.signaling.statistics().seats[SeatEvent::expired], 1U);
  EXPECT_EQ(pair.site.signaling.next_deadline(), base::kNever);
}

TEST(SignalingSeats, ATokenTakesTheSeatBack) {
  Pair pair;
  pair.a.disconnect();
  pair.b.take();
  pair.site.advance(14s);
  Client again{pair.site};
  const std::string answer = resume(again, pair.seated.seat);
  EXPECT_EQ(field(answer, "id"), pair.seated.id);
  EXPECT_EQ(flag(answer, "resumed"), "true");
  EXPECT_EQ(field(answer, "call"), pair.seated.call);
  EXPECT_EQ(again.take(), (Packets{"2[\"all_users\",[" + user(pair.b_id, "b", "host") + "]]"}));
  EXPECT_EQ(pair.b.take(), (Packets{event("user_back", pair.seated.id, R"(,"fresh":true)")}));
  pair.site.advance(1h);
  EXPECT_EQ(pair.b.take(), Packets{});

  // And it is a seat like any other: messages arrive, a loss is told.
  pair.b.emit("offer", R"({"sdp":1,"offerReceiveID":")" + pair.seated.id + "\"}");
  EXPECT_EQ(again.take().size(), 1U);
  again.disconnect();
  EXPECT_EQ(pair.b.take(), (Packets{event("user_away", pair.seated.id)}));
}

TEST(SignalingSeats, WhatChangedMeanwhileIsTold) {
  Pair pair;
  pair.a.disconnect();
  pair.b.take();
  Client again{pair.site};
  resume(again, pair.seated.seat, "r", R"(,"email":"new","state":{"camera":false})");
  EXPECT_EQ(
      pair.b.take(),
      (Packets{
          event("user_back", pair.seated.id, R"(,"fresh":true)"),
          event(
              "user_state", pair.seated.id,
              R"(,"email":"new","state":{"microphone":true,"camera":false,"screen":false,"recording":false},)"
              R"("role":"guest","hand":0)")}));
}

TEST(SignalingSeats, WhoComesMeanwhileSeesWhoIsAway) {
  Pair pair;
  pair.a.disconnect();
  Client c{pair.site};
  const std::string answer = c.request("join_room", R"({"room":"r"})");
  EXPECT_NE(answer.find(R"("hand":0,"away":true})"), std::string::npos);
}

TEST(SignalingSeats, MessagesToSomebodyAwayAreNoErrors) {
  Pair pair;
  pair.a.disconnect();
  EXPECT_EQ(
      pair.b.request("candidate", R"({"candidate":null,"candidateReceiveID":")" + pair.seated.id + "\"}"),
      R"({"ok":true})");
}

TEST(SignalingSeats, TheWindowCountsFromWhenSomebodyWasHeard) {
  Pair pair;
  pair.site.advance(20s);
  pair.a.disconnect(TransportClose::ping_timeout, pair.site.now - 9s);
  pair.b.take();
  pair.site.advance(6s);
  EXPECT_EQ(pair.b.take(), (Packets{event("user_exit", pair.seated.id)}));
}

TEST(SignalingSeats, WhoWasNotHeardForTheWholeWindowIsGoneAtOnce) {
  Pair pair;
  pair.site.advance(20s);
  pair.a.disconnect(TransportClose::ping_timeout, pair.site.now - 15s);
  EXPECT_EQ(pair.b.take(), (Packets{event("user_exit", pair.seated.id)}));
}

TEST(SignalingSeats, APageThatGoesIsGoneSoon) {
  Pair pair;
  pair.a.disconnect(TransportClose::going_away);
  EXPECT_EQ(pair.b.take(), (Packets{event("user_away", pair.seated.id)}));
  pair.site.advance(800ms);
  EXPECT_EQ(pair.b.take(), (Packets{event("user_exit", pair.seated.id)}));
}

TEST(SignalingSeats, AGoodbyeGivesTheSeatUpAtOnce) {
  Pair pair;
  pair.a.send("1");
  EXPECT_EQ(pair.b.take(), (Packets{event("user_exit", pair.seated.id)}));
  EXPECT_EQ(pair.site.signaling.next_deadline(), base::kNever);
}

TEST(SignalingSeats, ARoomLeftHasNoSeatToHold) {
  Pair pair;
  pair.a.emit("leave_room");
  pair.b.take();
  pair.a.disconnect();
  EXPECT_EQ(pair.b.take(), Packets{});
  EXPECT_EQ(pair.site.signaling.next_deadline(), base::kNever);
}

TEST(SignalingSeats, ABaseClientGoesWithItsConnection) {
  for (const Revision revision : {Revision::v4, Revision::v5}) {
    Site site;
    Client stays{site, revision};
    stays.emit("join_room", R"({"room":"r","email":"stays"})");
    Client goes{site, revision};
    goes.emit("join_room", R"({"room":"r","email":"goes"})");
    stays.take();
    goes.disconnect();
    const Packets heard = stays.take();
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_TRUE(heard[0].starts_with(R"(2["user_exit",)"));
  }
}

TEST(SignalingSeats, WhoBrokeTheProtocolHasNoneToComeBackTo) {
  Pair pair;
  pair.a.send("2{");
  EXPECT_EQ(pair.b.take(), (Packets{event("user_exit", pair.seated.id)}));
}

TEST(SignalingSeats, AFullRoomKeepsThePlaceOfWhoIsAway) {
  Pair pair{{.rooms = {.max_participants = 2}}};
  pair.a.disconnect();
  pair.b.take();
  Client c{pair.site};
  EXPECT_NE(c.request("join_room", R"({"room":"r"})").find("room_full"), std::string::npos);
  Client again{pair.site};
  EXPECT_EQ(flag(resume(again, pair.seated.seat), "resumed"), "true");
  EXPECT_EQ(pair.b.take().size(), 1U);
}

TEST(SignalingSeats, ASecondConnectionTakesTheSeatAndNobodyHearsOfAnExit) {
  Pair pair;
  Client second{pair.site};
  const std::string answer = resume(second, pair.seated.seat);
  EXPECT_EQ(field(answer, "id"), pair.seated.id);
  EXPECT_EQ(flag(answer, "resumed"), "true");
  EXPECT_EQ(pair.a.take(), (Packets{R"(2["seat_taken"])"}));
  EXPECT_EQ(pair.b.take(), (Packets{event("user_back", pair.seated.id, R"(,"fresh":true)")}));
  // The first is in no room now, and its end is nobody's business.
  EXPECT_NE(pair.a.request("leave_room").find("not_in_room"), std::string::npos);
  pair.a.disconnect();
  EXPECT_EQ(pair.b.take(), Packets{});
  EXPECT_EQ(second.take().size(), 1U);
}

TEST(SignalingSeats, TheOneThatLostItsSeatMayTakeAnother) {
  Pair pair;
  Client second{pair.site};
  resume(second, pair.seated.seat);
  pair.a.take();
  pair.b.take();
  const Seated other = join(pair.a);
  EXPECT_NE(other.id, pair.seated.id);
  EXPECT_EQ(pair.b.take(), (Packets{"2[\"user_enter\"," + user(other.id, "a") + "]"}));
}

TEST(SignalingSeats, ResumingTwiceLeavesOneSeat) {
  Pair pair;
  pair.a.disconnect();
  Client second{pair.site};
  Client third{pair.site};
  resume(second, pair.seated.seat);
  resume(third, pair.seated.seat);
  EXPECT_EQ(second.take().back(), R"(2["seat_taken"])");
  EXPECT_EQ(pair.site.signaling.statistics().members, 2U);
  second.disconnect();
  pair.b.take();
  third.disconnect();
  EXPECT_EQ(pair.b.take(), (Packets{event("user_away", pair.seated.id)}));
}

TEST(SignalingSeats, DroppingAgainBeginsTheWindowAnew) {
  Pair pair;
  pair.a.disconnect();
  pair.site.advance(10s);
  Client again{pair.site};
  resume(again, pair.seated.seat);
  again.disconnect();
  pair.b.take();
  pair.site.advance(14s);
  EXPECT_EQ(pair.b.take(), Packets{});
  pair.site.advance(1s);
  EXPECT_EQ(pair.b.take(), (Packets{event("user_exit", pair.seated.id)}));
}

TEST(SignalingSeats, AfterTheWindowItEntersAnewAsTheSame) {
  Pair pair;
  pair.a.disconnect();
  pair.site.advance(15s);
  pair.b.take();
  Client again{pair.site};
  const std::string answer = resume(again, pair.seated.seat);
  EXPECT_EQ(field(answer, "id"), pair.seated.id);
  EXPECT_EQ(pair.b.take(), (Packets{"2[\"user_enter\"," + user(pair.seated.id, "a") + "]"}));
}

TEST(SignalingSeats, AtTheVeryEndOfTheWindowWhoeverIsFirstDecides) {
  Pair pair;
  pair.a.disconnect();
  pair.b.take();
  pair.site.now += 15s;  // the timer has not been seen to
  Client again{pair.site};
  resume(again, pair.seated.seat);
  pair.site.advance(0s);
  EXPECT_EQ(pair.b.take(), (Packets{event("user_back", pair.seated.id, R"(,"fresh":true)")}));
}

TEST(SignalingSeats, AnotherRunOfTheServerKnowsTheToken) {
  Pair before;
  Site after;
  Client again{after};
  const std::string answer = resume(again, before.seated.seat);
  EXPECT_EQ(field(answer, "id"), before.seated.id);
  EXPECT_EQ(flag(answer, "resumed"), "true");
  EXPECT_NE(field(answer, "call"), "");
}

TEST(SignalingSeats, ATokenThatIsNoneIsAsIfAbsent) {
  Pair pair;
  const std::string foreign = seal({.room = "r", .id = "x", .call = "", .expires = WallTime::max()},
                                   crypto::Sealer{std::string(32, 'K')});
  const std::string other_room = seal({.room = "s", .id = "x", .call = "", .expires = WallTime::max()},
                                      crypto::Sealer{std::string(32, 'k')});
  const std::string long_one = pair.seated.seat + std::string(5'000, 'A');
  for (const std::string& seat :
       {std::string{"nonsense"}, foreign, other_room, long_one, pair.seated.seat.substr(1)}) {
    Client client{pair.site};
    const std::string answer = resume(client, seat);
    EXPECT_EQ(flag(answer, "resumed"), "false");
    EXPECT_NE(field(answer, "id"), pair.seated.id);
    EXPECT_NE(field(answer, "id"), "x");
    client.request("leave_room");
  }
  EXPECT_EQ(pair.site.signaling.statistics().seats[SeatEvent::refused], 5U);
  Client odd{pair.site};
  EXPECT_EQ(flag(odd.request("join_room", R"({"room":"r","resume":7})"), "resumed"), "false");
}

TEST(SignalingSeats, ATokenIsGoodForADay) {
  Pair pair;
  pair.a.send("1");
  pair.site.advance(kSeatTokenLife - 1ms);
  Client late{pair.site};
  EXPECT_EQ(field(resume(late, pair.seated.seat), "id"), pair.seated.id);
  late.send("1");
  pair.site.advance(1ms);
  Client too_late{pair.site};
  EXPECT_NE(field(resume(too_late, pair.seated.seat), "id"), pair.seated.id);
}

TEST(SignalingSeats, WhoSitsElsewhereTakesNoOtherSeat) {
  Pair pair;
  Client c{pair.site};
  const std::string c_id = c.join("s", "c");
  EXPECT_EQ(field(resume(c, pair.seated.seat), "id"), c_id);
  EXPECT_EQ(pair.a.take().size(), 1U);  // user_enter
}

TEST(SignalingSeats, OnesOwnTokenTellsTheStateAnew) {
  Pair pair;
  const std::string answer = resume(pair.a, pair.seated.seat, "r", R"(,"email":"new")");
  EXPECT_EQ(field(answer, "id"), pair.seated.id);
  EXPECT_EQ(flag(answer, "resumed"), "true");
  EXPECT_EQ(pair.b.take().size(), 2U);  // back, and the new label
  EXPECT_EQ(pair.a.take().size(), 1U);  // all_users; nobody took a seat
}

TEST(SignalingSeats, AShutdownHoldsNothing) {
  Pair pair;
  pair.site.server.shut_down();
  EXPECT_EQ(pair.site.signaling.statistics().members, 0U);
  EXPECT_EQ(pair.site.signaling.next_deadline(), base::kNever);
}

TEST(SignalingSeats, ComingBackIsObserved) {
  Pair pair;
  pair.a.disconnect();
  Client again{pair.site};
  resume(again, pair.seated.seat);
  again.disconnect();
  pair.site.advance(15s);
  EXPECT_EQ(pair.site.diary.lines,
            (std::vector<std::string>{"b entered r of 1", "a entered r of 2", "a away", "a back", "a away",
                                      "a exited r of 1: expired"}));
}

}  // namespace
}  // namespace moim::signaling
