// Limits that change while people are there: what is beyond them stays, and nothing is added to it.
#include <string>

#include <gtest/gtest.h>

#include "rooms/support.h"

namespace moim::rooms {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

Rooms::Result ask(Rooms& rooms, std::string_view who, std::string_view room) {
  return rooms.join(id(who), {.room = room, .label = ""});
}

/// A room "r" with its host "h" and the guests "a", "b" and "c".
struct Limits : testing::Test {
  Rooms rooms{{}};

  void SetUp() override {
    for (const auto* who : {"h", "a", "b", "c"}) join(rooms, who, "r");
  }
  std::size_t inside() const { return rooms.find_room("r")->size(); }
};

TEST_F(Limits, ARoomWithMorePeopleThanItMayHoldKeepsThemAndIsFull) {
  rooms.set_options({.max_participants = 2});
  EXPECT_EQ(inside(), 4U);
  EXPECT_EQ(refused(ask(rooms, "d", "r")), Refusal::room_full);
  EXPECT_TRUE(ask(rooms, "a", "r")) << "who is inside is inside";
  EXPECT_EQ(lines(rooms.away(id("b"))).size(), 1U);
  EXPECT_TRUE(rooms.resume(id("b"), {.room = "r", .label = ""})) << "a seat is not lost by being away";
  for (const auto* who : {"a", "b"}) {
    lines(rooms.leave(id(who)));
    EXPECT_EQ(refused(ask(rooms, "d", "r")), Refusal::room_full);
  }
  lines(rooms.leave(id("c")));
  EXPECT_TRUE(ask(rooms, "d", "r"));
  EXPECT_EQ(inside(), 2U);
}

TEST_F(Limits, AHigherLimitLetsTheNextIn) {
  EXPECT_EQ(refused(ask(rooms, "d", "r")), Refusal::room_full);
  rooms.set_options({.max_participants = 5});
  EXPECT_TRUE(ask(rooms, "d", "r"));
  EXPECT_EQ(refused(ask(rooms, "e", "r")), Refusal::room_full);
}

TEST_F(Limits, WhoWaitsForAFullRoomGoesOnWaitingUntilAHostLetsThemIn) {
  lines(rooms.update_room(id("h"), {.lobby = true}));
  rooms.set_options({.max_participants = 5, .max_waiting = 2});
  for (const auto* who : {"x", "y"}) join(rooms, who, "r");
  rooms.set_options({.max_participants = 5, .max_waiting = 1});
  EXPECT_EQ(rooms.waiting_count(), 2U);
  EXPECT_EQ(refused(ask(rooms, "z", "r")), Refusal::too_many_waiting);
  EXPECT_TRUE(rooms.admit_all(id("h")));
  EXPECT_EQ(rooms.waiting_count(), 1U);
  rooms.set_options({.max_participants = 6});
  EXPECT_EQ(rooms.waiting_count(), 1U);
  EXPECT_TRUE(rooms.admit(id("h"), "y"));
}

TEST_F(Limits, RoomsBeyondTheLimitStayAndAreEntered) {
  join(rooms, "x", "s");
  rooms.set_options({.max_rooms = 1});
  EXPECT_EQ(rooms.room_count(), 2U);
  EXPECT_TRUE(ask(rooms, "y", "s"));
  EXPECT_EQ(refused(ask(rooms, "z", "t")), Refusal::too_many_rooms);
  EXPECT_EQ(refused(ask(rooms, "x", "t")), Refusal::too_many_rooms);
}

TEST_F(Limits, ALongLabelStaysUntilItIsChanged) {
  lines(rooms.update_state(id("a"), {.label = "a long label"}));
  rooms.set_options({.max_label = 4});
  EXPECT_EQ(rooms.find("a")->label, "a long label");
  EXPECT_TRUE(rooms.update_state(id("a"), {.microphone = false}));
  EXPECT_EQ(refused(rooms.update_state(id("a"), {.label = "longer"})), Refusal::label_length);
}

TEST_F(Limits, ChatBeyondASmallerMemoryGoesWhenSomebodyWritesInItsRoom) {
  const auto say = [this](std::string_view who) {
    lines(rooms.say(id(who), {.text = "text"}, kStart, kDay));
    return rooms.find(who)->room->chat_for(*rooms.find(who)).size();
  };
  join(rooms, "x", "s");
  for (int i = 0; i < 3; ++i) say("a");
  for (int i = 0; i < 3; ++i) say("x");
  rooms.set_options({.max_chat_bytes_in_all = 1});
  EXPECT_GT(rooms.chat_bytes(), 1U);
  EXPECT_EQ(say("a"), 0U) << "the other room's messages are more than all that may be kept";
  EXPECT_EQ(say("x"), 0U);
  EXPECT_EQ(rooms.chat_bytes(), 0U);
}

TEST_F(Limits, AnotherRateGivesEverybodyAWholeAllowance) {
  const auto say = [this] { return rooms.say(id("a"), {.text = "text"}, kStart, kDay); };
  rooms.set_options({.chat_rate = {1, 10}});
  for (int i = 0; i < 9; ++i) EXPECT_TRUE(say());
  // Nine of ten at one a second would be far more than ten at a hundred a second.
  rooms.set_options({.chat_rate = {100, 10}});
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(say());
  EXPECT_EQ(refused(say()), Refusal::too_fast);
  rooms.set_options({.max_participants = 9, .chat_rate = {100, 10}});
  EXPECT_EQ(refused(say()), Refusal::too_fast) << "the same rate gives nothing";
}

TEST(LimitsOfHosts, DemotionsBeyondASmallerLimitGoWithTheNext) {
  Rooms rooms{{.max_participants = 9}};
  for (const auto* who : {"h", "a", "b", "c", "d"}) join(rooms, who, "r");
  const auto demote = [&rooms](const char* who) {
    lines(rooms.set_role(id("h"), who, Role::host));
    lines(rooms.set_role(id("h"), who, Role::guest));
  };
  for (const auto* who : {"a", "b", "c"}) demote(who);
  rooms.set_options({.max_participants = 9, .max_bans = 1});
  EXPECT_EQ(rooms.forgotten()[Forgotten::demotion], 0U);
  demote("d");
  EXPECT_EQ(rooms.forgotten()[Forgotten::demotion], 3U);
}

}  // namespace
}  // namespace moim::rooms
