// A lost connection that comes back as it was: Socket.IO's recovery and the seat together.
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

using namespace std::chrono_literals;
using socketio::TransportClose;

struct Call {
  Call() {
    a_pid = field(connected.substr(connected.find('{')), "pid");
    a_answer = a.request("join_room", R"({"room":"r","email":"a"})");
    a_id = field(a_answer, "id");
    a_seat = field(a_answer, "seat");
    b_id = field(b.request("join_room", R"({"room":"r","email":"b"})"), "id");
    a.take();
    b.take();
  }
  /// How `a` comes back with what it knows.
  std::string auth(int offset) const {
    return "0{\"pid\":\"" + a_pid + "\",\"offset\":\"" + std::to_string(offset) + "\"}";
  }

  Site site{{}, 15s};
  std::string connected;
  Client a{site, connected};
  Client b{site};
  std::string a_pid, a_answer, a_id, a_seat, b_id;
};

TEST(SignalingRecovery, TheSeatAndWhatWasMissedComeBack) {
  Call call;
  call.a.disconnect();
  EXPECT_EQ(call.b.take(), (Packets{R"(2["user_away",{"id":")" + call.a_id + R"("},"2"])"}));
  call.b.emit("offer", R"({"sdp":7,"offerReceiveID":")" + call.a_id + "\"}");
  call.site.advance(14s);
  std::string connected;
  Client again{call.site, connected, call.auth(2)};
  EXPECT_EQ(call.b.take(), (Packets{R"(2["user_back",{"id":")" + call.a_id + R"(","fresh":false},"3"])"}));
  EXPECT_EQ(again.take(), (Packets{R"(2["getOffer",{"sdp":7,"offerSendID":")" + call.b_id +
                                   R"(","offerSendEmail":"b"},"3"])"}));
  EXPECT_EQ(call.site.signaling.statistics().seats[SeatEvent::recovered], 1U);
  EXPECT_EQ(call.site.signaling.statistics().away, 0U);

  // It is in the room as before, under the id of before.
  again.emit("answer", R"({"sdp":8,"answerReceiveID":")" + call.b_id + "\"}");
  EXPECT_EQ(call.b.take(),
            (Packets{R"(2["getAnswer",{"sdp":8,"answerSendID":")" + call.a_id + R"("},"4"])"}));
  call.site.advance(1h);
  EXPECT_EQ(call.b.take(), Packets{});
}

TEST(SignalingRecovery, AConnectionNotSeenToEndIsTakenOver) {
  Call call;
  std::string connected;
  Client again{call.site, connected, call.auth(2)};
  const Packets heard = call.b.take();
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_TRUE(heard[0].starts_with(R"(2["user_away")"));
  EXPECT_TRUE(heard[1].starts_with(R"(2["user_back")"));
  EXPECT_TRUE(call.a.closed());
  EXPECT_EQ(call.site.signaling.statistics().members, 2U);
}

TEST(SignalingRecovery, ASeatTakenByItsTokenIsNotRecovered) {
  Call call;
  call.a.disconnect();
  Client page{call.site};
  page.request("join_room", R"({"room":"r","resume":")" + call.a_seat + "\"}");
  std::string connected;
  Client late{call.site, connected, call.auth(2)};
  EXPECT_EQ(connected.find(call.a_pid), std::string::npos);
  EXPECT_NE(late.request("leave_room").find("not_in_room"), std::string::npos);
  EXPECT_EQ(call.site.signaling.statistics().members, 2U);
}

TEST(SignalingRecovery, ARecoveredSeatMayBeTakenByItsToken) {
  Call call;
  call.a.disconnect();
  std::string connected;
  Client again{call.site, connected, call.auth(2)};
  Client page{call.site};
  page.request("join_room", R"({"room":"r","resume":")" + call.a_seat + "\"}");
  const Packets told = again.take();
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(told.back().starts_with(R"(2["seat_taken")"));
  EXPECT_EQ(call.site.signaling.statistics().members, 2U);
}

TEST(SignalingRecovery, AfterTheSeatThereIsNothingToRecover) {
  Call call;
  call.a.disconnect(TransportClose::going_away);
  call.site.advance(800ms);
  std::string connected;
  Client late{call.site, connected, call.auth(2)};
  EXPECT_EQ(connected.find(call.a_pid), std::string::npos);
}

TEST(SignalingRecovery, BaseClientsAreNewEveryTime) {
  Site site{{}, 15s};
  std::string connected;
  Client base{site, connected};
  const std::string pid = field(connected.substr(connected.find('{')), "pid");
  base.emit("join_room", R"({"room":"r"})");
  base.disconnect();
  EXPECT_EQ(site.signaling.statistics().members, 0U);
  Client again{site, connected, "0{\"pid\":\"" + pid + "\",\"offset\":\"1\"}"};
  EXPECT_EQ(connected.find(pid), std::string::npos);
}

TEST(SignalingRecovery, DroppedWhileComingBack) {
  Call call;
  call.a.disconnect();
  call.site.advance(14s);
  std::string connected;
  {
    Client again{call.site, connected, call.auth(2)};
    again.disconnect();
  }
  call.site.advance(14s);
  Client third{call.site, connected, call.auth(2)};
  EXPECT_NE(connected.find(call.a_pid), std::string::npos);
  call.site.advance(1h);
  EXPECT_EQ(call.site.signaling.statistics().members, 2U);
  EXPECT_EQ(call.site.server.statistics().recovery[socketio::RecoveryEvent::expired], 0U);
}

}  // namespace
}  // namespace moim::signaling
