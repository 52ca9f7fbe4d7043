// Joining, leaving and state: every row of docs/protocol.md but the relays.
#include <string>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

using socketio::Revision;
using socketio::TransportClose;

TEST(SignalingRooms, ABaseClientJoinsAndSeesWhoIsThere) {
  Site site;
  Client minsu{site, Revision::v4};
  minsu.emit("join_room", R"({"room":"r","email":"minsu"})");
  EXPECT_EQ(minsu.take(), (Packets{R"(2["all_users",[]])"}));

  Client jiwoo{site, Revision::v4};
  const std::string answer = jiwoo.request("join_room", R"({"room":"r","email":"jiwoo"})");
  const std::string minsu_id = field(json::View{answer}.find("users")->elements().begin()->text(), "id");
  EXPECT_EQ(jiwoo.take(), (Packets{"2[\"all_users\",[" + user(minsu_id, "minsu") + "]]"}));
  EXPECT_EQ(minsu.take(), (Packets{"2[\"user_enter\"," + user(field(answer, "id"), "jiwoo", "host") + "]"}));
}

TEST(SignalingRooms, TheAcknowledgementCarriesEverythingAJoinerNeeds) {
  Options options{.rooms = {.max_participants = 7}};
  options.ice_servers = {
      {.urls = {"stun:stun.example.org"}},
      {.urls = {"turn:turn.example.org", "turns:turn.example.org"}, .username = "u", .credential = "p\"w"}};
  Site site{options};
  Client first{site};
  const std::string first_id = first.join("방", "민수");
  Client second{site};
  const std::string answer =
      second.request("join_room", R"({"room":"방","email":"지우","state":{"camera":false}})");
  const std::string id = field(answer, "id");
  EXPECT_EQ(
      answer,
      R"({"ok":true,"id":")" + id + R"(","room":"방","users":[)" + user(first_id, "민수", "host") +
          R"(],"limit":7,"iceServers":[{"urls":["stun:stun.example.org"]},)"
          R"({"urls":["turn:turn.example.org","turns:turn.example.org"],"username":"u","credential":"p\"w"}],"topology":"mesh",)"
          R"("state":{"microphone":true,"camera":false,"screen":false,"recording":false},)"
          R"("role":"guest","hand":0,"settings":{"locked":false,"password":false,"lobby":false,"chat":"everyone",)"
          R"("share":"everyone","history":false},"chat":[],"seat":")" +
          field(answer, "seat") + R"(","call":")" + field(answer, "call") +
          R"(","holdSeconds":15,"resumed":false})");
  EXPECT_EQ(field(answer, "call").size(), 20U);
  EXPECT_NE(id, first_id);
  EXPECT_EQ(first.take(),
            (Packets{R"(2["user_enter",{"id":")" + id +
                     R"(","email":"지우","state":{"microphone":true,"camera":false,"screen":false,)"
                     R"("recording":false},"role":"guest","hand":0}])"}));
}

TEST(SignalingRooms, TheAnswersComeInOrder) {
  Site site;
  Client client{site};
  client.send(R"(27["join_room",{"room":"r"}])");
  const Packets packets = client.take();
  ASSERT_EQ(packets.size(), 2U);
  EXPECT_TRUE(packets[0].starts_with(R"(37[{"ok":true,)"));
  EXPECT_TRUE(packets[0].ends_with(R"("holdSeconds":15,"resumed":false}])"));
  EXPECT_EQ(packets[1], R"(2["all_users",[]])");
}

TEST(SignalingRooms, JoiningAgainAnswersAgainAndChangesNothing) {
  Site site{{.rooms = {.max_participants = 2}}};
  Client a{site};
  Client b{site};
  const std::string a_id = a.join("r", "a");
  const std::string b_id = b.join("r", "b");
  a.take();
  const std::string again = b.request("join_room", R"({"room":"r","email":"new","state":{"camera":false}})");
  EXPECT_EQ(field(again, "id"), b_id);
  EXPECT_EQ(b.take(), (Packets{"2[\"all_users\",[" + user(a_id, "a", "host") + "]]"}));
  EXPECT_EQ(a.take(), Packets{});
  a.emit("join_room", R"({"room":"r"})");
  EXPECT_EQ(a.take(), (Packets{"2[\"all_users\",[" + user(b_id, "b") + "]]"}));
  EXPECT_EQ(site.signaling.statistics().members, 2U);
}

TEST(SignalingRooms, JoiningAnotherRoomLeavesTheFirst) {
  Site site;
  Client a{site};
  Client b{site};
  Client c{site};
  b.join("r", "b");
  const std::string a_id = a.join("r", "a");
  const std::string c_id = c.join("s", "c");
  b.take();
  a.emit("join_room", R"({"room":"s","email":"a"})");
  EXPECT_EQ(a.take(), (Packets{"2[\"all_users\",[" + user(c_id, "c", "host") + "]]"}));
  EXPECT_EQ(b.take(), (Packets{"2[\"user_exit\",{\"id\":\"" + a_id + "\"}]"}));
  EXPECT_EQ(c.take(), (Packets{"2[\"user_enter\"," + user(a_id, "a") + "]"}));
}

TEST(SignalingRooms, AFullRoomIsAnsweredByRoomFullAlways) {
  Site site{{.rooms = {.max_participants = 2}}};
  Client a{site};
  Client b{site, Revision::v4};
  Client c{site, Revision::v4};
  a.join("r", "a");
  b.join("r", "b");
  const std::string c_id = c.join("other", "c");
  a.take();
  c.emit("join_room", R"({"room":"r","email":"c"})");
  EXPECT_EQ(c.take(), (Packets{R"(2["room_full"])"}));
  EXPECT_EQ(
      c.request("join_room", R"({"room":"r","email":"c"})"),
      R"({"ok":false,"error":{"code":"room_full","message":"the room holds its limit of 2 people","limit":2}})");
  EXPECT_EQ(c.take(), (Packets{R"(2["room_full"])"}));
  EXPECT_EQ(a.take(), Packets{});
  EXPECT_EQ(b.take(), Packets{});
  EXPECT_EQ(site.signaling.statistics().errors[ErrorCode::room_full], 2U);

  // The seat elsewhere is kept.
  Client d{site};
  EXPECT_TRUE(d.request("join_room", R"({"room":"other"})").find(c_id) != std::string::npos);
}

TEST(SignalingRooms, TooManyRooms) {
  Site site{{.rooms = {.max_rooms = 1}}};
  Client a{site};
  Client b{site};
  a.join("r", "a");
  EXPECT_EQ(
      b.request("join_room", R"({"room":"s"})"),
      R"({"ok":false,"error":{"code":"too_many_rooms","message":"the server holds its limit of 1 rooms"}})");
  b.emit("join_room", R"({"room":"s"})");
  EXPECT_EQ(b.take(), (Packets{R"(2["request_error",{"event":"join_room","code":"too_many_rooms",)"
                               R"("message":"the server holds its limit of 1 rooms"}])"}));
}

TEST(SignalingRooms, LeavingIsHeardOnce) {
  Site site;
  Client a{site};
  Client b{site};
  b.join("r", "b");
  const std::string a_id = a.join("r", "a");
  b.take();
  EXPECT_EQ(a.request("leave_room"), R"({"ok":true})");
  EXPECT_EQ(a.take(), Packets{});
  EXPECT_EQ(b.take(), (Packets{"2[\"user_exit\",{\"id\":\"" + a_id + "\"}]"}));
  EXPECT_EQ(a.request("leave_room", "null"),
            R"({"ok":false,"error":{"code":"not_in_room","message":"the sender is in no room"}})");
  a.disconnect();
  EXPECT_EQ(b.take(), Packets{});
}

TEST(SignalingRooms, EveryKindOfDisconnectIsHeardOnce) {
  const TransportClose kinds[] = {TransportClose::closed,       TransportClose::error,
                                  TransportClose::ping_timeout, TransportClose::parse_error,
                                  TransportClose::overflow,     TransportClose::forced};
  for (const Revision revision : {Revision::v4, Revision::v5}) {
    for (const TransportClose kind : kinds) {
      Site site{{.seat_hold = {}}};
      Client stays{site};
      stays.join("r", "stays");
      Client goes{site, revision};
      const std::string id = goes.join("r", "goes");
      stays.take();
      goes.disconnect(kind);
      EXPECT_EQ(stays.take(), (Packets{"2[\"user_exit\",{\"id\":\"" + id + "\"}]"}));
    }
  }
}

TEST(SignalingRooms, ADisconnectPacketIsAnExitToo) {
  Site site;
  Client stays{site};
  stays.join("r", "stays");
  Client goes{site};
  const std::string id = goes.join("r", "goes");
  stays.take();
  goes.send("1");
  EXPECT_EQ(stays.take(), (Packets{"2[\"user_exit\",{\"id\":\"" + id + "\"}]"}));
  goes.disconnect();
  EXPECT_EQ(stays.take(), Packets{});

  // Whoever comes back is somebody else.
  goes.send("0");
  goes.take();
}

TEST(SignalingRooms, AnEmptyRoomLeavesNothingBehind) {
  Site site{{.seat_hold = {}}};
  {
    Client a{site};
    Client b{site};
    a.join("r", "a");
    b.join("r", "b");
    b.emit("leave_room");
    a.disconnect();
    EXPECT_EQ(b.take().size(), 0U);
  }
  const Statistics statistics = site.signaling.statistics();
  EXPECT_EQ(statistics.rooms, 0U);
  EXPECT_EQ(statistics.members, 0U);
  EXPECT_EQ(statistics.entered, 2U);
  EXPECT_EQ(statistics.exited, 2U);
}

TEST(SignalingRooms, AShutdownTellsNobodyThatOthersLeft) {
  Site site;
  Client a{site};
  Client b{site, Revision::v4};
  a.join("r", "a");
  b.join("r", "b");
  a.take();
  site.server.shut_down();
  for (Client* client : {&a, &b}) {
    for (const std::string& packet : client->take()) EXPECT_EQ(packet.find("user_exit"), std::string::npos);
  }
  EXPECT_EQ(site.signaling.statistics().members, 0U);
}

TEST(SignalingRooms, StateIsToldInFull) {
  Site site;
  Client a{site};
  Client b{site};
  const std::string a_id = a.join("r", "a");
  b.join("r", "b");
  a.take();
  const auto told = [&](std::string_view email, std::string_view flags) {
    return Packets{"2[\"user_state\",{\"id\":\"" + a_id + "\",\"email\":\"" + std::string{email} +
                   "\",\"state\":{" + std::string{flags} +
                   ",\"recording\":false},\"role\":\"host\",\"hand\":0}]"};
  };
  EXPECT_EQ(a.request("update_state", R"({"microphone":false})"), R"({"ok":true})");
  EXPECT_EQ(b.take(), told("a", R"("microphone":false,"camera":true,"screen":false)"));
  a.emit("update_state", R"({"screen":true,"camera":false,"email":"A","unknown":[1]})");
  EXPECT_EQ(b.take(), told("A", R"("microphone":false,"camera":false,"screen":true)"));
  a.emit("update_state", R"({"email":null})");
  EXPECT_EQ(b.take(), told("", R"("microphone":false,"camera":false,"screen":true)"));

  // What changes nothing is told to nobody.
  EXPECT_EQ(a.request("update_state", "{}"), R"({"ok":true})");
  EXPECT_EQ(a.request("update_state", R"({"microphone":false})"), R"({"ok":true})");
  EXPECT_EQ(b.take(), Packets{});
  EXPECT_EQ(a.take(), Packets{});

  Client late{site};
  late.emit("join_room", R"({"room":"r"})");
  EXPECT_NE(late.take().at(0).find(R"("email":"","state":{"microphone":false,"camera":false,"screen":true,)"),
            std::string::npos);
}

TEST(SignalingRooms, APublicIdIsNoTransportsAndNotUsedAgain) {
  Site site;
  Client a{site};
  const std::string first = a.join("r");
  a.emit("leave_room");
  EXPECT_EQ(a.join("r"), first);  // the same participant
  EXPECT_EQ(first.size(), 20U);
  a.send("1");
  a.send("0");
  EXPECT_NE(a.join("r"), first);
}

TEST(SignalingRooms, ComingsAndGoingsAreObserved) {
  Site site{{.seat_hold = {}}};
  Client a{site};
  Client b{site};
  a.join("r", "a");
  b.join("r", "b");
  a.join("s", "a");
  a.emit("leave_room");
  b.disconnect();
  EXPECT_EQ(site.diary.lines,
            (std::vector<std::string>{"a entered r of 1", "b entered r of 2", "a exited r of 1: moved",
                                      "a entered s of 1", "a exited s of 0: left",
                                      "b exited r of 0: disconnected"}));
}

TEST(SignalingRooms, AnyTextAndAnyIntegerNamesARoom) {
  struct Case {
    std::string_view given, understood;
  };
  const Case cases[] = {
      {R"("__proto__")", R"("__proto__")"},
      {R"("constructor")", R"("constructor")"},
      {R"("모임 👩‍💻")", R"("모임 👩‍💻")"},
      {R"("\ubaa8\uc784")", R"("모임")"},
      {R"(" ")", R"(" ")"},
      {R"("\u0000")", R"("\u0000")"},
      {R"("a\"b\\c\nd")", R"("a\"b\\c\nd")"},
      {"2", R"("2")"},
      {"-7", R"("-7")"},
      {"-0", R"("0")"},
      {"0", R"("0")"},
      {"123456789012345678901234567890", R"("123456789012345678901234567890")"},
  };
  for (const Case& test : cases) {
    Site site;
    Client client{site};
    const std::string payload = "{\"room\":" + std::string{test.given} + "}";
    const std::string answer = client.request("join_room", payload);
    const auto room = json::View{answer}.find("room");
    ASSERT_TRUE(room) << test.given << answer;
    EXPECT_EQ(room->text(), test.understood);
    EXPECT_EQ(site.signaling.statistics().rooms, 1U);
  }
}

TEST(SignalingRooms, ANumberAndItsDigitsAreOneRoom) {
  Site site;
  Client a{site};
  Client b{site};
  a.emit("join_room", R"({"room":42})");
  b.emit("join_room", R"({"room":"42"})");
  EXPECT_EQ(site.signaling.statistics().rooms, 1U);
}

TEST(SignalingRooms, OfDuplicatesTheLastCountsAndExtrasAreIgnored) {
  Site site;
  Client a{site};
  const std::string answer = a.request(
      "join_room", R"({"room":1.5,"\u0072oom":"r","email":"x","x":{"room":"nested"},"email":"y"},"more",7)");
  EXPECT_EQ(field(answer, "room"), "r");
  EXPECT_EQ(site.diary.lines, (std::vector<std::string>{"y entered r of 1"}));
}

}  // namespace
}  // namespace moim::signaling
