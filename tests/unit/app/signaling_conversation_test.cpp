// Chat, hands, reactions, roles and what hosts ask: the packets of docs/protocol.md.
#include <string>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

using namespace std::chrono_literals;
using socketio::Revision;

/// A host, a guest and a base client in one room.
struct Three {
  Three() : host{site}, guest{site}, base{site, Revision::v4} {
    host_id = host.join("r", "h");
    guest_id = guest.join("r", "g");
    base.emit("join_room", R"({"room":"r","email":"b"})");
    quiet();
  }
  void quiet() {
    for (Client* each : {&host, &guest, &base}) each->take();
  }
  void all_hear(std::string_view packet) {
    for (Client* each : {&host, &guest, &base}) EXPECT_EQ(each->take(), (Packets{std::string{packet}}));
  }
  [[nodiscard]] std::string at() const { return std::to_string(site.wall_now().time_since_epoch().count()); }

  Site site;
  Client host;
  Client guest;
  Client base;
  std::string host_id;
  std::string guest_id;
};

TEST(SignalingConversation, OnesOwnHandAndStateComeWithTheSeat) {
  Three room;
  EXPECT_EQ(room.guest.request("raise_hand", R"({"raised":true})"), R"({"ok":true,"hand":1})");
  const std::string answer = room.guest.request("join_room", R"({"room":"r"})");
  EXPECT_NE(answer.find(R"("state":{"microphone":true,"camera":true,"screen":false,"recording":false},)"
                        R"("role":"guest","hand":1,"settings")"),
            std::string::npos)
      << answer;
}

TEST(SignalingConversation, ChatIsTextForTheOthersAndTheSender) {
  Three room;
  const std::string said = R"("n":1,"from":")" + room.guest_id +
                           R"(","email":"g","text":"<b>\u0000\")"
                           "\u202e"
                           R"(안녕","at":)" +
                           room.at() + "}";
  EXPECT_EQ(room.guest.request("chat", R"({"text":"<b>\u0000\"\u202e안녕"})"), R"({"ok":true,)" + said);
  EXPECT_EQ(room.host.take(), (Packets{"2[\"chat\",{" + said + "]"}));
  EXPECT_EQ(room.guest.take(), Packets{});
  EXPECT_EQ(room.site.signaling.statistics().chat_messages, 1U);
  EXPECT_GT(room.site.signaling.statistics().chat_bytes, 0U);
}

TEST(SignalingConversation, BadChatIsRefused) {
  Three room;
  for (const auto* bad : {"{}", R"({"text":""})", R"({"text":5})", R"({"text":null})", R"("text")",
                          R"({"text":"x","key":1})"}) {
    EXPECT_EQ(code_of(room.guest.request("chat", bad)), "bad_request") << bad;
  }
  EXPECT_EQ(code_of(room.guest.request("chat", R"({"text":")" + std::string(2'001, 'x') + "\"}")),
            "bad_request");
  EXPECT_EQ(room.host.take(), Packets{});
}

TEST(SignalingConversation, AMessageSentTwiceIsSaidOnce) {
  Three room;
  const std::string first = room.guest.request("chat", R"({"text":"x","key":"k"})");
  EXPECT_EQ(room.guest.request("chat", R"({"text":"x","key":"k"})"), first);
  EXPECT_EQ(room.host.take().size(), 1U);
}

TEST(SignalingConversation, HistoryComesWithTheJoin) {
  Three room;
  room.guest.request("chat", R"({"text":"early"})");
  Client late{room.site};
  EXPECT_NE(late.request("join_room", R"({"room":"r"})").find(R"("chat":[])"), std::string::npos);
  const std::string again = room.guest.request("join_room", R"({"room":"r"})");
  EXPECT_NE(again.find(R"("text":"early")"), std::string::npos);
  room.host.request("update_room", R"({"history":true})");
  EXPECT_NE(late.request("join_room", R"({"room":"r"})").find(R"("text":"early")"), std::string::npos);
}

TEST(SignalingConversation, TooFastIsSaidSo) {
  Three room;
  for (int i = 0; i < 10; ++i) EXPECT_NE(code_of(room.guest.request("chat", R"({"text":"x"})")), "too_fast");
  EXPECT_EQ(code_of(room.guest.request("chat", R"({"text":"x"})")), "too_fast");
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(room.guest.request("react", R"({"reaction":"heart"})"), R"({"ok":true})");
  EXPECT_EQ(code_of(room.guest.request("react", R"({"reaction":"heart"})")), "too_fast");
}

TEST(SignalingConversation, ReactionsGoToTheOthers) {
  Three room;
  for (const auto* reaction : {"thumbs_up", "clap", "heart"}) {
    EXPECT_EQ(room.guest.request("react", R"({"reaction":")" + std::string{reaction} + "\"}"),
              R"({"ok":true})");
    EXPECT_EQ(room.host.take(),
              (Packets{R"(2["reaction",{"id":")" + room.guest_id + R"(","reaction":")" + reaction + "\"}]"}));
  }
  EXPECT_EQ(room.guest.take(), Packets{});
  EXPECT_EQ(code_of(room.guest.request("react", R"({"reaction":"skull"})")), "bad_request");
  EXPECT_EQ(code_of(room.guest.request("react", "{}")), "bad_request");
  EXPECT_EQ(room.site.signaling.statistics().reactions, 3U);
}

TEST(SignalingConversation, HandsAreHeardByAll) {
  Three room;
  EXPECT_EQ(room.guest.request("raise_hand", R"({"raised":true})"), R"({"ok":true,"hand":1})");
  room.all_hear("2[\"user_state\"," + user(room.guest_id, "g", "guest", 1) + "]");
  EXPECT_EQ(room.host.request("raise_hand", R"({"raised":true})"), R"({"ok":true,"hand":2})");
  room.quiet();
  EXPECT_EQ(code_of(room.guest.request("raise_hand", R"({"raised":false,"id":")" + room.host_id + "\"}")),
            "not_allowed");
  EXPECT_EQ(code_of(room.host.request("raise_hand", R"({"raised":true,"id":")" + room.guest_id + "\"}")),
            "not_allowed");
  EXPECT_EQ(room.host.request("raise_hand", R"({"raised":false,"id":")" + room.guest_id + "\"}"),
            R"({"ok":true})");
  room.all_hear("2[\"user_state\"," + user(room.guest_id, "g") + "]");
  EXPECT_EQ(room.host.request("raise_hand", R"({"raised":false,"all":true})"), R"({"ok":true})");
  room.all_hear("2[\"user_state\"," + user(room.host_id, "h", "host") + "]");
  EXPECT_EQ(code_of(room.host.request("raise_hand", "{}")), "bad_request");
}

TEST(SignalingConversation, RolesAreHeardByAll) {
  Three room;
  EXPECT_EQ(code_of(room.host.request("set_role", R"({"id":")" + room.host_id + R"(","role":"guest"})")),
            "not_allowed");
  EXPECT_EQ(room.host.request("set_role", R"({"id":")" + room.guest_id + R"(","role":"host"})"),
            R"({"ok":true})");
  room.all_hear("2[\"user_state\"," + user(room.guest_id, "g", "host") + "]");
  EXPECT_EQ(code_of(room.host.request("set_role", R"({"id":")" + room.guest_id + R"(","role":"king"})")),
            "bad_request");
  room.guest.take();
  room.host.disconnect();
  EXPECT_EQ(room.site.diary.lines.at(3), "h set_role " + room.guest_id);
}

TEST(SignalingConversation, AskingReachesItsTargetOnly) {
  Three room;
  const std::string ask = R"({"id":")" + room.guest_id + R"(","source":"microphone","on":false})";
  EXPECT_EQ(room.host.request("ask_state", ask), R"({"ok":true})");
  EXPECT_EQ(room.guest.take(),
            (Packets{R"(2["state_asked",{"source":"microphone","on":false,"by":")" + room.host_id + "\"}]"}));
  EXPECT_EQ(room.base.take(), Packets{});
  EXPECT_EQ(code_of(room.guest.request("ask_state", ask)), "not_allowed");
  for (const auto* bad : {R"({"id":"x","source":"soul","on":true})", R"({"id":"x","source":"camera"})",
                          R"({"source":"camera","on":true})"}) {
    EXPECT_EQ(code_of(room.host.request("ask_state", bad)), "bad_request") << bad;
  }
}

TEST(SignalingConversation, SharingEndsWhereOnlyHostsMay) {
  Three room;
  room.guest.request("update_state", R"({"screen":true})");
  room.quiet();
  room.host.request("update_room", R"({"share":"hosts"})");
  const Packets heard = room.guest.take();
  ASSERT_EQ(heard.size(), 3U);
  EXPECT_NE(heard[0].find("room_settings"), std::string::npos);
  EXPECT_EQ(heard[1], "2[\"user_state\"," + user(room.guest_id, "g") + "]");
  EXPECT_EQ(heard[2], R"(2["state_asked",{"source":"screen","on":false,"by":")" + room.host_id + "\"}]");
  EXPECT_EQ(code_of(room.guest.request("update_state", R"({"screen":true})")), "not_allowed");
}

TEST(SignalingConversation, RecordingIsPartOfTheState) {
  Three room;
  room.guest.request("update_state", R"({"recording":true})");
  EXPECT_NE(room.host.take().at(0).find(R"("recording":true)"), std::string::npos);
  EXPECT_EQ(code_of(room.guest.request("update_state", R"({"recording":1})")), "bad_request");
}

TEST(SignalingConversation, TheNextHostIsHeardOf) {
  Three room;
  room.host.request("leave_room");
  EXPECT_EQ(room.guest.take(), (Packets{R"(2["user_exit",{"id":")" + room.host_id + "\"}]",
                                        "2[\"user_state\"," + user(room.guest_id, "g", "host") + "]"}));
  EXPECT_EQ(room.guest.request("update_room", R"({"locked":true})"), R"({"ok":true})");
}

TEST(SignalingConversation, NobodyOutsideDoesAnything) {
  Site site;
  Client client{site};
  const std::pair<std::string_view, std::string_view> requests[] = {
      {"update_room", "{}"},
      {"admit", R"({"all":true})"},
      {"deny", R"({"id":"x"})"},
      {"remove_user", R"({"id":"x"})"},
      {"ask_state", R"({"id":"x","source":"camera","on":false})"},
      {"set_role", R"({"id":"x","role":"host"})"},
      {"create_invite", R"({"seconds":60})"},
      {"raise_hand", R"({"raised":true})"},
      {"chat", R"({"text":"x"})"},
      {"react", R"({"reaction":"clap"})"},
  };
  for (const auto& [event, payload] : requests)
    EXPECT_EQ(code_of(client.request(event, payload)), "not_in_room") << event;
}

}  // namespace
}  // namespace moim::signaling
