// Limits that change while there are connections.
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "socketio/harness.h"

namespace moim::socketio::test {
namespace {

TEST(Limits, HoldForPacketsThatAreUnderWay) {
  Harness h;
  h.join(1);
  h.join(2);
  for (const int connection : {1, 2}) {
    h.text(connection, R"(52-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
    h.binary(connection, "0123456789");
  }
  h.server.set_options({.max_attachment_bytes = 5});
  h.binary(1, "x");
  EXPECT_EQ(h.count(ProtocolError::too_many_attachment_bytes), 1U) << "more than fits was there already";
  h.server.set_options({.max_waiting_bytes = 5});
  h.binary(2, "x");
  EXPECT_EQ(h.count(ProtocolError::too_many_waiting_bytes), 1U);
}

TEST(Limits, NamespacesAndRoomsBeyondThemStay) {
  Harness h;
  Socket* socket = nullptr;
  h.server.on_connection([&socket](Socket& connected) { socket = &connected; });
  for (const char* name : {"/a", "/b"}) h.server.of(name);
  h.join(1);
  h.text(1, "0/a,");
  ASSERT_TRUE(socket->join("one") && socket->join("two"));
  h.server.set_options({.max_namespaces = 1, .max_rooms_per_socket = 1});
  h.sent(1);
  h.text(1, "0/b,");
  EXPECT_EQ(h.count(LimitHit::namespaces), 1U);
  EXPECT_FALSE(socket->join("three"));
  EXPECT_EQ(socket->rooms().size(), 2U);
}

TEST(Limits, WhatIsOutOfRangeChangesNothing) {
  Harness h;
  EXPECT_THROW(h.server.set_options({.max_namespaces = 0, .max_auth_bytes = 1}), std::invalid_argument);
  EXPECT_EQ(h.server.options().max_auth_bytes, Options{}.max_auth_bytes);
}

/// A socket on connection 1 whose recovery is `before`, then `now`; its connection is lost.
struct Lost {
  explicit Lost(base::Duration before, base::Duration now) : h{{.recovery = {.window = before}}} {
    h.server.on_connection([this](Socket& socket) { recovered.push_back(socket.recovered()); });
    h.open(1);
    h.text(1, "0");
    const std::string connected = h.sent(1).front();
    if (const auto at = connected.find("\"pid\":\""); at != std::string::npos)
      pid = connected.substr(at + 7, connected.find('"', at + 7) - at - 7);
    h.server.set_options({.recovery = {.window = now}});
    h.close(1);
  }
  bool comes_back() {
    h.open(2);
    h.text(2, "0{\"pid\":\"" + pid + "\",\"offset\":\"0\"}");
    return recovered.back();
  }

  Harness h;
  std::string pid;
  std::vector<bool> recovered;
};

TEST(Limits, AWindowForRecoveryHoldsForWhoIsLostFromNowOn) {
  Lost longer{1s, 10s};
  longer.h.advance(9s);
  EXPECT_TRUE(longer.comes_back());
  Lost shorter{10s, 1s};
  shorter.h.advance(2s);
  EXPECT_FALSE(shorter.comes_back());
}

TEST(Limits, RecoveryIsSwitchedOffForAllAndOnForNewSockets) {
  Lost off{10s, 0s};
  EXPECT_FALSE(off.comes_back());
  EXPECT_EQ(off.h.server.statistics().retained_bytes, 0U);
  Lost on{0s, 10s};
  EXPECT_TRUE(on.pid.empty());
  EXPECT_FALSE(on.comes_back());
}

}  // namespace
}  // namespace moim::socketio::test
