#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "rooms/support.h"

namespace moim::rooms {
namespace {

using namespace std::string_literals;

TEST(Rooms, TellsTheJoinerWhoIsThereAndTheOthersWhoCame) {
  Rooms rooms{{}};
  EXPECT_EQ(join(rooms, "a", "r"), (Lines{"snapshot a: ", "entered a -> "}));
  EXPECT_EQ(join(rooms, "b", "r"), (Lines{"snapshot b: a", "entered b -> a"}));
  EXPECT_EQ(join(rooms, "c", "r"), (Lines{"snapshot c: a,b", "entered c -> a,b"}));
  EXPECT_EQ(join(rooms, "d", "other"), (Lines{"snapshot d: ", "entered d -> "}));
  EXPECT_EQ(rooms.room_count(), 2U);
  EXPECT_EQ(rooms.member_count(), 4U);
}

TEST(Rooms, KeepsLabelAndStateOfTheJoin) {
  Rooms rooms{{}};
  const ParticipantState state{.microphone = false, .camera = true, .screen = true};
  ASSERT_TRUE(rooms.join(id("a"), {.room = "방", .label = "민수", .state = state}));
  const Member* member = rooms.find("a");
  ASSERT_NE(member, nullptr);
  EXPECT_EQ(member->label, "민수");
  EXPECT_EQ(member->state, state);
  EXPECT_EQ(member->room->id(), "방");
}

TEST(Rooms, JoiningTheSameRoomAgainAnswersAndChangesNothing) {
  Rooms rooms{{.max_participants = 3}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  join(rooms, "c", "r");
  const auto again = rooms.join(id("b"), {.room = "r", .label = "new", .state = {.microphone = false}});
  EXPECT_EQ(lines(again), (Lines{"snapshot b: a,c"}));
  EXPECT_EQ(rooms.find("b")->label, "");
  EXPECT_EQ(rooms.find("b")->state, ParticipantState{});
  EXPECT_EQ(names(rooms.find("b")->room->roster()), "a,b,c");
}

TEST(Rooms, JoiningAnotherRoomLeavesTheFirst) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  join(rooms, "c", "s");
  EXPECT_EQ(join(rooms, "a", "s"),
            (Lines{"exited a (moved) -> b", "state b -> b", "snapshot a: c", "entered a -> c"}));
  EXPECT_EQ(join(rooms, "b", "s"), (Lines{"exited b (moved) -> ", "snapshot b: c,a", "entered b -> c,a"}));
  EXPECT_EQ(rooms.room_count(), 1U);
}

TEST(Rooms, CapacityHoldsExactlyAndARefusedJoinKeepsTheSeat) {
  Rooms rooms{{.max_participants = 2}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  join(rooms, "c", "s");
  EXPECT_EQ(refused(rooms.join(id("c"), {.room = "r", .label = ""})), Refusal::room_full);
  EXPECT_EQ(refused(rooms.join(id("d"), {.room = "r", .label = ""})), Refusal::room_full);
  EXPECT_EQ(rooms.find("c")->room->id(), "s");
  EXPECT_EQ(rooms.find("d"), nullptr);

  ASSERT_TRUE(rooms.leave(id("a")));
  EXPECT_EQ(join(rooms, "d", "r"), (Lines{"snapshot d: b", "entered d -> b"}));
}

TEST(Rooms, CountsRooms) {
  Rooms rooms{{.max_rooms = 2}};
  join(rooms, "a", "1");
  join(rooms, "b", "2");
  join(rooms, "c", "2");
  EXPECT_EQ(refused(rooms.join(id("d"), {.room = "3", .label = ""})), Refusal::too_many_rooms);
  EXPECT_EQ(refused(rooms.join(id("b"), {.room = "3", .label = ""})), Refusal::too_many_rooms);
  // The room that "a" is alone in makes way for the new one.
  EXPECT_EQ(join(rooms, "a", "3"), (Lines{"exited a (moved) -> ", "snapshot a: ", "entered a -> "}));
  EXPECT_EQ(rooms.room_count(), 2U);
}

TEST(Rooms, LeavesNothingBehind) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  EXPECT_EQ(lines(rooms.leave(id("a"))), (Lines{"exited a (left) -> b", "state b -> b"}));
  EXPECT_EQ(refused(rooms.leave(id("a"))), Refusal::not_in_room);
  EXPECT_EQ(lines(rooms.disconnect(id("a"))), Lines{});
  EXPECT_EQ(lines(rooms.disconnect(id("b"))), (Lines{"exited b (disconnected) -> "}));
  EXPECT_EQ(lines(rooms.disconnect(id("b"))), Lines{});
  EXPECT_EQ(rooms.room_count(), 0U);
  EXPECT_EQ(rooms.member_count(), 0U);
}

TEST(Rooms, AnExitStillNamesTheRoomThatClosed) {
  Rooms rooms{{}};
  ASSERT_TRUE(
      rooms.join(id("a"), {.room = "a room that has a long name", .label = "somebody with a long name"}));
  const Effects effects = rooms.disconnect(id("a"));
  ASSERT_EQ(effects.size(), 1U);
  const auto& exited = std::get<Exited>(effects[0]);
  EXPECT_EQ(exited.who->room->id(), "a room that has a long name");
  EXPECT_EQ(exited.who->label, "somebody with a long name");
}

TEST(Rooms, AnyTextNamesARoomByItsBytes) {
  const std::string decomposed = "\u1100\u1161";  // the same syllable as "가" to a reader, other bytes
  const std::vector<std::string> ids = {
      "__proto__", "constructor", "가", decomposed, "👩‍👩‍👧", " ", "\n", "a\0b"s,
      "\0"s,       "a",           "A",  "../..",    std::string(128, 'x')};
  Rooms rooms{{}};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(join(rooms, "m" + std::to_string(i), ids[i]).front(), "snapshot m" + std::to_string(i) + ": ");
  }
  EXPECT_EQ(rooms.room_count(), ids.size());
}

TEST(Rooms, RefusesTextBeyondItsLimits) {
  Rooms rooms{{}};
  const std::string most(128, 'x');
  const std::string more(129, 'x');
  EXPECT_EQ(refused(rooms.join(id("a"), {.room = "", .label = ""})), Refusal::room_id_length);
  EXPECT_EQ(refused(rooms.join(id("a"), {.room = more, .label = ""})), Refusal::room_id_length);
  EXPECT_EQ(refused(rooms.join(id("a"), {.room = "r", .label = more})), Refusal::label_length);
  ASSERT_TRUE(rooms.join(id("a"), {.room = most, .label = most}));
  EXPECT_EQ(refused(rooms.update_state(id("a"), {.label = more})), Refusal::label_length);
  EXPECT_EQ(rooms.find("a")->label, most);
}

TEST(Rooms, UpdatesWhatIsNamedAndTellsTheOthersOnce) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  EXPECT_EQ(lines(rooms.update_state(id("a"), {.microphone = false})), (Lines{"state a -> b"}));
  EXPECT_EQ(rooms.find("a")->state, (ParticipantState{.microphone = false}));
  EXPECT_EQ(lines(rooms.update_state(id("a"), {.screen = true, .label = "A"})), (Lines{"state a -> b"}));
  EXPECT_EQ(rooms.find("a")->state, (ParticipantState{.microphone = false, .screen = true}));
  EXPECT_EQ(rooms.find("a")->label, "A");
  EXPECT_EQ(lines(rooms.update_state(id("a"), {.microphone = false, .label = "A"})), Lines{});
  EXPECT_EQ(lines(rooms.update_state(id("a"), {})), Lines{});
  EXPECT_EQ(refused(rooms.update_state(id("c"), {})), Refusal::not_in_room);
}

TEST(Rooms, RelaysOnlyWithinTheRoom) {
  Rooms rooms{{}};
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  join(rooms, "c", "s");
  struct Case {
    std::string_view from, to;
    std::expected<std::string_view, Refusal> expected;
  };
  const Case cases[] = {
      {"a", "b", "b"},
      {"b", "a", "a"},
      {"a", "a", std::unexpected{Refusal::self_addressed}},
      {"a", "c", std::unexpected{Refusal::no_such_member}},
      {"a", "nobody", std::unexpected{Refusal::no_such_member}},
      {"a", "", std::unexpected{Refusal::no_such_member}},
      {"stranger", "a", std::unexpected{Refusal::not_in_room}},
      {"stranger", "stranger", std::unexpected{Refusal::not_in_room}},
  };
  std::map<std::string_view, Sighting> sightings;
  for (const Case& test : cases) {
    const auto path = rooms.relay_path({test.from, sightings[test.from]}, {test.to, sightings[test.to]});
    ASSERT_EQ(path.has_value(), test.expected.has_value()) << test.from << " -> " << test.to;
    if (path) {
      EXPECT_EQ(path->from->id.view(), test.from);
      EXPECT_EQ(path->to->id.view(), *test.expected);
    } else {
      EXPECT_EQ(path.error(), test.expected.error()) << test.from << " -> " << test.to;
    }
  }
  ASSERT_TRUE(rooms.leave(id("b")));
  const auto gone = rooms.relay_path({"a", sightings["a"]}, {"b", sightings["b"]});
  EXPECT_EQ(gone.error(), Refusal::no_such_member) << "where b was seen last does not count any more";
}

}  // namespace
}  // namespace moim::rooms
