#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "moim/json/nlohmann.h"

#include "harness.h"

namespace moim::socketio {
namespace {

using test::Harness;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

// What the public conformance suites expect of their server.
class Echo : public testing::Test {
 protected:
  Echo() {
    for (const auto name : {"/", "/custom"}) h.server.of(name).on_connection(serve);
  }

  static void serve(Socket& socket) {
    socket.on("message", [&socket](Event& event) { socket.emit("message-back", event.args()); });
    socket.on("message-with-ack", [](Event& event) { event.ack(event.args()); });
    socket.on("emit-with-ack", [&socket](Event& event) {
      const auto answer = [&socket](std::expected<Args, AckError> args) {
        socket.emit("emit-with-ack", *args);
      };
      socket.emit_with_ack("emit-with-ack", answer, event.args());
    });
  }

  Harness h;
};

TEST_F(Echo, SendsBackWhatItGot) {
  h.join(1);
  h.text(1, R"(2["message",1,"2",{"3":[true]}])");
  h.text(1, R"(2["message"])");
  h.text(1, R"(2["message" , { "a" : "\u0041" , "a":[ ] } ])");
  EXPECT_THAT(h.sent(1), ElementsAre(R"(2["message-back",1,"2",{"3":[true]}])", R"(2["message-back"])",
                                     R"(2["message-back",{ "a" : "\u0041" , "a":[ ] }])"));
}

TEST_F(Echo, SendsBackAttachments) {
  for (const auto revision : {Revision::v4, Revision::v5}) {
    const int c = static_cast<int>(revision);
    h.join(c, revision);
    h.text(c, R"(52-["message",{"_placeholder":true,"num":0},{"x":[{"num":1,"_placeholder":true}]}])");
    EXPECT_THAT(h.sent(c), IsEmpty());
    h.binary(c, "\x01\x02\x03");
    EXPECT_THAT(h.sent(c), IsEmpty());
    h.binary(c, "");
    EXPECT_THAT(
        h.sent(c),
        ElementsAre(
            R"(52-["message-back",{"_placeholder":true,"num":0},{"x":[{"num":1,"_placeholder":true}]}])",
            "b:\x01\x02\x03", "b:"));
  }
}

TEST_F(Echo, Acknowledges) {
  h.join(1);
  h.text(1, R"(2456["message-with-ack",1,"2",{"3":[false]}])");
  h.text(1, R"(29007199254740991["message-with-ack"])");
  h.text(1, R"(218446744073709551615["message-with-ack",null])");
  h.text(1, R"(2["message-with-ack","nobody asked"])");
  EXPECT_THAT(h.sent(1), ElementsAre(R"(3456[1,"2",{"3":[false]}])", "39007199254740991[]",
                                     "318446744073709551615[null]"));
}

TEST_F(Echo, AcknowledgesWithAttachments) {
  h.join(1);
  h.text(1, R"(52-789["message-with-ack",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
  h.binary(1, "abc");
  h.binary(1, "def");
  EXPECT_THAT(h.sent(1), ElementsAre(R"(62-789[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])",
                                     "b:abc", "b:def"));
}

TEST_F(Echo, AsksForAnAck) {
  h.join(1);
  h.text(1, R"(2["emit-with-ack",1,"2"])");
  EXPECT_THAT(h.sent(1), ElementsAre(R"(20["emit-with-ack",1,"2"])"));
  h.text(1, R"(30[1,"2"])");
  EXPECT_THAT(h.sent(1), ElementsAre(R"(2["emit-with-ack",1,"2"])"));
  h.text(1, R"(51-["emit-with-ack",{"_placeholder":true,"num":0}])");
  h.binary(1, "A");
  EXPECT_THAT(h.sent(1), ElementsAre(R"(51-1["emit-with-ack",{"_placeholder":true,"num":0}])", "b:A"));
  h.text(1, R"(62-1[{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}])");
  h.binary(1, "B");
  h.binary(1, "C");
  EXPECT_THAT(
      h.sent(1),
      ElementsAre(R"(52-["emit-with-ack",{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}])",
                  "b:B", "b:C"));
}

TEST_F(Echo, KeepsNamespacesApart) {
  h.join(1);
  h.text(1, "0/custom");
  h.sent(1);
  h.text(1, R"(2/custom,7["message-with-ack",1])");
  h.text(1, R"(51-/custom,["message",{"_placeholder":true,"num":0}])");
  h.binary(1, "x");
  EXPECT_THAT(h.sent(1), ElementsAre("3/custom,7[1]",
                                     R"(51-/custom,["message-back",{"_placeholder":true,"num":0}])", "b:x"));
  h.text(1, "1/custom");
  h.text(1, R"(2["message","message to main namespace"])");
  EXPECT_THAT(h.sent(1), ElementsAre(R"(2["message-back","message to main namespace"])"));
}

struct Broken {
  std::string_view name;
  std::vector<std::string_view> messages;  // "b:" marks a binary one
  ProtocolError error;
};

TEST_F(Echo, EndsOnAttachmentsOutOfPlace) {
  const Broken broken[] = {
      {"alone", {"b:x"}, ProtocolError::unexpected_binary},
      {"after a text event", {"2[\"message\"]", "b:x"}, ProtocolError::unexpected_binary},
      {"one too many", {"51-[\"message\"]", "b:x", "b:y"}, ProtocolError::unexpected_binary},
      {"none announced", {"50-[\"message\"]", "b:y"}, ProtocolError::unexpected_binary},
      {"another event between",
       {"52-[\"message\"]", "b:x", "2[\"message\"]"},
       ProtocolError::missing_attachment},
      {"another binary event between",
       {"51-[\"message\"]", "51-[\"message\"]"},
       ProtocolError::missing_attachment},
      {"an ack between", {"51-[\"message\"]", "31[]"}, ProtocolError::missing_attachment},
      {"a disconnect between", {"51-[\"message\"]", "1"}, ProtocolError::missing_attachment},
      {"nonsense between", {"51-[\"message\"]", "?"}, ProtocolError::missing_attachment},
  };
  for (const auto& [name, messages, error] : broken) {
    Harness own;
    own.server.on_connection(serve);
    own.join(1);
    for (const std::string_view message : messages) {
      if (message.starts_with("b:")) {
        own.binary(1, message.substr(2));
      } else {
        own.text(1, message);
      }
    }
    EXPECT_EQ(own.sent(1).back(), "closed") << name;
    EXPECT_EQ(own.count(error), 1U) << name;
  }
}

TEST(Events, BoundTheBytesOfAttachments) {
  Harness h{{.max_attachments = 3, .max_attachment_bytes = 10}};
  int events = 0;
  h.server.of("/").on_event("m", [&](Event&) { ++events; });
  h.join(1);
  h.text(1, "53-[\"m\"]");
  for (const auto part : {"12345", "", "67890"}) h.binary(1, part);
  EXPECT_EQ(events, 1);
  h.text(1, "52-[\"m\"]");
  h.binary(1, "12345");
  h.binary(1, "678901");
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
  EXPECT_EQ(h.count(ProtocolError::too_many_attachment_bytes), 1U);
}

TEST(Events, BoundTheBytesOfAllPacketsThatWait) {
  Harness h{{.max_waiting_bytes = 30}};
  int events = 0;
  h.server.of("/").on_event("m", [&](Event&) { ++events; });
  for (const int connection : {1, 2, 3, 4}) h.join(connection);
  const std::string packet = "51-[\"m\"]";  // 8 bytes
  h.text(1, "52-[\"m\"]");
  h.binary(1, "12345678901234");
  h.text(2, packet);
  h.text(3, packet);
  EXPECT_THAT(h.sent(3), ElementsAre("closed"));
  h.binary(1, "");
  EXPECT_EQ(events, 1);
  h.close(2);
  h.text(4, packet);
  h.binary(4, "1234567890123456789012");
  EXPECT_EQ(events, 2) << "there is room again";
  h.text(4, packet);
  h.binary(4, "12345678901234567890123");
  EXPECT_THAT(h.sent(4), ElementsAre("closed"));
  EXPECT_EQ(h.count(ProtocolError::too_many_waiting_bytes), 2U);
}

TEST(Events, DoNotWaitForAttachmentsForEver) {
  Harness h{{.attachment_timeout = 10s}};
  int events = 0;
  h.server.of("/").on_event("m", [&](Event&) { ++events; });
  h.join(1);
  h.join(2);
  h.text(1, "52-[\"m\"]");
  h.text(2, "51-[\"m\"]");
  h.advance(9s);
  h.binary(1, "one");  // a client that trickles gets no more time
  h.binary(2, "whole");
  EXPECT_EQ(events, 1);
  EXPECT_EQ(h.server.next_deadline(), h.now + 1s);
  h.advance(1s);
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
  EXPECT_EQ(h.count(ProtocolError::late_attachment), 1U);
  EXPECT_TRUE(h.sent(2).empty());
  h.close(1);
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST(Events, TakeAThousandAttachments) {
  Harness h;
  std::size_t seen = 0;
  h.server.of("/").on_event("m", [&](Event& event) {
    seen = event.args().attachments().size();
    EXPECT_EQ(event.args().attachments()[999], "999");
  });
  h.join(1);
  h.text(1, "51000-[\"m\"]");
  for (int i = 0; i < 1000; ++i) h.binary(1, std::to_string(i));
  EXPECT_EQ(seen, 1000U);
}

TEST(Events, ReachHandlersInTheStatedOrder) {
  Harness h;
  std::string order;
  const auto note = [&](const char* what) { return [&order, what](Event&) { order += what; }; };
  Namespace& nsp = h.server.of("/");
  nsp.on_any(note("A"));
  nsp.on_event("e", note("n"));
  nsp.on_unhandled(note("u"));
  h.server.on_connection([&](Socket& socket) {
    socket.on_any(note("a"));
    socket.on("e", note("1"));
    socket.on("e", note("2"));
    socket.on("own", note("o"));
  });
  h.join(1);
  h.text(1, "2[\"e\"]");
  EXPECT_EQ(std::exchange(order, ""), "Aan12");
  h.text(1, "2[\"own\"]");
  EXPECT_EQ(std::exchange(order, ""), "Aao");
  h.text(1, "2[\"else\"]");
  EXPECT_EQ(std::exchange(order, ""), "Aau");
}

TEST(Events, TellHandlersEverything) {
  Harness h;
  int calls = 0;
  h.server.of("/").on_event("e\n1", [&](Event& event) {
    ++calls;
    EXPECT_EQ(event.name(), "e\n1");
    EXPECT_EQ(event.socket().connection(), test::id(1));
    EXPECT_EQ(event.args().size(), 2U);
    EXPECT_EQ(event.arg().integer(), 1);
    EXPECT_EQ(event.arg(1).find("x")->string(), "y");
    EXPECT_TRUE(event.arg(2).is_null());
    EXPECT_FALSE(event.wants_ack());
  });
  h.server.of("/").on_event("42", [&](Event&) { ++calls; });
  h.join(1);
  h.text(1, R"(2["e\n\u0031",1,{"x":"y"}])");
  h.text(1, "2[42]");
  EXPECT_EQ(calls, 2);
}

TEST(Events, LetHandlersChangeHandlers) {
  Harness h;
  int first = 0;
  int second = 0;
  h.server.on_connection([&](Socket& socket) {
    socket.on("e", [&](Event& event) {
      ++first;
      event.socket().off("e");
      event.socket().on("e", [&](Event&) { ++second; });
    });
  });
  h.join(1);
  h.text(1, "2[\"e\"]");
  h.text(1, "2[\"e\"]");
  h.text(1, "2[\"e\"]");
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 2);
}

TEST(Events, AreSentWithArgumentsOfEveryKind) {
  Harness h;
  h.server.on_connection([](Socket& socket) {
    socket.emit("none");
    socket.emit("some", 1, -2L, 2.5, "text", std::string{"str"}, true, nullptr, std::vector{1, 2},
                json::Raw{"[3]"});
    socket.emit("doc", nlohmann::json{{"a", 1}});
    socket.emit("bin", Binary{"x"}, 1);
    socket.emit("quoted \"name\"");
  });
  h.open(1, Revision::v4);
  EXPECT_THAT(h.sent(1),
              ElementsAre("0", R"(2["none"])", R"(2["some",1,-2,2.5,"text","str",true,null,[1,2],[3]])",
                          R"(2["doc",{"a":1}])", R"(51-["bin",{"_placeholder":true,"num":0},1])", "b:x",
                          R"(2["quoted \"name\""])"));
}

TEST(Events, OfReservedNamesAreNotSent) {
  Harness h;
  std::vector<AckError> errors;
  h.server.on_connection([&](Socket& socket) {
    socket.emit("disconnect");
    socket.emit_with_ack("connect",
                         [&](std::expected<Args, AckError> args) { errors.push_back(args.error()); });
    socket.nsp().emit("connect_error");
  });
  h.open(1, Revision::v4);
  EXPECT_THAT(h.sent(1), ElementsAre("0"));
  EXPECT_EQ(h.count(Activity::reserved_events), 3U);
  EXPECT_THAT(errors, ElementsAre(AckError::reserved_event));
}

TEST(Acks, AreGivenOnceNowOrLater) {
  Harness h;
  std::vector<Ack> later;
  h.server.of("/").on_event("now", [](Event& event) {
    EXPECT_TRUE(event.wants_ack());
    event.ack("first");
    EXPECT_FALSE(event.wants_ack());
    event.ack("second");
  });
  h.server.of("/").on_event("later", [&](Event& event) { later.push_back(event.take_ack()); });
  h.join(1);
  h.text(1, "21[\"now\"]");
  h.text(1, "22[\"later\"]");
  h.text(1, "2[\"later\"]");
  EXPECT_THAT(h.sent(1), ElementsAre("31[\"first\"]"));
  EXPECT_TRUE(later[0]);
  EXPECT_FALSE(later[1]);
  Ack moved = std::move(later[0]);
  later[0]("moved away");
  later[1]("never asked for");
  moved(1, Binary{"x"});
  moved("again");
  EXPECT_FALSE(moved);
  EXPECT_THAT(h.sent(1), ElementsAre(R"(61-2[1,{"_placeholder":true,"num":0}])", "b:x"));
}

TEST(Acks, AreHarmlessWhenTheSocketOrTheServerIsGone) {
  std::vector<Ack> later;
  {
    Harness h;
    h.server.of("/").on_event("later", [&](Event& event) { later.push_back(event.take_ack()); });
    for (const int c : {1, 2}) {
      h.join(c);
      h.text(c, "27[\"later\"]");
    }
    h.close(1);
    EXPECT_FALSE(later[0]);
    EXPECT_TRUE(later[1]);
    later[0]("gone");
    EXPECT_THAT(h.sent(1), IsEmpty());
  }
  EXPECT_FALSE(later[1]);
  later[1]("all gone");
}

class Requests : public testing::Test {
 protected:
  Requests() { h.join(1); }

  Socket& socket() {
    Socket* found = nullptr;
    h.server.of("/").for_each_socket([&](Socket& each) { found = &each; });
    return *found;
  }
  AckHandler note() {
    return [this](std::expected<Args, AckError> answer) {
      answers.push_back(answer ? std::string{answer->list()} : std::string{to_string(answer.error())});
    };
  }

  Harness h{{.ack_timeout = 10s, .max_pending_acks = 3}};
  std::vector<std::string> answers;
};

TEST_F(Requests, AreAnsweredInAnyOrderAndOnce) {
  for (int i = 0; i < 3; ++i) socket().emit_with_ack("q", note(), i);
  EXPECT_THAT(h.sent(1), ElementsAre("20[\"q\",0]", "21[\"q\",1]", "22[\"q\",2]"));
  for (const auto answer : {"32[\"c\"]", "30[\"a\"]", "30[\"again\"]", "399[]", "31[\"b\",1]"})
    h.text(1, answer);
  EXPECT_THAT(answers, ElementsAre("\"c\"", "\"a\"", "\"b\",1"));
  EXPECT_EQ(h.count(Activity::late_acks), 2U);
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST_F(Requests, TimeOutToTheMillisecond) {
  socket().emit_with_ack("q", note());
  socket().timeout(3s).emit_with_ack("q", note());
  h.advance(3s - 1ms);
  EXPECT_THAT(answers, IsEmpty());
  h.advance(1ms);
  EXPECT_THAT(answers, ElementsAre("timeout"));
  h.text(1, "31[\"late\"]");
  h.advance(7s - 1ms);
  EXPECT_THAT(answers, SizeIs(1));
  h.advance(1ms);
  EXPECT_THAT(answers, ElementsAre("timeout", "timeout"));
  EXPECT_EQ(h.count(LimitHit::ack_timeout), 2U);
}

TEST_F(Requests, EndWithTheSocket) {
  socket().emit_with_ack("q", note());
  socket().emit_with_ack("q", note());
  const auto kept = socket().shared_from_this();
  h.close(1);
  EXPECT_THAT(answers, ElementsAre("disconnected", "disconnected"));
  kept->emit_with_ack("q", note());
  EXPECT_THAT(answers, SizeIs(3));
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST_F(Requests, AreBounded) {
  for (int i = 0; i < 4; ++i) socket().emit_with_ack("q", note());
  EXPECT_THAT(answers, ElementsAre("too many pending"));
  EXPECT_THAT(h.sent(1), SizeIs(3));
  EXPECT_EQ(h.count(LimitHit::pending_acks), 1U);
  h.text(1, "31[]");
  socket().emit_with_ack("q", note());
  EXPECT_THAT(h.sent(1), ElementsAre("23[\"q\"]"));
}

TEST_F(Requests, MayBeMadeAndEndedFromHandlers) {
  Socket& own = socket();
  own.emit_with_ack("first", [&](std::expected<Args, AckError>) {
    own.emit_with_ack("second", note());
    own.disconnect();
  });
  h.text(1, "30[]");
  EXPECT_THAT(answers, ElementsAre("disconnected"));
  EXPECT_THAT(h.sent(1), ElementsAre("20[\"first\"]", "21[\"second\"]", "1"));
}

}  // namespace
}  // namespace moim::socketio
