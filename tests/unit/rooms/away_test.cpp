// Seats whose connection is lost: held, taken back, given up.
#include <variant>

#include <gtest/gtest.h>

#include "rooms/support.h"

namespace moim::rooms {
namespace {

TEST(RoomsAway, TheOthersHearOfItOnce) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  EXPECT_EQ(lines(rooms.away(id("a"))), (Lines{"away a -> b"}));
  EXPECT_EQ(lines(rooms.away(id("a"))), Lines{});
  EXPECT_TRUE(rooms.find("a")->away);
  EXPECT_EQ(lines(rooms.back(id("a"))), (Lines{"back a -> b"}));
  EXPECT_EQ(lines(rooms.back(id("a"))), Lines{});
  EXPECT_FALSE(rooms.find("a")->away);
}

TEST(RoomsAway, NobodyIsAwayFromNowhere) {
  Rooms rooms{{}};
  EXPECT_EQ(lines(rooms.away(id("a"))), Lines{});
  EXPECT_EQ(lines(rooms.back(id("a"))), Lines{});
  EXPECT_EQ(rooms.member_count(), 0U);
}

TEST(RoomsAway, WhoDoesNotComeBackExpires) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  static_cast<void>(rooms.away(id("a")));
  EXPECT_EQ(lines(rooms.disconnect(id("a"))), (Lines{"exited a (expired) -> b", "state b -> b"}));
  EXPECT_EQ(lines(rooms.back(id("a"))), Lines{});
  EXPECT_EQ(rooms.find("a"), nullptr);
}

TEST(RoomsAway, ARoomOfWhomAllAreAwayStays) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  static_cast<void>(rooms.away(id("a")));
  EXPECT_EQ(rooms.room_count(), 1U);
  EXPECT_EQ(join(rooms, "b", "r"), (Lines{"snapshot b: a", "entered b -> a"}));
  static_cast<void>(rooms.disconnect(id("a")));
  static_cast<void>(rooms.disconnect(id("b")));
  EXPECT_EQ(rooms.room_count(), 0U);
}

TEST(RoomsAway, AnEmptySeatCountsAndIsKeptForItsOwner) {
  Rooms rooms{{.max_participants = 2}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  static_cast<void>(rooms.away(id("a")));
  EXPECT_EQ(refused(rooms.join(id("c"), {.room = "r", .label = ""})), Refusal::room_full);
  EXPECT_EQ(lines(rooms.resume(id("a"), {.room = "r", .label = ""})),
            (Lines{"snapshot a: b", "back a (fresh) -> b"}));
}

TEST(RoomsResume, TellsWhatChanged) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  static_cast<void>(rooms.away(id("a")));
  EXPECT_EQ(lines(rooms.resume(id("a"), {.room = "r", .label = "new", .state = {.camera = false}})),
            (Lines{"snapshot a: b", "back a (fresh) -> b", "state a -> b"}));
  EXPECT_EQ(rooms.find("a")->label, "new");
  EXPECT_FALSE(rooms.find("a")->state.camera);
}

TEST(RoomsResume, TakesASeatWhoseConnectionWasNotSeenToBreak) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  EXPECT_EQ(lines(rooms.resume(id("a"), {.room = "r", .label = ""})),
            (Lines{"snapshot a: b", "back a (fresh) -> b"}));
}

TEST(RoomsResume, WithoutASeatItIsAJoin) {
  Rooms rooms{{.max_participants = 2}};
  join(rooms, "b", "r");
  EXPECT_EQ(lines(rooms.resume(id("a"), {.room = "r", .label = ""})),
            (Lines{"snapshot a: b", "entered a -> b"}));
  EXPECT_EQ(refused(rooms.resume(id("c"), {.room = "r", .label = ""})), Refusal::room_full);
}

TEST(RoomsResume, FromAnotherRoomMoves) {
  Rooms rooms{{}};
  join(rooms, "a", "s");
  join(rooms, "b", "r");
  EXPECT_EQ(lines(rooms.resume(id("a"), {.room = "r", .label = ""})),
            (Lines{"exited a (moved) -> ", "snapshot a: b", "entered a -> b"}));
}

TEST(RoomsResume, ARefusedOneLeavesTheSeatAsItWas) {
  Rooms rooms{{.max_label = 2}};
  join(rooms, "a", "r");
  static_cast<void>(rooms.away(id("a")));
  EXPECT_EQ(refused(rooms.resume(id("a"), {.room = "r", .label = "long"})), Refusal::label_length);
  EXPECT_TRUE(rooms.find("a")->away);
}

TEST(RoomsCall, IsTheNameOfOneLifeOfARoom) {
  Rooms rooms{{}};
  static_cast<void>(rooms.join(id("a"), {.room = "r", .label = "", .call = "first"}));
  static_cast<void>(rooms.join(id("b"), {.room = "r", .label = "", .call = "not this"}));
  EXPECT_EQ(rooms.find("b")->room->call(), "first");
  static_cast<void>(rooms.disconnect(id("a")));
  EXPECT_EQ(rooms.find("b")->room->call(), "first");
  static_cast<void>(rooms.disconnect(id("b")));
  static_cast<void>(rooms.join(id("a"), {.room = "r", .label = "", .call = "second"}));
  EXPECT_EQ(rooms.find("a")->room->call(), "second");
}

}  // namespace
}  // namespace moim::rooms
