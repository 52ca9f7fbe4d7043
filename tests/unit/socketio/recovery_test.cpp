// Connection state recovery: the same socket on another connection, with what it missed, in every order of
// events.
#include <any>
#include <string>

#include <gtest/gtest.h>

#include "socketio/harness.h"

namespace moim::socketio::test {
namespace {

using Sent = std::vector<std::string>;

Options with_recovery() {
  Options options;
  options.recovery.window = 10s;
  return options;
}

std::string text_of(const std::string& packet, std::string_view name) {
  const std::string key = "\"" + std::string{name} + "\":\"";
  const std::size_t at = packet.find(key);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + key.size();
  return packet.substr(begin, packet.find('"', begin) - begin);
}

/// A client of 4.6 as far as recovery goes: it remembers its pid and the last offset it saw.
struct Recovering : Harness {
  explicit Recovering(const Options& options = with_recovery()) : Harness(options) {
    server.on_connection([this](Socket& socket) { sockets.push_back(&socket); });
  }

  /// Connects; the CONNECT answer comes back, what follows stays to be taken.
  std::string connect(int connection, const std::string& auth = "") {
    open(connection);
    text(connection, "0" + auth);
    Sent all = sent(connection);
    EXPECT_FALSE(all.empty());
    rest = {all.begin() + 1, all.end()};
    return all.front();
  }
  std::string recover(int connection, const std::string& pid, const std::string& offset) {
    return connect(connection, "{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
  }
  [[nodiscard]] std::uint64_t count(RecoveryEvent event) const { return server.statistics().recovery[event]; }
  Socket& last() { return *sockets.back(); }

  std::vector<Socket*> sockets;
  Sent rest;
};

TEST(Recovery, IsOffUnlessAskedFor) {
  Recovering harness{Options{}};
  const std::string connected = harness.connect(1);
  EXPECT_EQ(text_of(connected, "pid"), "");
  harness.last().emit("news", 1);
  EXPECT_EQ(harness.sent(1), (Sent{R"(2["news",1])"}));
}

TEST(Recovery, EveryEventCarriesItsOffset) {
  Recovering harness;
  const std::string connected = harness.connect(1);
  EXPECT_EQ(text_of(connected, "sid"), harness.last().id());
  EXPECT_EQ(text_of(connected, "pid").size(), 20U);
  EXPECT_NE(text_of(connected, "pid"), text_of(connected, "sid"));
  harness.last().emit("news", 1);
  harness.last().emit("nothing");
  harness.last().emit("octets", Binary{"abc"});
  harness.server.emit("all", "x");
  EXPECT_EQ(harness.sent(1),
            (Sent{R"(2["news",1,"1"])", R"(2["nothing","2"])",
                  R"(51-["octets",{"_placeholder":true,"num":0},"3"])", "b:abc", R"(2["all","x","4"])"}));
}

TEST(Recovery, WhatAsksForAnAcknowledgementCarriesNone) {
  Recovering harness;
  harness.connect(1);
  harness.last().emit_with_ack("ask", [](const auto&) {});
  EXPECT_EQ(harness.sent(1), (Sent{R"(20["ask"])"}));
}

TEST(Recovery, ClientsOfRevision4AreServedAsEver) {
  Recovering harness;
  harness.open(1, Revision::v4);
  EXPECT_EQ(harness.sent(1), (Sent{"0"}));
  harness.last().emit("news", 1);
  EXPECT_EQ(harness.sent(1), (Sent{R"(2["news",1])"}));
  bool held = true;
  harness.last().on_disconnect([&](DisconnectReason) { held = harness.last().held(); });
  harness.close(1);
  EXPECT_FALSE(held);
  EXPECT_EQ(harness.count(RecoveryEvent::held), 0U);
}

TEST(Recovery, BringsBackIdRoomsDataAndWhatWasMissed) {
  Recovering harness;
  const std::string connected = harness.connect(1);
  const std::string pid = text_of(connected, "pid");
  const std::string id{harness.last().id()};
  harness.last().join("room");
  harness.last().data() = 42;
  harness.last().emit("seen", 1);
  harness.last().emit("lost on the way", 2);
  bool held = false;
  harness.last().on_disconnect([&harness, &held](DisconnectReason reason) {
    EXPECT_EQ(reason, DisconnectReason::transport_close);
    held = harness.last().held();
  });
  harness.close(1);
  EXPECT_TRUE(held);
  EXPECT_EQ(harness.server.of("/").find(id), nullptr);

  harness.last().emit("to it", 3);
  harness.server.to("room").emit("to its room", 4);
  harness.server.to(id).emit("to its id", 5);
  harness.server.emit("to all", 6);
  harness.server.to("elsewhere").emit("to others", 7);
  const std::string again = harness.recover(2, pid, "1");
  EXPECT_EQ(text_of(again, "sid"), id);
  EXPECT_EQ(text_of(again, "pid"), pid);
  EXPECT_EQ(harness.rest,
            (Sent{R"(2["lost on the way",2,"2"])", R"(2["to it",3,"3"])", R"(2["to its room",4,"4"])",
                  R"(2["to its id",5,"5"])", R"(2["to all",6,"6"])"}));
  ASSERT_EQ(harness.sockets.size(), 2U);
  EXPECT_TRUE(harness.last().recovered());
  EXPECT_EQ(harness.last().id(), id);
  EXPECT_EQ(std::any_cast<int>(harness.last().data()), 42);
  EXPECT_EQ(harness.last().rooms(), (std::vector<std::string>{"room"}));
  harness.server.to("room").emit("on", 8);
  EXPECT_EQ(harness.sent(2), (Sent{R"(2["on",8,"7"])"}));
  EXPECT_EQ(harness.count(RecoveryEvent::recovered), 1U);
}

TEST(Recovery, WhatIsKeptComesBackWhateverItsSize) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  Sent missed;
  std::uint64_t messages = 1;
  // Sizes of all kinds, so that packets and their parts end everywhere in the memory they lie in.
  for (std::size_t i = 1; i <= 250; ++i) {
    const std::string text(i * i % 1'700, static_cast<char>('a' + i % 26));
    const std::string octets(i * 7 % 900, static_cast<char>('A' + i % 26));
    const std::string offset = std::to_string(i);
    if (i % 3 == 0) {
      harness.last().emit("both", text, Binary{octets}, Binary{"-"});
      missed.push_back("52-[\"both\",\"" + text +
                       R"(",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1},")" + offset + "\"]");
      missed.push_back("b:" + octets);
      missed.emplace_back("b:-");
    } else {
      harness.last().emit("text", text);
      missed.push_back("2[\"text\",\"" + text + "\",\"" + offset + "\"]");
    }
    if (i == 100) {
      messages += missed.size();
      harness.server.handle_delivered(harness.now, Harness::id(1), messages);
      missed.clear();
    }
  }
  for (const int connection : {2, 3}) {
    harness.close(connection - 1);
    harness.recover(connection, pid, "100");
    EXPECT_EQ(harness.rest, missed);
  }
  harness.server.handle_delivered(harness.now, Harness::id(3), 1 + missed.size());
  EXPECT_EQ(harness.server.statistics().retained_bytes, 0U);
}

TEST(Recovery, EndsWithTheWindow) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  const std::string id{harness.last().id()};
  harness.last().join("room");
  harness.last().emit("x");
  harness.close(1);
  harness.advance(10s);
  EXPECT_EQ(harness.count(RecoveryEvent::expired), 1U);
  EXPECT_EQ(harness.server.statistics().retained_bytes, 0U);
  EXPECT_EQ(harness.server.of("/").adapter().room_count(), 0U);
  const std::string again = harness.recover(2, pid, "1");
  EXPECT_NE(text_of(again, "sid"), id);
  EXPECT_NE(text_of(again, "pid"), pid);
  EXPECT_FALSE(harness.last().recovered());
  EXPECT_EQ(harness.count(RecoveryEvent::missed), 1U);
}

TEST(Recovery, TheWindowCountsFromWhenTheClientWasHeard) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  harness.now += 20s;
  harness.server.handle_close(harness.now, Harness::id(1), TransportClose::ping_timeout, harness.now - 4s);
  harness.advance(5s);
  EXPECT_EQ(harness.count(RecoveryEvent::expired), 0U);
  harness.advance(1s);
  EXPECT_EQ(harness.count(RecoveryEvent::expired), 1U);
}

TEST(Recovery, NobodyIsHeldWhoSaidGoodbyeOrMisbehaved) {
  for (const std::string packet : {"1", "2{"}) {
    Recovering harness;
    harness.connect(1);
    harness.text(1, packet);
    EXPECT_EQ(harness.count(RecoveryEvent::held), 0U) << packet;
    EXPECT_EQ(harness.server.next_deadline() == base::kNever, packet != "1");
  }
  Recovering harness;
  harness.connect(1);
  harness.last().disconnect();
  EXPECT_EQ(harness.count(RecoveryEvent::held), 0U);
}

TEST(Recovery, AClientThatCouldNotSayGoodbyeTakesItsSocketOver) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  harness.last().emit("x");
  harness.sent(1);
  std::vector<DisconnectReason> reasons;
  harness.last().on_disconnect([&](DisconnectReason reason) { reasons.push_back(reason); });
  harness.recover(2, pid, "0");
  EXPECT_EQ(harness.rest, (Sent{R"(2["x","1"])"}));
  EXPECT_EQ(reasons, (std::vector{DisconnectReason::transport_close}));
  EXPECT_EQ(harness.sent(1), (Sent{"closed"}));
  harness.close(1, TransportClose::forced);
  EXPECT_TRUE(harness.last().connected());
}

TEST(Recovery, TwiceInARow) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  harness.last().emit("a");
  harness.close(1);
  harness.recover(2, pid, "0");
  EXPECT_EQ(harness.rest, (Sent{R"(2["a","1"])"}));
  harness.last().emit("b");
  harness.close(2);
  harness.recover(3, pid, "0");
  EXPECT_EQ(harness.rest, (Sent{R"(2["a","1"])", R"(2["b","2"])"})) << "nothing proved that it arrived";
  harness.close(3);
  harness.recover(4, pid, "2");
  EXPECT_EQ(harness.rest, Sent{});
  EXPECT_EQ(harness.server.statistics().retained_bytes, 0U);
}

TEST(Recovery, OffsetsThatCannotBeAreNewSockets) {
  for (const std::string offset : {"3", "x", "-1", "1 ", ""}) {
    Recovering harness;
    const std::string pid = text_of(harness.connect(1), "pid");
    harness.last().emit("a");
    harness.close(1);
    EXPECT_NE(text_of(harness.recover(2, pid, offset), "pid"), pid) << offset;
  }
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  harness.close(1);
  EXPECT_NE(text_of(harness.connect(2, R"({"pid":7,"offset":"0"})"), "pid"), pid);
  EXPECT_EQ(text_of(harness.connect(3, "{\"pid\":\"" + pid + "\"}"), "pid"), pid) << "it had seen nothing";
}

TEST(Recovery, ADeliveryProvedIsKeptNoLonger) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");  // message 1
  harness.last().emit("a");                                    // 2
  harness.last().emit("b", Binary{"abc"});                     // 3, 4
  harness.server.handle_delivered(harness.now, Harness::id(1), 3);
  EXPECT_GT(harness.server.statistics().retained_bytes, 0U) << "half of b is not all of it";
  harness.server.handle_delivered(harness.now, Harness::id(1), 4);
  EXPECT_EQ(harness.server.statistics().retained_bytes, 0U);
  harness.last().emit("c");
  harness.close(1);
  EXPECT_NE(text_of(harness.recover(2, pid, "1"), "pid"), pid) << "b is gone";
}

TEST(Recovery, CountsDeliveriesAnewOnTheNewConnection) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  for (int i = 0; i < 5; ++i) harness.last().emit("a");
  harness.close(1);
  harness.recover(2, pid, "2");
  EXPECT_EQ(harness.rest.size(), 3U);
  harness.server.handle_delivered(harness.now, Harness::id(2), 3);  // the CONNECT and two of three
  harness.close(2);
  harness.recover(3, pid, "4");
  EXPECT_EQ(harness.rest, (Sent{R"(2["a","5"])"}));
}

TEST(Recovery, ASessionKeepsSoMuchAndNotMore) {
  Options options = with_recovery();
  options.recovery.max_session_bytes = 1'000;
  Recovering harness{options};
  const std::string pid = text_of(harness.connect(1), "pid");
  for (int i = 0; i < 100; ++i) harness.last().emit("a", std::string(100, 'x'));
  EXPECT_LE(harness.server.statistics().retained_bytes, 1'000U);
  EXPECT_GT(harness.server.statistics().retained_bytes, 500U);
  harness.last().emit("big", std::string(2'000, 'x'));
  EXPECT_EQ(harness.server.statistics().retained_bytes, 0U);
  harness.close(1);
  EXPECT_EQ(text_of(harness.recover(2, pid, "101"), "pid"), pid) << "who has all may come back";
  harness.close(2);
  EXPECT_NE(text_of(harness.recover(3, pid, "100"), "pid"), pid);
}

TEST(Recovery, WhoMissesTooMuchHasNoWayBack) {
  Options options = with_recovery();
  options.recovery.max_session_bytes = 1'000;
  Recovering harness{options};
  const std::string pid = text_of(harness.connect(1), "pid");
  harness.last().join("room");
  harness.close(1);
  for (int i = 0; i < 100; ++i) harness.server.to("room").emit("a", std::string(100, 'x'));
  EXPECT_LE(harness.server.statistics().retained_bytes, 1'000U);
  harness.advance(0s);
  EXPECT_EQ(harness.server.statistics().retained_bytes, 0U);
  EXPECT_EQ(harness.server.of("/").adapter().room_count(), 0U);
  EXPECT_NE(text_of(harness.recover(2, pid, "0"), "pid"), pid);
}

TEST(Recovery, AllTogetherKeepSoMuchAndNotMore) {
  Options options = with_recovery();
  options.recovery.max_bytes = 1'000;
  Recovering harness{options};
  for (int i = 1; i <= 10; ++i) harness.connect(i);
  for (int i = 0; i < 20; ++i) harness.server.emit("a", std::string(100, 'x'));
  EXPECT_LE(harness.server.statistics().retained_bytes, 1'000U);
  EXPECT_GT(harness.count(RecoveryEvent::overflow), 0U);
}

TEST(Recovery, SoManyAreHeldAndNotMore) {
  Options options = with_recovery();
  options.recovery.max_sessions = 1;
  Recovering harness{options};
  harness.connect(1);
  const std::string pid = text_of(harness.connect(2), "pid");
  harness.close(1);
  harness.close(2);
  EXPECT_EQ(harness.count(RecoveryEvent::held), 1U);
  EXPECT_NE(text_of(harness.recover(3, pid, "0"), "pid"), pid);
}

TEST(Recovery, TheApplicationMayForgetASocket) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  harness.server.of("/").on_disconnect([](Socket& socket, DisconnectReason) { socket.forget(); });
  harness.last().join("room");
  harness.last().emit("a");
  harness.close(1);
  EXPECT_EQ(harness.server.of("/").adapter().room_count(), 0U);
  EXPECT_EQ(harness.server.statistics().retained_bytes, 0U);
  EXPECT_NE(text_of(harness.recover(2, pid, "1"), "pid"), pid);
}

TEST(Recovery, ASocketHeldAskedToDisconnectIsGone) {
  Recovering harness;
  const std::string pid = text_of(harness.connect(1), "pid");
  const auto socket = harness.last().shared_from_this();
  harness.close(1);
  socket->disconnect();
  EXPECT_FALSE(socket->held());
  EXPECT_NE(text_of(harness.recover(2, pid, "0"), "pid"), pid);
}

TEST(Recovery, MiddlewareIsNotAskedAgain) {
  for (const bool skip : {true, false}) {
    Options options = with_recovery();
    options.recovery.skip_middleware = skip;
    Recovering harness{options};
    int asked = 0;
    harness.server.use([&](Socket&, Next next) {
      ++asked;
      next();
    });
    const std::string pid = text_of(harness.connect(1), "pid");
    harness.close(1);
    EXPECT_EQ(text_of(harness.recover(2, pid, "0"), "pid"), pid);
    EXPECT_EQ(asked, skip ? 1 : 2);
  }
}

TEST(Recovery, ASocketThatExpiresWhileMiddlewareThinksIsNew) {
  Options options = with_recovery();
  options.recovery.skip_middleware = false;
  Recovering harness{options};
  std::vector<Next> waiting;
  harness.server.use([&](Socket&, Next next) { waiting.push_back(std::move(next)); });
  harness.open(1);
  harness.text(1, "0");
  waiting.back()();
  const std::string pid = text_of(harness.sent(1).front(), "pid");
  harness.close(1);
  harness.open(2);
  harness.text(2, "0{\"pid\":\"" + pid + "\",\"offset\":\"0\"}");
  harness.advance(10s);
  waiting.back()();
  EXPECT_NE(text_of(harness.sent(2).front(), "pid"), pid);
  EXPECT_FALSE(harness.last().recovered());
}

TEST(Recovery, TwoThatAskWhileMiddlewareThinksGetOneSocket) {
  Options options = with_recovery();
  options.recovery.skip_middleware = false;
  Recovering harness{options};
  std::vector<Next> waiting;
  harness.server.use([&](Socket&, Next next) { waiting.push_back(std::move(next)); });
  harness.open(1);
  harness.text(1, "0");
  waiting.back()();
  const std::string pid = text_of(harness.sent(1).front(), "pid");
  harness.close(1);
  for (const int connection : {2, 3}) {
    harness.open(connection);
    harness.text(connection, "0{\"pid\":\"" + pid + "\",\"offset\":\"0\"}");
  }
  waiting[1]();
  waiting[2]();
  EXPECT_EQ(text_of(harness.sent(2).front(), "pid"), pid);
  EXPECT_NE(text_of(harness.sent(3).front(), "pid"), pid);
}

TEST(Recovery, ANamespaceRecoversItsOwnOnly) {
  Recovering harness;
  harness.server.of("/other");
  const std::string pid = text_of(harness.connect(1), "pid");
  harness.close(1);
  harness.open(2);
  harness.text(2, "0/other,{\"pid\":\"" + pid + "\",\"offset\":\"0\"}");
  EXPECT_NE(text_of(harness.sent(2).front(), "pid"), pid);
}

TEST(Recovery, AShutdownForgetsWhoIsHeld) {
  Recovering harness;
  harness.connect(1);
  harness.connect(2);
  harness.close(1);
  harness.server.shut_down();
  harness.close(2, TransportClose::shutting_down);
  EXPECT_EQ(harness.server.next_deadline(), base::kNever);
  EXPECT_EQ(harness.server.of("/").adapter().room_count(), 0U);
}

TEST(Recovery, AServerMayEndWhileSomebodyIsHeld) {
  std::shared_ptr<Socket> kept;
  {
    Recovering harness;
    harness.connect(1);
    kept = harness.last().shared_from_this();
    harness.last().emit("a");
    harness.close(1);
  }
  kept->emit("into the void");
  kept->forget();
  EXPECT_FALSE(kept->held());
}

}  // namespace
}  // namespace moim::socketio::test
