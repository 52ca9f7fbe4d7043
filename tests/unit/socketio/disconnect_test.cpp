#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness.h"

namespace moim::socketio {
namespace {

using test::Harness;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

/// Two namespaces that write down every end.
class Disconnect : public testing::Test {
 protected:
  Disconnect() {
    for (const auto name : {"/", "/a"}) {
      h.server.of(name).on_disconnect([this](Socket& socket, DisconnectReason reason) {
        EXPECT_FALSE(socket.connected());
        ends.push_back(std::string{socket.nsp().name()} + " " + std::string{to_string(reason)});
      });
      h.server.of(name).on_connection(
          [this](Socket& socket) { sockets[socket.nsp().name()] = socket.weak_from_this(); });
    }
  }
  void join_both() {
    h.join(1);
    h.text(1, "0/a");
    h.sent(1);
  }

  Harness h;
  std::vector<std::string> ends;
  std::map<std::string_view, std::weak_ptr<Socket>> sockets;
};

TEST_F(Disconnect, ByTheClient) {
  join_both();
  h.text(1, "1/a,");
  EXPECT_THAT(ends, ElementsAre("/a client namespace disconnect"));
  EXPECT_TRUE(sockets["/a"].expired());
  h.text(1, "1/a,");  // once more does no harm
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.text(1, "2/a,[\"x\"]");
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
  EXPECT_THAT(ends, ElementsAre("/a client namespace disconnect", "/ parse error"));
}

TEST_F(Disconnect, ByTheServer) {
  join_both();
  const auto socket = sockets["/a"].lock();
  socket->emit("last words");
  socket->disconnect();
  socket->disconnect();
  socket->emit("lost");
  EXPECT_FALSE(socket->join("nowhere"));
  EXPECT_THAT(ends, ElementsAre("/a server namespace disconnect"));
  EXPECT_THAT(h.sent(1), ElementsAre("2/a,[\"last words\"]", "1/a,"));
}

// What the client sent before it heard of the disconnect does not end its connection, and reaches no handler.
TEST_F(Disconnect, ToleratesWhatWasOnItsWay) {
  join_both();
  h.server.of("/a").on_event("late", [](Event&) { FAIL(); });
  sockets["/a"].lock()->disconnect();
  h.text(1, "2/a,[\"late\"]");
  h.text(1, "51-/a,[\"late\"]");
  h.binary(1, "x");
  h.text(1, "3/a,5[]");
  h.text(1, "1/a,");
  EXPECT_THAT(h.sent(1), ElementsAre("1/a,"));
  EXPECT_EQ(h.count(Activity::late_packets), 4U);
  h.text(1, "0/a,");
  EXPECT_THAT(h.sent(1), SizeIs(1));
  h.text(1, "1/a,");
  h.text(1, "2/a,[\"late\"]");  // now the client knew
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
}

TEST_F(Disconnect, ClosesTheConnectionIfAsked) {
  join_both();
  sockets["/a"].lock()->emit("last words");
  sockets["/a"].lock()->disconnect(true);
  EXPECT_THAT(h.sent(1), ElementsAre("2/a,[\"last words\"]", "1", "1/a,", "closed"));
  EXPECT_THAT(
      ends, testing::UnorderedElementsAre("/ server namespace disconnect", "/a server namespace disconnect"));
  h.text(1, "0");
  EXPECT_THAT(h.sent(1), IsEmpty());
  h.close(1, TransportClose::forced);
  EXPECT_THAT(ends, SizeIs(2));
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST_F(Disconnect, TellsHowTheConnectionEnded) {
  const std::pair<TransportClose, std::string_view> reasons[] = {
      {TransportClose::closed, "/ transport close"},
      {TransportClose::error, "/ transport error"},
      {TransportClose::ping_timeout, "/ ping timeout"},
      {TransportClose::parse_error, "/ parse error"},
      {TransportClose::overflow, "/ forced close"},
      {TransportClose::forced, "/ forced close"},
      {TransportClose::shutting_down, "/ server shutting down"}};
  for (const auto& [reason, words] : reasons) {
    h.join(1);
    h.close(1, reason);
    EXPECT_EQ(ends.back(), words);
    EXPECT_TRUE(sockets["/"].expired());
  }
  EXPECT_EQ(h.server.connection_count(), 0U);
}

TEST_F(Disconnect, OfAConnectionInTheMiddleOfAPacket) {
  join_both();
  h.text(1, "51-[\"m\"]");
  h.close(1);
  EXPECT_THAT(ends, SizeIs(2));
  h.text(1, "2[\"unknown connection\"]");
  h.binary(1, "x");
  h.close(1);
  EXPECT_THAT(h.sent(1), IsEmpty());
}

TEST_F(Disconnect, InsideAHandlerOfItsOwn) {
  bool after = false;
  h.server.on_connection([&](Socket& socket) {
    socket.on("bye", [&, big = std::string(100, 'x')](Event& event) {
      event.socket().disconnect(true);
      // The handler, its captures and the event are still there.
      EXPECT_EQ(big.size(), 100U);
      EXPECT_EQ(event.arg().string(), "now");
      event.ack("too late");
    });
    socket.on("bye", [&](Event&) { after = true; });
  });
  join_both();
  h.text(1, "21[\"bye\",\"now\"]");
  EXPECT_FALSE(after) << "a handler list is not gone through further";
  EXPECT_THAT(h.sent(1), ElementsAre("1", "1/a,", "closed"));
  EXPECT_TRUE(sockets["/"].expired());
}

TEST_F(Disconnect, InsideTheConnectionHandler) {
  bool after = false;
  h.server.on_connection([](Socket& socket) { socket.disconnect(); });
  h.server.on_connection([&](Socket&) { after = true; });
  h.open(1, Revision::v4);
  EXPECT_THAT(h.sent(1), ElementsAre("0", "1"));
  EXPECT_FALSE(after);
  EXPECT_TRUE(sockets["/"].expired());
  h.advance(45s);
  EXPECT_THAT(h.sent(1), ElementsAre("closed"));
}

TEST_F(Disconnect, OfOneAnother) {
  std::map<ConnectionId, Socket*> all;
  h.server.on_connection([&](Socket& socket) {
    all[socket.connection()] = &socket;
    socket.on_disconnect([&](DisconnectReason) {
      for (const auto& other : h.server.of("/").everyone().sockets()) other->disconnect(true);
    });
  });
  for (int c = 1; c <= 20; ++c) h.join(c);
  h.close(7);
  EXPECT_THAT(ends, SizeIs(20));
  EXPECT_EQ(h.server.of("/").size(), 0U);
  for (int c = 1; c <= 20; ++c) {
    if (c == 7) continue;
    EXPECT_THAT(h.sent(c), ElementsAre("1", "closed"));
  }
}

TEST_F(Disconnect, RunsOwnHandlersOnceWithRoomsThenWithout) {
  std::vector<std::string> steps;
  h.server.of("/").on_disconnecting(
      [&](Socket&, DisconnectReason) { steps.emplace_back("nsp disconnecting"); });
  h.server.on_connection([&](Socket& socket) {
    socket.join("r");
    socket.on_disconnecting(
        [&](DisconnectReason) { steps.push_back("disconnecting in " + socket.rooms().at(0)); });
    socket.on_disconnect([&](DisconnectReason) {
      steps.push_back("disconnect in " + std::to_string(socket.rooms().size()));
      socket.disconnect();
      socket.on("ignored", [](Event&) {});
    });
  });
  h.join(1);
  h.text(1, "1");
  h.close(1);
  EXPECT_THAT(steps, ElementsAre("nsp disconnecting", "disconnecting in r", "disconnect in 0"));
}

TEST_F(Disconnect, OfTheConnectionWhileOneOfItsSocketsEnds) {
  join_both();
  h.server.of("/a").on_disconnecting(
      [&](Socket&, DisconnectReason) { sockets["/"].lock()->disconnect(true); });
  h.text(1, "1/a,");
  EXPECT_THAT(ends, ElementsAre("/ server namespace disconnect", "/a client namespace disconnect"));
  EXPECT_THAT(h.sent(1), ElementsAre("1", "closed"));
  EXPECT_TRUE(sockets["/a"].expired());
  h.close(1, TransportClose::forced);
  EXPECT_EQ(h.server.connection_count(), 0U);
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST_F(Disconnect, ShutsDown) {
  join_both();
  h.join(2, Revision::v4);
  h.open(3);
  sockets["/a"].lock()->emit("last words");
  h.server.shut_down();
  EXPECT_THAT(ends, SizeIs(3));
  for (const std::string& end : ends) EXPECT_THAT(end, testing::HasSubstr("server shutting down"));
  EXPECT_THAT(h.sent(1), ElementsAre("2/a,[\"last words\"]", "closed"));
  EXPECT_THAT(h.sent(2), ElementsAre("closed"));
  EXPECT_THAT(h.sent(3), ElementsAre("closed"));
  h.open(4, Revision::v4);
  h.text(4, "0");
  EXPECT_THAT(h.sent(4), ElementsAre("closed"));
  for (int c = 1; c <= 4; ++c) h.close(c, TransportClose::forced);
  EXPECT_EQ(h.server.connection_count(), 0U);
  EXPECT_EQ(h.server.next_deadline(), base::kNever);
}

TEST(Sockets, OutliveTheServerWithoutHarm) {
  std::vector<std::shared_ptr<Socket>> kept;
  {
    Harness h;
    h.server.on_connection([&](Socket& socket) {
      kept.push_back(socket.shared_from_this());
      // A handler that keeps its own socket alive is no leak: handlers go when the socket ends.
      socket.on("x", [own = socket.shared_from_this()](Event&) {});
    });
    h.join(1);
    h.join(2);
    h.close(1);
  }
  for (const auto& socket : kept) {
    EXPECT_FALSE(socket->connected());
    EXPECT_EQ(socket->id().size(), 20U);
    socket->emit("lost");
    socket->disconnect(true);
    socket->on("x", [](Event&) {});
  }
}

}  // namespace
}  // namespace moim::socketio
