// Offers, answers and candidates between clients of both revisions.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

using socketio::Revision;

/// Two people in one room, and the ids they have there.
struct Pair {
  explicit Pair(Site& site, Revision first = Revision::v5, Revision second = Revision::v5)
      : a{site, first}, b{site, second}, a_id{a.join("r", R"(a\"b)")}, b_id{b.join("r", "bob")} {
    a.take();
  }
  Client a;
  Client b;
  std::string a_id;
  std::string b_id;
};

std::string addressed(std::string_view fields, std::string_view receiver_field, std::string_view receiver) {
  return "{" + std::string{fields} + ",\"" + std::string{receiver_field} + "\":\"" + std::string{receiver} +
         "\"}";
}

TEST(SignalingRelay, EachEventArrivesAsTheVocabularySays) {
  for (const Revision first : {Revision::v4, Revision::v5}) {
    for (const Revision second : {Revision::v4, Revision::v5}) {
      Site site;
      Pair pair{site, first, second};
      pair.a.emit("offer",
                  addressed(R"("sdp":{"type":"offer","sdp":"v=0\r\n"})", "offerReceiveID", pair.b_id));
      pair.b.emit("answer",
                  addressed(R"("sdp":{"type":"answer","sdp":"v=0\r\n"})", "answerReceiveID", pair.a_id));
      pair.a.emit("candidate",
                  addressed(R"("candidate":{"candidate":"c"})", "candidateReceiveID", pair.b_id));
      EXPECT_EQ(pair.b.take(),
                (Packets{R"(2["getOffer",{"sdp":{"type":"offer","sdp":"v=0\r\n"},"offerSendID":")" +
                             pair.a_id + R"(","offerSendEmail":"a\"b"}])",
                         R"(2["getCandidate",{"candidate":{"candidate":"c"},"candidateSendID":")" +
                             pair.a_id + R"("}])"}));
      EXPECT_EQ(pair.a.take(),
                (Packets{R"(2["getAnswer",{"sdp":{"type":"answer","sdp":"v=0\r\n"},"answerSendID":")" +
                         pair.b_id + R"("}])"}));
      const Statistics statistics = site.signaling.statistics();
      EXPECT_EQ(statistics.relayed[Relay::offer], 1U);
      EXPECT_EQ(statistics.relayed[Relay::answer], 1U);
      EXPECT_EQ(statistics.relayed[Relay::candidate], 1U);
    }
  }
}

TEST(SignalingRelay, AnAcknowledgementIsGivenOnceHandedOver) {
  Site site;
  Pair pair{site};
  EXPECT_EQ(pair.a.request("offer", addressed(R"("sdp":1)", "offerReceiveID", pair.b_id)), R"({"ok":true})");
  EXPECT_EQ(pair.a.request("candidate", addressed(R"("candidate":null)", "candidateReceiveID", pair.b_id)),
            R"({"ok":true})");
  EXPECT_EQ(pair.b.request("answer", addressed(R"("sdp":1)", "answerReceiveID", pair.a_id)),
            R"({"ok":true})");
}

TEST(SignalingRelay, DocumentsPassByteForByte) {
  const std::string_view documents[] = {
      "null",
      "\"\"",
      "{}",
      "{ \"type\" :\t\"offer\",\n \"sdp\" : \"v=0\\r\\n\\u0061\\/\\ud83d\\udc69\" }",
      "[1.0, 1e400, -0, 12345678901234567890, true]",
      R"({"a":1,"a":2,"__proto__":{"x":1}})",
      R"({"_placeholder":true,"num":0})",
      R"("한글 \uD55C")",
      "\"\\u0000\"",
      R"({"offerReceiveID":"nested","sdp":"nested"})",
  };
  for (const std::string_view document : documents) {
    Site site;
    Pair pair{site};
    const std::string text{document};
    pair.a.emit("offer", "{\"offerReceiveID\" : \"" + pair.b_id + "\", \"sdp\" : \n " + text + "\t }");
    EXPECT_EQ(pair.b.take(), (Packets{R"(2["getOffer",{"sdp":)" + text + R"(,"offerSendID":")" + pair.a_id +
                                      R"(","offerSendEmail":"a\"b"}])"}));
  }
}

TEST(SignalingRelay, OrderIsKept) {
  Site site;
  Pair pair{site};
  for (int i = 0; i < 100; ++i) {
    pair.a.emit(i % 2 == 0 ? "offer" : "answer",
                addressed("\"sdp\":" + std::to_string(i), i % 2 == 0 ? "offerReceiveID" : "answerReceiveID",
                          pair.b_id));
  }
  const Packets packets = pair.b.take();
  ASSERT_EQ(packets.size(), 100U);
  for (std::size_t i = 0; i < packets.size(); ++i) {
    EXPECT_NE(packets[i].find("\"sdp\":" + std::to_string(i) + ","), std::string::npos);
  }
}

TEST(SignalingRelay, NobodySpeaksInTheNameOfAnother) {
  Site site;
  Pair pair{site};
  pair.a.emit("offer", addressed(R"("sdp":1,"offerSendID":"forged","offerSendEmail":"forged")",
                                 "offerReceiveID", pair.b_id));
  pair.a.emit("answer", addressed(R"("sdp":1,"answerSendID":"forged")", "answerReceiveID", pair.b_id));
  pair.a.emit("candidate",
              addressed(R"("candidate":1,"candidateSendID":"forged")", "candidateReceiveID", pair.b_id));
  const Packets packets = pair.b.take();
  ASSERT_EQ(packets.size(), 3U);
  for (const std::string& packet : packets) {
    EXPECT_EQ(packet.find("forged"), std::string::npos);
    EXPECT_NE(packet.find("SendID\":\"" + pair.a_id + "\""), std::string::npos);
  }
}

TEST(SignalingRelay, AStampedLabelIsTheNewest) {
  Site site;
  Pair pair{site};
  pair.a.emit("update_state", R"({"email":"renamed"})");
  pair.b.take();
  pair.a.emit("offer", addressed(R"("sdp":1)", "offerReceiveID", pair.b_id));
  EXPECT_NE(pair.b.take().at(0).find(R"("offerSendEmail":"renamed")"), std::string::npos);
}

TEST(SignalingRelay, StaysWithinTheRoom) {
  Site site;
  Pair pair{site};
  Client other{site, Revision::v4};
  const std::string other_id = other.join("elsewhere", "c");
  Client lobby{site};
  struct Case {
    Client& sender;
    std::string receiver;
    std::string_view code, message;
  };
  const Case cases[] = {
      {pair.a, other_id, "no_such_user", "the receiver is not in the sender's room"},
      {pair.a, "nobody", "no_such_user", "the receiver is not in the sender's room"},
      {pair.a, "", "no_such_user", "the receiver is not in the sender's room"},
      {pair.a, "r", "no_such_user", "the receiver is not in the sender's room"},
      {pair.a, "__proto__", "no_such_user", "the receiver is not in the sender's room"},
      {pair.a, pair.a_id, "self_addressed", "the receiver is the sender"},
      {lobby, pair.a_id, "not_in_room", "the sender is in no room"},
  };
  for (const RelayKind& kind : kRelayKinds) {
    for (const Case& test : cases) {
      const std::string payload =
          addressed("\"" + std::string{kind.document} + "\":1", kind.receiver, test.receiver);
      const std::string error =
          "\"code\":\"" + std::string{test.code} + "\",\"message\":\"" + std::string{test.message} + "\"}";
      EXPECT_EQ(test.sender.request(kind.event, payload), "{\"ok\":false,\"error\":{" + error + "}");
      test.sender.emit(kind.event, payload);
      EXPECT_EQ(test.sender.take(), (Packets{"2[\"request_error\",{\"event\":\"" + std::string{kind.event} +
                                             "\"," + error + "]"}));
    }
  }
  EXPECT_EQ(pair.b.take(), Packets{});
  EXPECT_EQ(other.take(), Packets{});
  EXPECT_EQ(site.signaling.statistics().errors[ErrorCode::no_such_user], 30U);
  EXPECT_EQ(site.signaling.statistics().errors[ErrorCode::self_addressed], 6U);
  EXPECT_EQ(site.signaling.statistics().errors[ErrorCode::not_in_room], 6U);
}

TEST(SignalingRelay, NothingArrivesAfterTheExit) {
  Site site;
  Pair pair{site};
  const std::string offer = addressed(R"("sdp":1)", "offerReceiveID", pair.b_id);
  pair.a.emit("offer", offer);
  pair.a.emit("leave_room");
  pair.a.emit("offer", offer);
  const Packets packets = pair.b.take();
  ASSERT_EQ(packets.size(), 3U);
  EXPECT_TRUE(packets[0].starts_with(R"(2["getOffer")"));
  EXPECT_TRUE(packets[1].starts_with(R"(2["user_exit")"));
  EXPECT_TRUE(packets[2].starts_with(R"(2["user_state",{"id":")" + pair.b_id));  // the next host

  const std::string id = pair.a.join("r");
  pair.b.take();
  pair.a.send("1");
  pair.a.emit("offer", offer);
  pair.a.disconnect();
  EXPECT_EQ(pair.b.take(), (Packets{"2[\"user_exit\",{\"id\":\"" + id + "\"}]"}));
}

TEST(SignalingRelay, NothingReachesWhoHasLeft) {
  Site site;
  Pair pair{site};
  pair.b.emit("leave_room");
  pair.a.take();
  const std::string offer = addressed(R"("sdp":1)", "offerReceiveID", pair.b_id);
  EXPECT_EQ(field(json::View{pair.a.request("offer", offer)}.find("error")->text(), "code"), "no_such_user");
  EXPECT_EQ(pair.b.take(), Packets{});
}

}  // namespace
}  // namespace moim::signaling
