#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "moim/socketio/memory_adapter.h"

#include "harness.h"

namespace moim::socketio {
namespace {

using test::Harness;
using test::id;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Five clients of both revisions: 1 and 2 in "a", 2 and 3 in "b", 4 and 5 nowhere.
class Rooms : public testing::Test {
 protected:
  Rooms() {
    h.server.on_connection(
        [this](Socket& socket) { sockets[static_cast<int>(socket.connection())] = &socket; });
    for (int c = 1; c <= 5; ++c) h.join(c, c % 2 == 0 ? Revision::v4 : Revision::v5);
    sockets[1]->join("a");
    sockets[2]->join("a");
    sockets[2]->join("b");
    sockets[3]->join("b");
  }

  /// Which clients have just been sent something; each of them once and the same.
  std::vector<int> reached() {
    std::vector<int> out;
    for (int c = 1; c <= 5; ++c) {
      for (const std::string& message : h.sent(c)) {
        EXPECT_EQ(message, "2[\"e\",1]");
        out.push_back(c);
      }
    }
    return out;
  }

  Harness h;
  std::map<int, Socket*> sockets;
};

TEST_F(Rooms, AreChosenTogetherAndLeftOut) {
  Namespace& nsp = h.server.of("/");
  nsp.emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 2, 3, 4, 5));
  nsp.to("a").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 2));
  nsp.to("a").to("b").in("a").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 2, 3));
  nsp.to("a").to("b").except("b").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1));
  nsp.except("a").except("b").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(4, 5));
  nsp.to("nobody").emit("e", 1);
  EXPECT_THAT(reached(), IsEmpty());
  h.server.emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 2, 3, 4, 5));
  h.server.to("b").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(2, 3));
}

TEST_F(Rooms, AreSpokenToByAMemberWithoutItself) {
  sockets[2]->to("a").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1));
  sockets[2]->to("a").to("b").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 3));
  sockets[2]->broadcast().emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 3, 4, 5));
  sockets[2]->except("b").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 4, 5));
  sockets[4]->to("a").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1, 2));
}

TEST_F(Rooms, IncludeOneNamedByEverySocketsId) {
  h.server.to(sockets[4]->id()).emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(4));
  h.server.to("a").except(sockets[1]->id()).emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(2));
  EXPECT_TRUE(sockets[4]->in_room(sockets[4]->id()));
  EXPECT_TRUE(sockets[4]->join(sockets[4]->id()));
  sockets[4]->leave(sockets[4]->id());
  sockets[5]->join(sockets[4]->id());
  h.server.to(sockets[4]->id()).emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(4, 5));
}

TEST_F(Rooms, AreJoinedOnceAndLeft) {
  EXPECT_TRUE(sockets[1]->join("a"));
  EXPECT_THAT(sockets[2]->rooms(), UnorderedElementsAre("a", "b"));
  EXPECT_TRUE(sockets[2]->in_room("a"));
  EXPECT_FALSE(sockets[2]->in_room("c"));
  sockets[2]->leave("a");
  sockets[2]->leave("a");
  sockets[2]->leave("c");
  EXPECT_THAT(sockets[2]->rooms(), ElementsAre("b"));
  h.server.to("a").emit("e", 1);
  EXPECT_THAT(reached(), ElementsAre(1));
  sockets[1]->leave("a");
  EXPECT_EQ(h.server.of("/").adapter().room_count(), 1U);
}

TEST_F(Rooms, LeaveNothingBehind) {
  for (int c = 1; c <= 5; ++c) h.close(c);
  EXPECT_EQ(h.server.of("/").adapter().room_count(), 0U);
  EXPECT_EQ(h.server.of("/").size(), 0U);
}

TEST_F(Rooms, AreBoundedPerSocket) {
  Harness own{{.max_rooms_per_socket = 2}};
  own.server.on_connection([](Socket& socket) {
    EXPECT_TRUE(socket.join("1"));
    EXPECT_TRUE(socket.join("2"));
    EXPECT_TRUE(socket.join("2"));
    EXPECT_FALSE(socket.join("3"));
    socket.leave("1");
    EXPECT_TRUE(socket.join("3"));
  });
  own.join(1);
  EXPECT_EQ(own.count(LimitHit::rooms), 1U);
}

TEST_F(Rooms, CarryAttachmentsToBothRevisionsInTheSameBytes) {
  h.server.to("a").emit("e", Binary{"x"});
  for (const int c : {1, 2})
    EXPECT_THAT(h.sent(c), ElementsAre(R"(51-["e",{"_placeholder":true,"num":0}])", "b:x"));
}

TEST_F(Rooms, HandOutTheirSockets) {
  std::vector<int> chosen;
  for (const auto& socket : h.server.to("a").to("b").sockets())
    chosen.push_back(static_cast<int>(socket->connection()));
  EXPECT_THAT(chosen, UnorderedElementsAre(1, 2, 3));
  h.server.to("a").sockets_join("c");
  h.server.to("b").sockets_leave("b");
  EXPECT_THAT(sockets[2]->rooms(), UnorderedElementsAre("a", "c"));
  EXPECT_EQ(h.server.of("/").find(sockets[3]->id()), sockets[3]);
  EXPECT_EQ(h.server.of("/").find("nobody"), nullptr);
}

TEST_F(Rooms, CanBeEmptiedWhileTheirMembersSayGoodbye) {
  Namespace& nsp = h.server.of("/");
  nsp.on_disconnecting([](Socket& socket, DisconnectReason) {
    for (const std::string& room : socket.rooms()) socket.to(room).emit("e", 1);
  });
  const std::string victim{sockets[3]->id()};
  nsp.on_disconnect([&](Socket& socket, DisconnectReason) {
    EXPECT_THAT(socket.rooms(), IsEmpty());
    EXPECT_FALSE(socket.in_room("a"));
    // Takes another one along in the middle of the round.
    if (Socket* third = nsp.find(victim)) third->disconnect(true);
  });
  nsp.to("a").disconnect_sockets();
  EXPECT_EQ(nsp.size(), 2U);
  EXPECT_EQ(nsp.adapter().room_count(), 0U);
  EXPECT_THAT(h.sent(3), ElementsAre("1", "closed"));
}

TEST(Adapters, AreMadePerNamespace) {
  std::vector<std::string> made;
  test::SeededRandom random;
  Server server{{}, random, [&](Namespace& nsp) {
                  made.emplace_back(nsp.name());
                  return std::make_unique<MemoryAdapter>(nsp);
                }};
  server.of("/a");
  server.of("a");
  EXPECT_THAT(made, ElementsAre("/", "/a"));
}

}  // namespace
}  // namespace moim::socketio
