// Who gets into a room: every row of docs/protocol.md about doors, settings, waiting and invitations.
#include <string>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"
#include "signaling/invitation.h"
#include "signaling/password.h"

namespace moim::signaling {
namespace {

using namespace std::chrono_literals;
using socketio::Revision;

/// A room "r" and its host.
struct Hosted {
  explicit Hosted(const Options& options = {}) : site{options}, host{site} {
    host_id = host.join("r", "host");
  }

  std::string knock(Client& client, std::string_view more = "") {
    return client.request("join_room", R"({"room":"r","email":"guest")" + std::string{more} + "}");
  }
  void set(std::string_view change) {
    EXPECT_EQ(host.request("update_room", change), R"({"ok":true})");
    host.take();
  }

  Site site;
  Client host;
  std::string host_id;
};

TEST(SignalingDoors, SettingsAreToldToAllAndToWhoComes) {
  Hosted room;
  Client a{room.site};
  a.join("r", "a");
  room.host.take();
  const std::string settings =
      R"({"locked":false,"password":true,"lobby":false,"chat":"hosts","share":"hosts","history":true})";
  EXPECT_EQ(
      room.host.request("update_room", R"({"password":"pw","chat":"hosts","share":"hosts","history":true})"),
      R"({"ok":true})");
  EXPECT_EQ(room.host.take(), (Packets{"2[\"room_settings\"," + settings + "]"}));
  EXPECT_EQ(a.take(), (Packets{"2[\"room_settings\"," + settings + "]"}));
  Client b{room.site};
  EXPECT_NE(room.knock(b, R"(,"password":"pw")").find("\"settings\":" + settings), std::string::npos);
  EXPECT_EQ(code_of(a.request("update_room", R"({"locked":true})")), "not_allowed");
  EXPECT_EQ(room.site.diary.lines.back(), "guest entered r of 3");
}

TEST(SignalingDoors, BadSettingsChangeNothing) {
  Hosted room;
  for (const auto* bad :
       {"", "[]", R"({"locked":1})", R"({"lobby":"on"})", R"({"chat":"nobody"})", R"({"share":"off"})",
        R"({"password":5})", R"({"password":""})", R"({"history":null})", R"({"chat":null})"}) {
    EXPECT_EQ(code_of(room.host.request("update_room", bad)), "bad_request") << bad;
  }
  EXPECT_EQ(code_of(room.host.request("update_room", R"({"password":")" + std::string(257, 'p') + R"("})")),
            "bad_request");
  EXPECT_EQ(room.host.take(), Packets{});
}

TEST(SignalingDoors, EachRefusalHasItsCodeAndBaseClientsSeeAFullRoom) {
  Hosted room;
  const auto expect = [&](std::string_view code) {
    Client fresh{room.site};
    EXPECT_EQ(code_of(room.knock(fresh)), code);
    EXPECT_EQ(fresh.take(), Packets{});
    Client base{room.site, Revision::v4};
    base.emit("join_room", R"({"room":"r","email":"base"})");
    EXPECT_EQ(base.take(), (Packets{R"(2["room_full"])"})) << code;
    base.emit("leave_room");
    EXPECT_NE(base.take().at(0).find("not_in_room"), std::string::npos);
  };
  room.set(R"({"locked":true})");
  expect("room_locked");
  room.set(R"({"locked":false,"password":"pw"})");
  expect("password_required");
  room.set(R"({"password":null,"lobby":true})");
  Client base{room.site, Revision::v4};
  base.emit("join_room", R"({"room":"r","email":"base"})");
  EXPECT_EQ(base.take(), (Packets{R"(2["room_full"])"}));
  EXPECT_EQ(room.host.take(), Packets{});
  room.set(R"({"lobby":false})");
  base.emit("join_room", R"({"room":"r","email":"base"})");
  EXPECT_EQ(base.take().size(), 1U);
}

TEST(SignalingDoors, PasswordsAreComparedAndGuessesLimited) {
  Hosted room;
  room.set(R"({"password":"열려라"})");
  Client a{room.site};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(room.knock(a, R"(,"password":"no")")), "wrong_password");
  EXPECT_EQ(code_of(room.knock(a, R"(,"password":"열려라")")), "too_fast");
  room.site.advance(10s);
  EXPECT_EQ(field(room.knock(a, R"(,"password":"열려라")"), "role"), "guest");
}

// Or whoever has a network of IPv6 to themselves has as many guesses, and comes back after any removal.
TEST(SignalingDoors, GuessesAndRemovalsCountForTheWholeNetwork) {
  Hosted room;
  const auto from = [&room](const char* address) {
    return Client{room.site, socketio::Revision::v5, address};
  };
  room.set(R"({"password":"pw"})");
  const std::string right = R"(,"password":"pw")";
  Client guesser = from("net/1");
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(code_of(room.knock(guesser, R"(,"password":"no")")), "wrong_password");
  Client neighbour = from("net/2");
  EXPECT_EQ(code_of(room.knock(neighbour, right)), "too_fast");
  Client stranger = from("other/1");
  EXPECT_EQ(field(room.knock(stranger, right), "role"), "guest");

  room.site.advance(50s);
  const std::string id = field(room.knock(neighbour, right), "id");
  EXPECT_EQ(room.host.request("remove_user", R"({"id":")" + id + R"("})"), R"({"ok":true})");
  EXPECT_EQ(code_of(room.knock(guesser, right)), "removed");
}

TEST(SignalingDoors, PasswordsAreKeptSalted) {
  SeededRandom random;
  const auto one = digest_password("pw", random);
  EXPECT_NE(one, digest_password("pw", random));
  EXPECT_EQ(one.find("pw"), std::string::npos);
  EXPECT_TRUE(is_password("pw", one));
  EXPECT_FALSE(is_password("pw ", one));
  EXPECT_FALSE(is_password("", one));
}

TEST(SignalingDoors, WhoWaitsSeesNothingUntilLetIn) {
  Hosted room;
  room.set(R"({"lobby":true})");
  Client a{room.site};
  const std::string answer = room.knock(a);
  const std::string id = field(answer, "id");
  EXPECT_EQ(answer, R"({"ok":true,"waiting":true,"id":")" + id + R"(","room":"r"})");
  EXPECT_EQ(a.take(), Packets{});
  EXPECT_EQ(room.host.take(), (Packets{R"(2["waiting",[{"id":")" + id + R"(","email":"guest"}]])"}));
  EXPECT_EQ(room.site.signaling.statistics().waiting, 1U);
  EXPECT_EQ(code_of(a.request("offer", R"({"sdp":1,"offerReceiveID":")" + room.host_id + R"("})")),
            "not_in_room");
  EXPECT_EQ(code_of(room.host.request("offer", R"({"sdp":1,"offerReceiveID":")" + id + R"("})")),
            "no_such_user");

  EXPECT_EQ(room.host.request("admit", R"({"id":")" + id + R"("})"), R"({"ok":true})");
  const Packets let_in = a.take();
  ASSERT_EQ(let_in.size(), 2U);
  EXPECT_TRUE(let_in[0].starts_with(R"(2["admitted",{"ok":true,"id":")" + id));
  EXPECT_NE(let_in[0].find("\"seat\":\""), std::string::npos);
  EXPECT_EQ(let_in[1], "2[\"all_users\",[" + user(room.host_id, "host", "host") + "]]");
  EXPECT_EQ(room.host.take(), (Packets{"2[\"user_enter\"," + user(id, "guest") + "]", R"(2["waiting",[]])"}));
  // And has a seat to come back to.
  a.disconnect();
  EXPECT_NE(room.host.take().at(0).find("user_away"), std::string::npos);
}

TEST(SignalingDoors, WaitingEndsInManyWays) {
  Hosted room;
  room.set(R"({"lobby":true})");
  Client a{room.site};
  room.knock(a);
  EXPECT_EQ(room.host.request("deny", R"({"all":true})"), R"({"ok":true})");
  EXPECT_EQ(a.take(), (Packets{R"(2["denied",{"reason":"denied"}])"}));
  room.knock(a);
  room.site.advance(10min);
  EXPECT_EQ(a.take(), (Packets{R"(2["denied",{"reason":"timeout"}])"}));
  EXPECT_EQ(room.site.signaling.statistics().waits_expired, 1U);
  room.knock(a);
  room.host.take();
  EXPECT_EQ(a.request("leave_room"), R"({"ok":true})");
  EXPECT_EQ(room.host.take(), (Packets{R"(2["waiting",[]])"}));
  room.knock(a);
  Client b{room.site};
  room.knock(b);
  b.disconnect();
  room.host.take();
  room.host.request("leave_room");
  EXPECT_EQ(a.take(), (Packets{R"(2["denied",{"reason":"closed"}])"}));
}

TEST(SignalingDoors, AdmittingNeedsSomebodyWhoWaits) {
  Hosted room;
  EXPECT_EQ(code_of(room.host.request("admit", R"({"id":"x"})")), "no_such_user");
  EXPECT_EQ(code_of(room.host.request("admit", "{}")), "bad_request");
  EXPECT_EQ(code_of(room.host.request("deny", R"({"all":1})")), "bad_request");
  EXPECT_EQ(room.host.request("admit", R"({"all":true})"), R"({"ok":true})");
}

TEST(SignalingDoors, InvitationsOpenTheirRoomUntilTheyExpire) {
  Hosted room;
  room.set(R"({"lobby":true,"password":"pw"})");
  const std::string made = room.host.request("create_invite", R"({"seconds":60})");
  const std::string invite = field(made, "invite");
  const auto expires = json::View{made}.find("expires")->integer();
  EXPECT_EQ(expires, (room.site.wall_now() + 60s).time_since_epoch().count());
  const std::string paper = R"(,"invite":")" + invite + "\"";
  Client a{room.site};
  EXPECT_EQ(field(room.knock(a, paper), "role"), "guest");

  Client elsewhere{room.site};
  EXPECT_EQ(code_of(elsewhere.request("join_room", R"({"room":"s")" + paper + "}")), "invite_invalid");
  EXPECT_EQ(code_of(room.knock(elsewhere, R"(,"invite":"x)" + invite + "\"")), "invite_invalid");
  EXPECT_EQ(code_of(room.knock(elsewhere, R"(,"invite":"")")), "invite_invalid");
  EXPECT_EQ(code_of(room.knock(elsewhere, R"(,"invite":7)")), "bad_request");
  room.site.advance(60s);
  EXPECT_EQ(code_of(room.knock(elsewhere, paper)), "invite_invalid");

  const std::string host_paper =
      R"(,"invite":")" +
      field(room.host.request("create_invite", R"({"seconds":2592000,"role":"host"})"), "invite") + "\"";
  EXPECT_EQ(field(room.knock(elsewhere, host_paper), "role"), "host");
}

TEST(SignalingDoors, InvitationsAreMadeByHostsWithinLimits) {
  Hosted room;
  Client a{room.site};
  a.join("r", "a");
  EXPECT_EQ(code_of(a.request("create_invite", R"({"seconds":60})")), "not_allowed");
  for (const auto* bad : {"{}", R"({"seconds":59})", R"({"seconds":2592001})", R"({"seconds":60.5})",
                          R"({"seconds":"60"})", R"({"seconds":60,"role":"boss"})"}) {
    EXPECT_EQ(code_of(room.host.request("create_invite", bad)), "bad_request") << bad;
  }
}

TEST(SignalingDoors, AnInvitationIsNoSeatAndTheOtherWayRound) {
  const crypto::Sealer sealer{std::string(32, 'k')};
  const WallTime now{1'000'000ms};
  const Invitation invitation{.room = "r", .role = rooms::Role::host, .expires = now + 1ms};
  const std::string text = seal(invitation, sealer);
  EXPECT_EQ(open_invitation(text, sealer, now), invitation);
  EXPECT_EQ(open_invitation(text, sealer, now + 1ms), std::nullopt);
  EXPECT_EQ(open_seat_token(text, sealer, now), std::nullopt);
  const std::string long_room(4'000, 'r');  // nobody has us check what is longer than any of ours
  EXPECT_EQ(open_invitation(seal(Invitation{.room = long_room, .role = {}, .expires = now + 1h}, sealer),
                            sealer, now),
            std::nullopt);
  EXPECT_EQ(
      open_seat_token(seal(SeatToken{.room = long_room, .id = "i", .call = "c", .expires = now + 1h}, sealer),
                      sealer, now),
      std::nullopt);
  EXPECT_EQ(open_invitation(text, crypto::Sealer{std::string(32, 'x')}, now), std::nullopt);
  const SeatToken seat{.room = "r", .id = "i", .call = "c", .expires = now + 1ms};
  EXPECT_EQ(open_invitation(seal(seat, sealer), sealer, now), std::nullopt);
}

// Taking back a seat is a way in like any other: whoever does so waits nowhere else any more.
TEST(SignalingDoors, WhoTakesBackASeatElsewhereWaitsNoMore) {
  Hosted room;
  room.set(R"({"lobby":true})");
  Client before{room.site};
  const std::string seated = before.request("join_room", R"({"room":"other"})");
  Client a{room.site};
  const std::string waits = field(room.knock(a), "id");
  room.host.take();
  EXPECT_EQ(
      field(a.request("join_room", R"({"room":"other","resume":")" + field(seated, "seat") + "\"}"), "id"),
      field(seated, "id"));
  EXPECT_EQ(room.host.take(), (Packets{R"(2["waiting",[]])"}));
  EXPECT_EQ(room.site.signaling.statistics().waiting, 0U);
  EXPECT_EQ(code_of(room.host.request("admit", R"({"id":")" + waits + R"("})")), "no_such_user");
}

TEST(SignalingDoors, WhoWaitsIsToldThatAnotherConnectionWentOnAsThem) {
  Hosted room;
  room.set(R"({"lobby":true})");
  Client a{room.site};
  const std::string seated = a.request("join_room", R"({"room":"other"})");
  room.knock(a);
  a.take();
  Client again{room.site};
  again.request("join_room", R"({"room":"other","resume":")" + field(seated, "seat") + "\"}");
  EXPECT_EQ(a.take(), (Packets{R"(2["seat_taken"])"}));
  EXPECT_EQ(room.site.signaling.statistics().waiting, 0U);
}

TEST(SignalingDoors, RoomsThatOnlyHostsOpen) {
  Options options;
  options.rooms.openers = rooms::Openers::invited;
  Site site{options};
  Client a{site};
  EXPECT_EQ(code_of(a.request("join_room", R"({"room":"r"})")), "room_not_open");
  const crypto::Sealer sealer{std::string(32, 'k')};
  const std::string invite =
      seal(Invitation{.room = "r", .role = rooms::Role::host, .expires = site.wall_now() + 1h}, sealer);
  Client host{site};
  EXPECT_EQ(field(host.request("join_room", R"({"room":"r","invite":")" + invite + "\"}"), "role"), "host");
  EXPECT_EQ(field(a.request("join_room", R"({"room":"r"})"), "role"), "guest");
}

TEST(SignalingDoors, ABanHolds) {
  Hosted room;
  Client a{room.site};
  const std::string answer = room.knock(a, R"(,"visitor":"v1")");
  const std::string id = field(answer, "id");
  a.take();
  room.host.take();
  EXPECT_EQ(room.host.request("remove_user", R"({"id":")" + id + R"("})"), R"({"ok":true})");
  EXPECT_EQ(a.take(), (Packets{R"(2["removed",{"by":")" + room.host_id + R"("}])"}));
  EXPECT_EQ(room.host.take(), (Packets{R"(2["user_exit",{"id":")" + id + R"("}])"}));
  EXPECT_EQ(room.site.diary.lines.back(), "guest exited r of 1: removed");
  EXPECT_EQ(room.site.diary.lines.at(room.site.diary.lines.size() - 2), "host remove_user " + id);
  EXPECT_EQ(room.site.signaling.statistics().moderation[Act::remove_user], 1U);

  EXPECT_EQ(code_of(room.knock(a)), "removed");
  Client reload{room.site};
  EXPECT_EQ(code_of(room.knock(reload, R"(,"visitor":"v1")")), "removed");
  EXPECT_EQ(code_of(room.knock(reload, R"(,"resume":")" + field(answer, "seat") + "\"")), "removed");
  const std::string invite = field(room.host.request("create_invite", R"({"seconds":60})"), "invite");
  EXPECT_EQ(code_of(room.knock(reload, R"(,"visitor":"v1","invite":")" + invite + "\"")), "removed");
  EXPECT_EQ(field(room.knock(reload, R"(,"visitor":"v2")"), "role"), "guest");
}

TEST(SignalingDoors, PeekingShowsOpenRoomsOnly) {
  Hosted room;
  Client a{room.site};
  const auto peek = [&] { return a.request("peek_room", R"({"room":"r"})"); };
  EXPECT_EQ(
      peek(),
      R"({"ok":true,"count":1,"limit":4,"locked":false,"password":false,"lobby":false,"iceServers":[],"users":["host"]})");
  room.set(R"({"lobby":true})");
  EXPECT_EQ(peek(),
            R"({"ok":true,"count":0,"limit":4,"locked":false,"password":false,"lobby":true,"users":[]})");
  EXPECT_EQ(
      a.request("peek_room", R"({"room":"nowhere"})"),
      R"({"ok":true,"count":0,"limit":4,"locked":false,"password":false,"lobby":false,"iceServers":[],"users":[]})");
  EXPECT_EQ(code_of(a.request("peek_room", R"({"room":""})")), "bad_request");
  EXPECT_EQ(code_of(a.request("peek_room", R"({"room":"r","invite":1})")), "bad_request");
  EXPECT_EQ(code_of(a.request("peek_room", R"({"room":"r","visitor":1})")), "bad_request");
  EXPECT_EQ(code_of(a.request("peek_room", "{}")), "bad_request");
  EXPECT_EQ(room.site.signaling.statistics().members, 1U);
}

TEST(SignalingDoors, OnlyWhoWouldBeLetInIsToldTheIceServers) {
  Options options;
  options.ice_servers = {{.urls = {"turn:turn.example.org"}, .username = "u", .credential = "secret"}};
  options.rooms.max_participants = 2;
  Hosted room{options};
  Client a{room.site};
  const auto told = [&](std::string_view more = "") {
    const std::string answer = a.request("peek_room", R"({"room":"r")" + std::string{more} + "}");
    EXPECT_TRUE(answer.starts_with(R"({"ok":true)"));
    return answer.find(
               R"("iceServers":[{"urls":["turn:turn.example.org"],"username":"u","credential":"secret"}])") !=
           std::string::npos;
  };
  EXPECT_TRUE(told());
  const std::string paper =
      R"(,"invite":")" + field(room.host.request("create_invite", R"({"seconds":60})"), "invite") + "\"";
  for (const auto* guarded : {R"({"lobby":true})", R"({"lobby":false,"password":"pw"})"}) {
    room.set(guarded);
    EXPECT_FALSE(told()) << guarded;
    EXPECT_FALSE(told(R"(,"invite":"forged")")) << guarded;
    EXPECT_TRUE(told(paper)) << guarded;
  }
  room.set(R"({"locked":true})");
  EXPECT_FALSE(told(paper));
  room.set(R"({"locked":false,"password":null})");

  Client b{room.site};
  const std::string id = field(room.knock(b, R"(,"visitor":"v")"), "id");
  EXPECT_FALSE(told());  // full
  room.host.request("remove_user", R"({"id":")" + id + R"("})");
  EXPECT_TRUE(told());
  EXPECT_FALSE(told(R"(,"visitor":"v")"));
}

TEST(SignalingDoors, RoomsThatOnlyHostsOpenTellTheIceServersToHosts) {
  Options options;
  options.rooms.openers = rooms::Openers::invited;
  Site site{options};
  Client a{site};
  EXPECT_EQ(a.request("peek_room", R"({"room":"r"})").find("iceServers"), std::string::npos);
}

TEST(SignalingDoors, AHostWhoComesBackIsToldWhoWaits) {
  Hosted room;
  const std::string seat = field(room.host.request("join_room", R"({"room":"r"})"), "seat");
  room.set(R"({"lobby":true})");
  const auto come_back = [&] {
    Client tab{room.site};
    return tab.request("join_room", R"({"room":"r","resume":")" + seat + "\"}");
  };
  EXPECT_NE(come_back().find(R"("role":"host","hand":0,"waiting":[])"), std::string::npos);
  Client a{room.site};
  const std::string id = field(room.knock(a), "id");
  EXPECT_NE(come_back().find(R"("waiting":[{"id":")" + id + R"(","email":"guest"}])"), std::string::npos);
}

TEST(SignalingDoors, HostsComeBackAsHostsAfterARestart) {
  std::string host_seat;
  std::string guest_seat;
  {
    Hosted before;
    host_seat = field(before.host.request("join_room", R"({"room":"r"})"), "seat");
    Client guest{before.site};
    guest_seat = field(before.knock(guest), "seat");
  }
  Site after;
  Client guest{after};
  const auto resume = [](Client& client, const std::string& seat) {
    return client.request("join_room", R"({"room":"r","resume":")" + seat + "\"}");
  };
  EXPECT_EQ(field(resume(guest, guest_seat), "role"), "guest");
  Client host{after};
  EXPECT_EQ(field(resume(host, host_seat), "role"), "host");
}

}  // namespace
}  // namespace moim::signaling
