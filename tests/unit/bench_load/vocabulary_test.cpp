#include "vocabulary.h"

#include <gtest/gtest.h>

namespace moim::bench {
namespace {

TEST(Vocabulary, ReadsWhatServersSend) {
  constexpr std::string_view kUsers =
      R"(42["all_users",[{"id":"a1","email":"seat0"},{"id":"b2","email":"seat1"}]])";
  EXPECT_EQ(event_name(kUsers), "all_users");
  EXPECT_EQ(string_member(kUsers, "id"), "a1");
  EXPECT_EQ(string_member(kUsers, "email"), "seat0");
  EXPECT_EQ(string_member(kUsers, "room"), "");
  EXPECT_EQ(string_member(R"(0{"sid":"x","pingInterval":25000})", "sid"), "x");
  EXPECT_EQ(event_name(R"(40{"sid":"x"})"), "");
  EXPECT_EQ(event_name("42"), "");
}

TEST(Vocabulary, WritesWhatTheOriginalWrites) {
  constexpr Ends kEnds{"s", "mail", "r"};
  EXPECT_EQ(join_room("room", "mail"), R"(42["join_room",{"room":"room","email":"mail"}])");
  EXPECT_EQ(offer(kEnds, "{}"),
            R"(42["offer",{"sdp":{},"offerSendID":"s","offerSendEmail":"mail","offerReceiveID":"r"}])");
  EXPECT_EQ(answer(kEnds, "{}"), R"(42["answer",{"sdp":{},"answerSendID":"s","answerReceiveID":"r"}])");
  EXPECT_EQ(candidate(kEnds, "{}"),
            R"(42["candidate",{"candidate":{},"candidateSendID":"s","candidateReceiveID":"r"}])");
}

}  // namespace
}  // namespace moim::bench
