// Locks, passwords, lobbies, invitations, bans: who gets in.
#include <gtest/gtest.h>

#include "rooms/support.h"

namespace moim::rooms {
namespace {

using namespace std::chrono_literals;

JoinRequest into(std::string_view room) { return {.room = room, .label = ""}; }

/// A room "r" with its host "h".
struct Doors : testing::Test {
  Rooms rooms{{.max_participants = 3, .max_waiting = 2}};

  void SetUp() override { join(rooms, "h", "r"); }
  Refusal refusal(std::string_view who, const JoinRequest& request) {
    return refused(rooms.join(id(who), request));
  }
  void set(const SettingsChange& change) { ASSERT_TRUE(rooms.update_room(id("h"), change)); }
};

TEST_F(Doors, TheFirstIsTheHostAndTheLongestPresentTheNext) {
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  EXPECT_EQ(rooms.find("h")->role, Role::host);
  EXPECT_EQ(rooms.find("a")->role, Role::guest);
  EXPECT_EQ(lines(rooms.leave(id("h"))), (Lines{"exited h (left) -> a,b", "state a -> a,b"}));
  EXPECT_EQ(rooms.find("a")->role, Role::host);
  EXPECT_EQ(lines(rooms.leave(id("b"))), (Lines{"exited b (left) -> a"}));
}

TEST_F(Doors, AHostWhoIsAwayIsStillTheHost) {
  join(rooms, "a", "r");
  static_cast<void>(rooms.away(id("h")));
  EXPECT_EQ(rooms.find("a")->role, Role::guest);
  EXPECT_EQ(lines(rooms.disconnect(id("h"))), (Lines{"exited h (expired) -> a", "state a -> a"}));
}

TEST_F(Doors, WhoIsAwayBecomesHostOnlyWhenNobodyElseCan) {
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  static_cast<void>(rooms.away(id("a")));
  EXPECT_EQ(lines(rooms.leave(id("h"))).back(), "state b -> a,b");
  EXPECT_EQ(lines(rooms.leave(id("b"))).back(), "state a -> a");
}

TEST(Hosts, AreNotThoseWhoWouldNotKnow) {
  Rooms rooms{{}};
  ASSERT_TRUE(rooms.join(id("base"), {.room = "r", .label = "", .manages = false}));
  ASSERT_TRUE(rooms.join(id("old"), {.room = "r", .label = "", .manages = false}));
  EXPECT_EQ(rooms.find("base")->role, Role::guest);
  ASSERT_TRUE(rooms.join(id("a"), into("r")));
  EXPECT_EQ(rooms.find("a")->role, Role::host);
  EXPECT_EQ(lines(rooms.leave(id("a"))), (Lines{"exited a (left) -> base,old"}));
}

TEST_F(Doors, ALockedRoomLetsNobodyNewIn) {
  set({.locked = true});
  EXPECT_EQ(refusal("a", into("r")), Refusal::room_locked);
  JoinRequest invited = into("r");
  invited.invitation = Role::host;
  EXPECT_EQ(refusal("a", invited), Refusal::room_locked);
  EXPECT_EQ(join(rooms, "h", "r"), (Lines{"snapshot h: "}));
  set({.locked = false});
  EXPECT_EQ(join(rooms, "a", "r").size(), 2U);
}

TEST_F(Doors, APasswordIsAskedForAndCompared) {
  set({.password = std::optional{PasswordDigest{"digest"}}});
  EXPECT_TRUE(rooms.find_room("r")->settings().password);
  EXPECT_EQ(refusal("a", into("r")), Refusal::password_required);
  JoinRequest request = into("r");
  request.password = PasswordGuess::wrong;
  EXPECT_EQ(refusal("a", request), Refusal::wrong_password);
  request.password = PasswordGuess::right;
  EXPECT_EQ(lines(rooms.join(id("a"), request)).size(), 2U);
  JoinRequest invited = into("r");
  invited.invitation = Role::guest;
  EXPECT_EQ(lines(rooms.join(id("b"), invited)).size(), 2U);
  set({.password = std::optional<PasswordDigest>{}});
  EXPECT_FALSE(rooms.find_room("r")->settings().password);
}

TEST_F(Doors, GuessingIsSlowForEachAddress) {
  set({.password = std::optional{PasswordDigest{"digest"}}});
  JoinRequest wrong = into("r");
  wrong.password = PasswordGuess::wrong;
  wrong.address = "10.0.0.1";
  wrong.now = kStart;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal("a", wrong), Refusal::wrong_password);
  EXPECT_EQ(refusal("a", wrong), Refusal::too_fast);
  // Not even the right one tells.
  JoinRequest right = wrong;
  right.password = PasswordGuess::right;
  EXPECT_EQ(refusal("a", right), Refusal::too_fast);
  wrong.now = kStart + 10s;
  EXPECT_EQ(refusal("a", wrong), Refusal::wrong_password);
  EXPECT_EQ(refusal("a", wrong), Refusal::too_fast);
  right.address = "10.0.0.2";
  EXPECT_EQ(lines(rooms.join(id("b"), right)).size(), 2U);
}

TEST(AddressLimits, AccountIsKeptOfSoManyAddresses) {
  AddressLimit limit{base::TokenRate::every(10s, 1), 2};
  limit.count("1", kStart);
  limit.count("2", kStart);
  EXPECT_FALSE(limit.allows("1", kStart));
  EXPECT_FALSE(limit.allows("3", kStart));
  EXPECT_TRUE(limit.allows("3", kStart + 10s));
  limit.count("3", kStart + 10s);
  EXPECT_TRUE(limit.allows("1", kStart + 10s));
}

TEST_F(Doors, ALobbyMakesThemWait) {
  set({.lobby = true});
  EXPECT_EQ(join(rooms, "a", "r"), (Lines{"waits a", "waiting a -> h"}));
  EXPECT_EQ(join(rooms, "a", "r"), (Lines{"waits a"}));
  EXPECT_EQ(join(rooms, "b", "r"), (Lines{"waits b", "waiting a,b -> h"}));
  EXPECT_EQ(refusal("c", into("r")), Refusal::too_many_waiting);
  EXPECT_EQ(rooms.find("a"), nullptr);
  EXPECT_EQ(lines(rooms.admit(id("h"), "b")),
            (Lines{"admitted b", "snapshot b: h", "entered b -> h", "waiting a -> h"}));
  EXPECT_EQ(refused(rooms.admit(id("b"), "a")), Refusal::not_allowed);
  EXPECT_EQ(refused(rooms.admit(id("h"), "b")), Refusal::no_such_member);
  EXPECT_EQ(lines(rooms.deny(id("h"), "a")), (Lines{"denied a (denied)", "waiting  -> h"}));
  EXPECT_EQ(rooms.waiting_count(), 0U);
}

// Each time the hosts get the whole list, so whoever only comes and goes would keep them busy from outside.
TEST_F(Doors, KnockingAgainAndAgainIsSlowForEachAddress) {
  set({.lobby = true});
  const auto knock = [this](const char* who, const char* address, base::TimePoint now = kStart) {
    JoinRequest request = into("r");
    request.address = address;
    request.now = now;
    return rooms.join(id(who), request);
  };
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(knock("a", "1")) << i;
    ASSERT_TRUE(rooms.leave(id("a")));
  }
  EXPECT_EQ(refused(knock("a", "1")), Refusal::too_fast);
  EXPECT_EQ(refused(knock("b", "1")), Refusal::too_fast);
  EXPECT_TRUE(knock("b", "2")) << "nobody else pays";
  EXPECT_TRUE(knock("a", "1", kStart + 1s));
  EXPECT_TRUE(knock("a", "1", kStart + 1s)) << "who waits already asks for nothing new";
}

TEST_F(Doors, WhoWouldNotKnowThatItWaitsFindsTheRoomFull) {
  set({.lobby = true});
  JoinRequest request = into("r");
  request.manages = false;
  EXPECT_EQ(refusal("base", request), Refusal::room_full);
}

TEST_F(Doors, AnInvitationGoesPastTheLobby) {
  set({.lobby = true});
  JoinRequest request = into("r");
  request.invitation = Role::host;
  EXPECT_EQ(lines(rooms.join(id("a"), request)), (Lines{"snapshot a: h", "entered a -> h"}));
  EXPECT_EQ(rooms.find("a")->role, Role::host);
  request.invitation = Role::guest;
  EXPECT_EQ(lines(rooms.join(id("b"), request)).size(), 2U);
  EXPECT_EQ(rooms.find("b")->role, Role::guest);
}

TEST_F(Doors, AllAreLetInAsFarAsThereIsRoom) {
  set({.lobby = true});
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  JoinRequest invited = into("r");
  invited.invitation = Role::guest;
  ASSERT_TRUE(rooms.join(id("c"), invited));
  EXPECT_EQ(lines(rooms.admit_all(id("h"))),
            (Lines{"admitted a", "snapshot a: h,c", "entered a -> h,c", "waiting b -> h"}));
  EXPECT_EQ(refused(rooms.admit_all(id("h"))), Refusal::room_full);
  // The room filled while one waited.
  EXPECT_EQ(refused(rooms.admit(id("h"), "b")), Refusal::room_full);
  EXPECT_EQ(rooms.waiting_count(), 1U);
  ASSERT_TRUE(rooms.leave(id("c")));
  EXPECT_EQ(lines(rooms.admit(id("h"), "b")).front(), "admitted b");
}

TEST_F(Doors, AllAreSentAway) {
  set({.lobby = true});
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  EXPECT_EQ(lines(rooms.deny_all(id("h"))),
            (Lines{"denied a (denied)", "denied b (denied)", "waiting  -> h"}));
  EXPECT_EQ(lines(rooms.deny_all(id("h"))), Lines{});
  EXPECT_EQ(lines(rooms.admit_all(id("h"))), Lines{});
}

TEST_F(Doors, WaitingEndsByLeavingByGoingAndByGoingElsewhere) {
  set({.lobby = true});
  join(rooms, "a", "r");
  EXPECT_EQ(lines(rooms.leave(id("a"))), (Lines{"waiting  -> h"}));
  EXPECT_EQ(refused(rooms.leave(id("a"))), Refusal::not_in_room);
  join(rooms, "a", "r");
  EXPECT_EQ(lines(rooms.disconnect(id("a"))), (Lines{"waiting  -> h"}));
  join(rooms, "a", "r");
  EXPECT_EQ(join(rooms, "a", "s"), (Lines{"waiting  -> h", "snapshot a: ", "entered a -> "}));
  // And who asks to come in from another room leaves that one.
  EXPECT_EQ(join(rooms, "a", "r"), (Lines{"exited a (moved) -> ", "waits a", "waiting a -> h"}));
  EXPECT_EQ(rooms.room_count(), 1U);
}

TEST_F(Doors, WaitingEndsWithTheRoom) {
  set({.lobby = true});
  join(rooms, "a", "r");
  EXPECT_EQ(lines(rooms.leave(id("h"))), (Lines{"exited h (left) -> ", "denied a (closed)"}));
  EXPECT_EQ(rooms.room_count(), 0U);
  EXPECT_EQ(rooms.next_deadline(), base::kNever);
}

TEST_F(Doors, NobodyWaitsForEver) {
  set({.lobby = true});
  JoinRequest request = into("r");
  request.now = kStart;
  ASSERT_TRUE(rooms.join(id("a"), request));
  EXPECT_EQ(rooms.next_deadline(), kStart + 10min);
  EXPECT_EQ(lines(rooms.handle_timeout(kStart + 10min - 1ms)), Lines{});
  EXPECT_EQ(lines(rooms.handle_timeout(kStart + 10min)), (Lines{"denied a (timeout)", "waiting  -> h"}));
  EXPECT_EQ(rooms.next_deadline(), base::kNever);
}

TEST_F(Doors, WithoutALobbyNobodyWaits) {
  set({.lobby = true});
  join(rooms, "a", "r");
  join(rooms, "b", "r");
  JoinRequest invited = into("r");
  invited.invitation = Role::guest;
  ASSERT_TRUE(rooms.join(id("c"), invited));
  EXPECT_EQ(lines(rooms.update_room(id("h"), {.lobby = false})),
            (Lines{"settings -> h,c", "admitted a", "snapshot a: h,c", "entered a -> h,c",
                   "denied b (closed)", "waiting  -> h"}));
}

TEST_F(Doors, ANewHostIsToldWhoWaits) {
  join(rooms, "a", "r");
  set({.lobby = true});
  join(rooms, "w", "r");
  EXPECT_EQ(lines(rooms.set_role(id("h"), "a", Role::host)), (Lines{"state a -> h,a", "waiting w -> a"}));
  EXPECT_EQ(lines(rooms.set_role(id("a"), "h", Role::guest)), (Lines{"state h -> h,a"}));
  EXPECT_EQ(lines(rooms.leave(id("a"))), (Lines{"exited a (left) -> h", "state h -> h", "waiting w -> h"}));
  static_cast<void>(rooms.away(id("h")));
  EXPECT_EQ(lines(rooms.resume(id("h"), into("r"))),
            (Lines{"snapshot h: ", "back h (fresh) -> "}));  // the snapshot tells it
  EXPECT_EQ(rooms.find("h")->room->waiting().size(), 1U);
}

TEST_F(Doors, WhoIsRemovedStaysOut) {
  JoinRequest request = into("r");
  request.visitor = "visitor";
  request.address = "10.0.0.1";
  ASSERT_TRUE(rooms.join(id("a"), request));
  EXPECT_EQ(lines(rooms.remove_user(id("h"), "a")), (Lines{"removed a by h", "exited a (removed) -> h"}));
  EXPECT_EQ(refusal("a", into("r")), Refusal::removed);  // by its seat
  JoinRequest again = into("r");
  again.visitor = "visitor";
  EXPECT_EQ(refusal("b", again), Refusal::removed);
  again = into("r");
  again.address = "10.0.0.1";
  again.invitation = Role::host;
  EXPECT_EQ(refusal("b", again), Refusal::removed);
  JoinRequest seat = into("r");
  seat.seat = {.call = "", .role = Role::host};
  EXPECT_EQ(refused(rooms.resume(id("a"), seat)), Refusal::removed);
  EXPECT_EQ(join(rooms, "b", "r").size(), 2U);

  // For the life of the room.
  ASSERT_TRUE(rooms.leave(id("h")));
  ASSERT_TRUE(rooms.leave(id("b")));
  EXPECT_EQ(join(rooms, "a", "r").size(), 2U);
}

TEST_F(Doors, AnAddressOfOthersInTheRoomIsNotBanned) {
  JoinRequest request = into("r");
  request.address = "10.0.0.1";
  ASSERT_TRUE(rooms.join(id("a"), request));
  ASSERT_TRUE(rooms.join(id("b"), request));
  ASSERT_TRUE(rooms.remove_user(id("h"), "a"));
  EXPECT_EQ(lines(rooms.join(id("c"), request)).size(), 2U);
  ASSERT_TRUE(rooms.remove_user(id("h"), "b"));
  EXPECT_EQ(rooms.find("b"), nullptr);
}

TEST_F(Doors, WhoWaitsCanBeRemovedToo) {
  set({.lobby = true});
  join(rooms, "a", "r");
  EXPECT_EQ(lines(rooms.remove_user(id("h"), "a")), (Lines{"removed a by h", "waiting  -> h"}));
  EXPECT_EQ(refusal("a", into("r")), Refusal::removed);
}

TEST(Bans, TheNewestAreKept) {
  BanList bans{2};
  EXPECT_TRUE(bans.add({.id = "1", .visitor = "v1", .address = ""}));
  EXPECT_TRUE(bans.add({.id = "2", .visitor = "", .address = ""}));
  EXPECT_TRUE(bans.holds("x", "v1", ""));
  EXPECT_FALSE(bans.holds("x", "", ""));
  EXPECT_FALSE(bans.add({.id = "3", .visitor = "", .address = ""}));
  EXPECT_FALSE(bans.holds("1", "v1", ""));
  EXPECT_TRUE(bans.holds("2", "", ""));
  EXPECT_EQ(bans.size(), 2U);
}

TEST(Bans, ThoseForgottenAreCounted) {
  Rooms rooms{{.max_bans = 1}};
  join(rooms, "h", "r");
  for (const auto* who : {"a", "b", "c"}) {
    join(rooms, who, "r");
    ASSERT_TRUE(rooms.remove_user(id("h"), who));
  }
  EXPECT_EQ(rooms.forgotten()[Forgotten::ban], 2U);
  for (const auto* who : {"d", "e"}) {
    join(rooms, who, "r");
    ASSERT_TRUE(rooms.set_role(id("h"), who, Role::host));
    ASSERT_TRUE(rooms.set_role(id("h"), who, Role::guest));
  }
  EXPECT_EQ(rooms.forgotten()[Forgotten::demotion], 1U);
}

TEST_F(Doors, WhetherSomebodyWouldGetInCanBeAskedBefore) {
  JoinRequest guest = into("r");
  guest.visitor = "visitor";
  const auto lets_in = [&] { return rooms.lets_in(id("a"), guest); };
  EXPECT_TRUE(lets_in());
  EXPECT_TRUE(rooms.lets_in(id("a"), into("elsewhere")));
  EXPECT_FALSE(rooms.lets_in(id("a"), into("")));
  for (const SettingsChange& guarded : {SettingsChange{.locked = true}, SettingsChange{.lobby = true},
                                        SettingsChange{.password = std::optional{PasswordDigest{"d"}}}}) {
    set(guarded);
    EXPECT_FALSE(lets_in());
    guest.invitation = Role::guest;
    EXPECT_EQ(lets_in(), !guarded.locked);
    guest.invitation = {};
    EXPECT_TRUE(rooms.lets_in(id("h"), into("r")));
    set({.locked = false, .password = std::optional<PasswordDigest>{}, .lobby = false});
  }
  join(rooms, "b", "r");
  join(rooms, "c", "r");
  EXPECT_FALSE(lets_in());  // full
  ASSERT_TRUE(rooms.leave(id("c")));
  ASSERT_TRUE(rooms.join(id("a"), guest));
  ASSERT_TRUE(rooms.remove_user(id("h"), "a"));
  EXPECT_FALSE(lets_in());
}

TEST_F(Doors, WhoComesBackToTheSameCallIsNotANewcomer) {
  Rooms with_call{{}};
  ASSERT_TRUE(with_call.join(id("h"), {.room = "r", .label = "", .call = "1"}));
  ASSERT_TRUE(with_call.join(id("a"), into("r")));
  ASSERT_TRUE(with_call.leave(id("a")));
  ASSERT_TRUE(with_call.update_room(
      id("h"), {.locked = true, .password = std::optional{PasswordDigest{"d"}}, .lobby = true}));
  JoinRequest back = into("r");
  back.seat = {.call = "0", .role = Role::host};
  EXPECT_EQ(refused(with_call.resume(id("a"), back)), Refusal::room_locked);
  back.seat = {.call = "1", .role = Role::host};
  EXPECT_EQ(lines(with_call.resume(id("a"), back)), (Lines{"snapshot a: h", "entered a -> h"}));
  EXPECT_EQ(with_call.find("a")->role, Role::host);
}

TEST(Restart, GivesEverybodyTheirRoleBackInAnyOrder) {
  Rooms rooms{{}};
  const auto back = [&](std::string_view who, Role role) {
    return lines(rooms.resume(id(who), {.room = "r",
                                        .label = "",
                                        .call = "new",
                                        .seat = SeatProof{.call = "old", .role = role},
                                        .now = kStart}));
  };
  back("a", Role::guest);
  EXPECT_EQ(rooms.find("a")->role, Role::guest);
  join(rooms, "stranger", "r");
  EXPECT_EQ(rooms.find("stranger")->role, Role::guest);
  back("h", Role::host);
  EXPECT_EQ(rooms.find("h")->role, Role::host);
  EXPECT_EQ(rooms.next_deadline(), base::kNever);
  EXPECT_EQ(rooms.find("h")->room->call(), "new");
  ASSERT_TRUE(rooms.update_room(id("h"), {.locked = true}));
  EXPECT_EQ(back("b", Role::guest), (Lines{"snapshot b: a,stranger,h", "entered b -> a,stranger,h"}));
}

TEST(Restart, AHostThatDoesNotComeIsReplaced) {
  Rooms rooms{{}};
  ASSERT_TRUE(rooms.resume(
      id("a"),
      {.room = "r", .label = "", .seat = SeatProof{.call = "old", .role = Role::guest}, .now = kStart}));
  EXPECT_EQ(rooms.next_deadline(), kStart + 30s);
  EXPECT_EQ(lines(rooms.handle_timeout(kStart + 30s)), (Lines{"state a -> a"}));
  EXPECT_EQ(rooms.find("a")->role, Role::host);
}

TEST_F(Doors, WhoWasMadeAGuestDoesNotComeBackAHost) {
  Rooms with_call{{}};
  ASSERT_TRUE(with_call.join(id("h"), {.room = "r", .label = "", .call = "1"}));
  ASSERT_TRUE(with_call.join(id("a"), into("r")));
  ASSERT_TRUE(with_call.set_role(id("h"), "a", Role::host));
  ASSERT_TRUE(with_call.set_role(id("h"), "a", Role::guest));
  ASSERT_TRUE(with_call.leave(id("a")));
  JoinRequest back = into("r");
  back.seat = {.call = "1", .role = Role::host};
  ASSERT_TRUE(with_call.resume(id("a"), back));
  EXPECT_EQ(with_call.find("a")->role, Role::guest);
}

TEST(Opening, IsForInvitedHostsWhereTheServerSaysSo) {
  Rooms rooms{{.openers = Openers::invited}};
  EXPECT_EQ(refused(rooms.join(id("a"), into("r"))), Refusal::room_not_open);
  JoinRequest invited = into("r");
  invited.invitation = Role::guest;
  EXPECT_EQ(refused(rooms.join(id("a"), invited)), Refusal::room_not_open);
  invited.invitation = Role::host;
  ASSERT_TRUE(rooms.join(id("h"), invited));
  ASSERT_TRUE(rooms.join(id("a"), into("r")));
  EXPECT_EQ(rooms.find("a")->role, Role::guest);
  JoinRequest after_restart = into("s");
  after_restart.seat = {.call = "old", .role = Role::guest};
  EXPECT_EQ(refused(rooms.resume(id("b"), after_restart)), Refusal::room_not_open);
  after_restart.seat = {.call = "old", .role = Role::host};
  ASSERT_TRUE(rooms.resume(id("b"), after_restart));
}

TEST_F(Doors, TooLongAVisitorIsRefused) {
  const std::string more(65, 'v');
  JoinRequest request = into("s");
  request.visitor = more;
  EXPECT_EQ(refusal("a", request), Refusal::visitor_length);
}

}  // namespace
}  // namespace moim::rooms
