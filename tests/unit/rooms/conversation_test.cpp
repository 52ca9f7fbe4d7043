// Roles, sharing, hands, chat and reactions.
#include <string>

#include <gtest/gtest.h>

#include "rooms/support.h"

namespace moim::rooms {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

/// A room "r" with its host "h" and the guests "a" and "b".
struct Conversation : testing::Test {
  Rooms rooms{{}};
  base::TimePoint now = kStart;

  void SetUp() override {
    for (const auto* who : {"h", "a", "b"}) join(rooms, who, "r");
  }
  Rooms::Result say(std::string_view who, std::string_view text, std::string_view key = "") {
    return rooms.say(id(who), {.text = text, .key = key}, now, kDay);
  }
  std::string seen_by(std::string_view who) const {
    const Member& member = *rooms.find(who);
    std::string out;
    for (const ChatMessage& message : member.room->chat_for(member)) out += message.text + ";";
    return out;
  }
};

TEST_F(Conversation, OnlyHostsHaveASay) {
  const MemberId a = id("a");
  EXPECT_EQ(refused(rooms.update_room(a, {.locked = true})), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.remove_user(a, "h")), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.ask_state(a, "b", Source::microphone, false)), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.set_role(a, "a", Role::host)), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.admit_all(a)), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.deny_all(a)), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.deny(a, "x")), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.lower_hand(a, "b")), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.lower_all_hands(a)), Refusal::not_allowed);
  EXPECT_EQ(rooms.hosted_by(a).error(), Refusal::not_allowed);
  EXPECT_EQ(rooms.hosted_by(id("nobody")).error(), Refusal::not_in_room);
  EXPECT_EQ((*rooms.hosted_by(id("h")))->id(), "r");
  EXPECT_EQ(refused(rooms.update_room(id("nobody"), {})), Refusal::not_in_room);
}

TEST_F(Conversation, HostsReachOnlyTheirOwnRoom) {
  join(rooms, "x", "other");
  EXPECT_EQ(refused(rooms.remove_user(id("x"), "a")), Refusal::no_such_member);
  EXPECT_EQ(refused(rooms.ask_state(id("x"), "a", Source::camera, false)), Refusal::no_such_member);
  EXPECT_EQ(refused(rooms.set_role(id("x"), "a", Role::host)), Refusal::no_such_member);
  EXPECT_EQ(refused(rooms.lower_hand(id("x"), "a")), Refusal::no_such_member);
  EXPECT_EQ(refused(rooms.remove_user(id("h"), "h")), Refusal::self_addressed);
  EXPECT_EQ(refused(rooms.ask_state(id("h"), "h", Source::camera, false)), Refusal::self_addressed);
}

TEST_F(Conversation, TheLastHostStaysOne) {
  EXPECT_EQ(refused(rooms.set_role(id("h"), "h", Role::guest)), Refusal::last_host);
  EXPECT_EQ(lines(rooms.set_role(id("h"), "a", Role::host)), (Lines{"state a -> h,a,b"}));
  EXPECT_EQ(lines(rooms.set_role(id("h"), "a", Role::host)), Lines{});
  EXPECT_EQ(lines(rooms.set_role(id("h"), "h", Role::guest)), (Lines{"state h -> h,a,b"}));
}

TEST_F(Conversation, SettingsAreToldOnceToAll) {
  EXPECT_EQ(lines(rooms.update_room(id("h"), {.chat = Audience::hosts})), (Lines{"settings -> h,a,b"}));
  EXPECT_EQ(lines(rooms.update_room(id("h"), {.chat = Audience::hosts})), Lines{});
}

TEST_F(Conversation, AskingReachesOne) {
  EXPECT_EQ(lines(rooms.ask_state(id("h"), "a", Source::microphone, false)), (Lines{"asked a off by h"}));
  EXPECT_EQ(lines(rooms.ask_state(id("h"), "a", Source::microphone, true)), (Lines{"asked a on by h"}));
  EXPECT_TRUE(rooms.find("a")->state.microphone);
}

TEST_F(Conversation, ScreensOfGuestsEndWhereOnlyHostsShare) {
  ASSERT_TRUE(rooms.update_state(id("a"), {.screen = true}));
  ASSERT_TRUE(rooms.update_state(id("h"), {.screen = true}));
  EXPECT_EQ(lines(rooms.update_room(id("h"), {.share = Audience::hosts})),
            (Lines{"settings -> h,a,b", "state a -> h,a,b", "asked a off by h"}));
  EXPECT_FALSE(rooms.find("a")->state.screen);
  EXPECT_TRUE(rooms.find("h")->state.screen);
  EXPECT_EQ(refused(rooms.update_state(id("a"), {.screen = true})), Refusal::not_allowed);
  ASSERT_TRUE(rooms.join(id("c"), {.room = "r", .label = "", .state = {.screen = true}}));
  EXPECT_FALSE(rooms.find("c")->state.screen);
  ASSERT_TRUE(rooms.resume(id("a"), {.room = "r", .label = "", .state = {.screen = true}}));
  EXPECT_FALSE(rooms.find("a")->state.screen);
  ASSERT_TRUE(rooms.set_role(id("h"), "a", Role::host));
  ASSERT_TRUE(rooms.update_state(id("a"), {.screen = true}));
  EXPECT_EQ(lines(rooms.set_role(id("h"), "a", Role::guest)),
            (Lines{"state a -> h,a,b,c", "state a -> h,a,b,c", "asked a off by h"}));
}

TEST_F(Conversation, HandsAreNumberedAsTheyGoUp) {
  EXPECT_EQ(lines(rooms.raise_hand(id("b"), true)), (Lines{"state b -> h,a,b"}));
  ASSERT_TRUE(rooms.raise_hand(id("a"), true));
  EXPECT_LT(rooms.find("b")->hand, rooms.find("a")->hand);
  EXPECT_EQ(lines(rooms.raise_hand(id("b"), true)), Lines{});
  EXPECT_EQ(lines(rooms.raise_hand(id("b"), false)), (Lines{"state b -> h,a,b"}));
  ASSERT_TRUE(rooms.raise_hand(id("b"), true));
  EXPECT_GT(rooms.find("b")->hand, rooms.find("a")->hand);
  EXPECT_EQ(lines(rooms.lower_hand(id("h"), "a")), (Lines{"state a -> h,a,b"}));
  EXPECT_EQ(lines(rooms.lower_hand(id("h"), "a")), Lines{});
  EXPECT_EQ(lines(rooms.lower_all_hands(id("h"))), (Lines{"state b -> h,a,b"}));
  EXPECT_EQ(rooms.find("b")->hand, 0U);
}

TEST_F(Conversation, ChatReachesTheOthersInOrder) {
  EXPECT_EQ(lines(say("a", "hello")), (Lines{"a said 1 hello -> h,b"}));
  EXPECT_EQ(lines(say("h", "hi")), (Lines{"h said 2 hi -> a,b"}));
  EXPECT_EQ(refused(say("nobody", "x")), Refusal::not_in_room);
}

TEST_F(Conversation, ChatIsCountedInCodePoints) {
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "👩";
  EXPECT_TRUE(say("a", text));
  EXPECT_EQ(refused(say("a", text + "x")), Refusal::chat_length);
  EXPECT_EQ(refused(say("a", "")), Refusal::chat_length);
  EXPECT_TRUE(say("a", "\0\u202e"s));
}

TEST_F(Conversation, TheSameMessageAgainIsSaidOnce) {
  EXPECT_EQ(lines(say("a", "hello", "k1")), (Lines{"a said 1 hello -> h,b"}));
  EXPECT_EQ(lines(say("a", "hello", "k1")), (Lines{"a said 1 hello -> "}));
  EXPECT_EQ(lines(say("a", "hello", "k2")), (Lines{"a said 2 hello -> h,b"}));
  EXPECT_EQ(refused(say("a", "hello", std::string(65, 'k'))), Refusal::chat_key_length);
}

TEST_F(Conversation, ChatObeysTheRules) {
  ASSERT_TRUE(rooms.update_room(id("h"), {.chat = Audience::hosts}));
  EXPECT_EQ(refused(say("a", "x")), Refusal::not_allowed);
  EXPECT_TRUE(say("h", "x"));
  ASSERT_TRUE(rooms.update_room(id("h"), {.chat = Audience::nobody}));
  EXPECT_EQ(refused(say("h", "x")), Refusal::not_allowed);
}

TEST_F(Conversation, ChatIsNotFasterThanItsRate) {
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(say("a", "x"));
  EXPECT_EQ(refused(say("a", "x")), Refusal::too_fast);
  EXPECT_TRUE(say("b", "x"));
  now += 500ms;
  EXPECT_TRUE(say("a", "x"));
  EXPECT_EQ(refused(say("a", "x")), Refusal::too_fast);
}

TEST_F(Conversation, WhoComesLateSeesWhatTheRoomSays) {
  ASSERT_TRUE(say("a", "early"));
  join(rooms, "late", "r");
  EXPECT_EQ(seen_by("late"), "");
  ASSERT_TRUE(say("a", "late"));
  EXPECT_EQ(seen_by("late"), "late;");
  EXPECT_EQ(seen_by("b"), "early;late;");
  ASSERT_TRUE(rooms.update_room(id("h"), {.history = true}));
  EXPECT_EQ(seen_by("late"), "early;late;");
}

TEST(ChatMemory, ForgetsTheOldestFirst) {
  Rooms rooms{{.max_chat_messages = 2}};
  join(rooms, "h", "r");
  for (const auto* text : {"1", "2", "3"}) ASSERT_TRUE(rooms.say(id("h"), {.text = text}, kStart, kDay));
  const Member& host = *rooms.find("h");
  std::string kept;
  for (const ChatMessage& message : host.room->chat_for(host)) kept += message.text;
  EXPECT_EQ(kept, "23");
  EXPECT_EQ(rooms.forgotten()[Forgotten::chat_message], 1U);
}

TEST(ChatMemory, IsBoundedInEachRoom) {
  Rooms rooms{{.max_chat_bytes = 2'500, .chat_rate = {}}};
  for (const auto* who : {"a", "b"}) {
    join(rooms, who, who);
    for (int i = 0; i < 3; ++i)
      ASSERT_TRUE(rooms.say(id(who), {.text = std::string(1'000, 'x')}, kStart, kDay));
  }
  EXPECT_EQ(rooms.forgotten()[Forgotten::chat_message], 2U);
  EXPECT_GT(rooms.chat_bytes(), 2U * 2'000);
  EXPECT_LE(rooms.chat_bytes(), 2U * 2'500);
}

TEST(ChatMemory, IsBoundedInAllRoomsTogether) {
  const std::string text(1'000, 'x');
  Rooms rooms{{.max_chat_bytes_in_all = 2'500}};
  join(rooms, "a", "1");
  join(rooms, "b", "2");
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(rooms.say(id("a"), {.text = text}, kStart, kDay));
    EXPECT_LE(rooms.chat_bytes(), 2'500U);
  }
  EXPECT_GT(rooms.chat_bytes(), 1'000U);
  // What cannot be kept is said all the same.
  EXPECT_EQ(lines(rooms.say(id("b"), {.text = text}, kStart, kDay)).size(), 1U);
  EXPECT_EQ(rooms.forgotten()[Forgotten::chat_message], 2U);
  EXPECT_LE(rooms.chat_bytes(), 2'500U);
  ASSERT_TRUE(rooms.leave(id("a")));
  ASSERT_TRUE(rooms.leave(id("b")));
  EXPECT_EQ(rooms.chat_bytes(), 0U);
}

TEST_F(Conversation, ReactionsAreThreeASecond) {
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(lines(rooms.react(id("a"), Reaction::clap, now)), (Lines{"reacted a -> h,b"}));
  EXPECT_EQ(refused(rooms.react(id("a"), Reaction::clap, now)), Refusal::too_fast);
  EXPECT_TRUE(rooms.react(id("a"), Reaction::clap, now + 334ms));
  EXPECT_EQ(refused(rooms.react(id("nobody"), Reaction::clap, now)), Refusal::not_in_room);
}

}  // namespace
}  // namespace moim::rooms
