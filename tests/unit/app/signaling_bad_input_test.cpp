// Payloads that docs/protocol.md does not allow: an error to the sender, nothing to anybody else, and the
// connection goes on.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

using socketio::Revision;

struct BadRequest {
  std::string event, args, message;
};

std::string quoted(std::size_t length) { return "\"" + std::string(length, 'x') + "\""; }

std::vector<BadRequest> bad_requests() {
  const std::string no_object = "the payload must be an object";
  std::vector<BadRequest> cases = {
      {"join_room", R"({})", "room must be a string or an integer"},
      {"join_room", R"({"email":"a"})", "room must be a string or an integer"},
      {"join_room", R"({"room":null})", "room must be a string or an integer"},
      {"join_room", R"({"room":true})", "room must be a string or an integer"},
      {"join_room", R"({"room":{}})", "room must be a string or an integer"},
      {"join_room", R"({"room":["r"]})", "room must be a string or an integer"},
      {"join_room", R"({"room":1.5})", "room must be a string or an integer"},
      {"join_room", R"({"room":1.0})", "room must be a string or an integer"},
      {"join_room", R"({"room":1e3})", "room must be a string or an integer"},
      {"join_room", R"({"room":1E+3})", "room must be a string or an integer"},
      {"join_room", R"({"room":"r","room":null})", "room must be a string or an integer"},
      {"join_room", R"({"room":""})", "room must have 1 to 128 bytes"},
      {"join_room", "{\"room\":" + quoted(129) + "}", "room must have 1 to 128 bytes"},
      {"join_room", "{\"room\":" + std::string(129, '1') + "}", "room must have 1 to 128 bytes"},
      {"join_room", R"({"room":"r","email":7})", "email must be a string"},
      {"join_room", R"({"room":"r","email":{}})", "email must be a string"},
      {"join_room", "{\"room\":\"r\",\"email\":" + quoted(129) + "}", "email must have at most 128 bytes"},
      {"join_room", R"({"room":"r","state":"on"})", "state must be an object"},
      {"join_room", R"({"room":"r","state":[]})", "state must be an object"},
      {"join_room", R"({"room":"r","state":{"microphone":"yes"}})", "microphone must be true or false"},
      {"join_room", R"({"room":"r","state":{"camera":null}})", "camera must be true or false"},
      {"join_room", R"({"room":"r","state":{"screen":1}})", "screen must be true or false"},
      {"update_state", R"({"microphone":0})", "microphone must be true or false"},
      {"update_state", R"({"email":[]})", "email must be a string"},
      {"update_state", "{\"email\":" + quoted(129) + "}", "email must have at most 128 bytes"},
  };
  for (const std::string event : {"join_room", "update_state", "offer", "answer", "candidate"}) {
    for (const std::string args : {"", "null", "[]", "[{\"room\":\"r\"}]", "\"r\"", "7", "true"}) {
      cases.push_back({event, args, no_object});
    }
  }
  for (const RelayKind& kind : kRelayKinds) {
    const std::string event{kind.event}, document{kind.document}, receiver{kind.receiver};
    cases.push_back({event, "{\"" + receiver + "\":\"x\"}", document + " must be present"});
    for (const std::string wrong : {"null", "7", "{}", "[\"x\"]"}) {
      cases.push_back({event, "{\"" + document + "\":1,\"" + receiver + "\":" + wrong + "}",
                       receiver + " must be a string"});
    }
    cases.push_back({event, "{\"" + document + "\":1}", receiver + " must be a string"});
  }
  return cases;
}

TEST(SignalingBadInput, EveryBadRequestIsAnsweredAndNamesTheField) {
  for (const Revision revision : {Revision::v4, Revision::v5}) {
    Site site;
    Client watcher{site};
    watcher.join("r", "watcher");
    Client client{site, revision};
    client.join("r", "client");
    watcher.take();
    for (const BadRequest& bad : bad_requests()) {
      const std::string error = R"("code":"bad_request","message":")" + bad.message + "\"}";
      EXPECT_EQ(client.request(bad.event, bad.args), R"({"ok":false,"error":{)" + error + "}")
          << bad.event << bad.args;
      EXPECT_EQ(client.take(), Packets{}) << bad.event << bad.args;
      client.emit(bad.event, bad.args);
      EXPECT_EQ(client.take(),
                (Packets{R"(2["request_error",{"event":")" + bad.event + "\"," + error + "]"}));
    }
    EXPECT_EQ(watcher.take(), Packets{});
    EXPECT_EQ(site.signaling.statistics().errors[ErrorCode::bad_request], 2 * bad_requests().size());
    EXPECT_EQ(site.signaling.statistics().members, 2U);
    EXPECT_FALSE(client.closed());
  }
}

TEST(SignalingBadInput, BinaryIsRefused) {
  Site site;
  Client watcher{site};
  const std::string watcher_id = watcher.join("r", "watcher");
  Client client{site};
  client.join("r", "client");
  watcher.take();
  client.send(R"(51-["offer",{"sdp":{"_placeholder":true,"num":0},"offerReceiveID":")" + watcher_id + "\"}]");
  client.send_binary("bytes");
  EXPECT_EQ(client.take(), (Packets{R"(2["request_error",{"event":"offer","code":"bad_request",)"
                                    R"("message":"the payload must be free of binary attachments"}])"}));
  EXPECT_EQ(watcher.take(), Packets{});
}

TEST(SignalingBadInput, UnknownEventsAreAnswered) {
  Site site;
  Client client{site};
  EXPECT_EQ(
      client.request("make_coffee", "{}"),
      R"({"ok":false,"error":{"code":"unknown_event","message":"the server has no event of that name"}})");
  client.emit(R"(\"한글\")");
  EXPECT_EQ(client.take(), (Packets{R"(2["request_error",{"event":"\"한글\"","code":"unknown_event",)"
                                    R"("message":"the server has no event of that name"}])"}));
  for (const std::string event : {"getOffer", "all_users", "user_exit", "room_full", "__proto__"}) {
    client.emit(event, "{}");
    EXPECT_EQ(client.take().size(), 1U) << event;
  }
  EXPECT_EQ(site.signaling.statistics().errors[ErrorCode::unknown_event], 7U);
}

TEST(SignalingBadInput, WhatIsNotJsonEndsTheConnectionAndIsNotRelayed) {
  const std::string_view tails[] = {"{", "nul", "'x'", "\"\xff\"", "01", "\"\\ud800\"", "\"\\x\"", "1,}"};
  for (const std::string_view tail : tails) {
    Site site;
    Client watcher{site};
    const std::string watcher_id = watcher.join("r", "watcher");
    Client client{site};
    const std::string id = client.join("r", "client");
    watcher.take();
    client.send("2[\"offer\",{\"offerReceiveID\":\"" + watcher_id + "\",\"sdp\":" + std::string{tail} + "}]");
    EXPECT_TRUE(client.closed()) << tail;
    client.disconnect();
    EXPECT_EQ(watcher.take(), (Packets{"2[\"user_exit\",{\"id\":\"" + id + "\"}]"})) << tail;
    EXPECT_EQ(site.signaling.statistics().members, 1U);
  }
}

TEST(SignalingBadInput, AStampedeAdmitsExactlyTheLimit) {
  Site site;
  std::vector<Client> clients;
  for (int i = 0; i < 20; ++i) clients.emplace_back(site, i % 2 == 0 ? Revision::v4 : Revision::v5);
  int admitted = 0;
  int refused = 0;
  for (Client& client : clients) {
    client.emit("join_room", R"({"room":"stampede","email":""})");
    const std::string first = client.take().at(0);
    admitted += first.starts_with(R"(2["all_users")");
    refused += first == R"(2["room_full"])";
  }
  EXPECT_EQ(admitted, 4);
  EXPECT_EQ(refused, 16);
}

}  // namespace
}  // namespace moim::signaling
