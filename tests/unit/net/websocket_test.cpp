#include "moim/websocket/frame.h"
#include "moim/websocket/receiver.h"

#include "support.h"

namespace moim::net::test {
namespace {

constexpr websocket::MaskingKey kMask{'a', 'b', 'c', 'd'};

std::string frame(websocket::Opcode opcode, std::string_view payload) {
  std::string out;
  websocket::append_frame(out, opcode, payload, {.mask = kMask});
  return out;
}
std::string text(std::string_view payload) { return frame(websocket::Opcode::text, payload); }

std::string handshake(std::string_view more = {}, std::string_view query = "EIO=4&transport=websocket") {
  std::string request = "GET /engine.io/?";
  request.append(query).append(
      " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n");
  request += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
  return request.append(more).append("\r\n");
}

class WebSocketTest : public ServerTest {
 protected:
  void open(Client& client) {
    client.send(handshake());
    ASSERT_TRUE(until(client.gets("maxPayload")));
    client.clear();
  }

  /// Opens a polling session and waits until the server holds its GET.
  void begin_poll(Client& client) {
    const std::string sid = open_polling(client);
    const auto before = count(Counter::http_requests);
    client.send("GET /engine.io?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(until([&] { return count(Counter::http_requests) == before + 1; }));
  }

  std::string open_polling(Client& client) {
    client.send("GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(until(client.gets("maxPayload")));
    const std::size_t at = client.received().find("\"sid\":\"") + 7;
    std::string sid = client.received().substr(at, client.received().find('"', at) - at);
    client.clear();
    return sid;
  }
};

TEST_F(WebSocketTest, EchoesTextAndBinary) {
  start();
  Client client(port_);
  client.send(handshake());
  ASSERT_TRUE(until(client.gets("\"maxPayload\":1000000}")));
  EXPECT_TRUE(client.received().starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  EXPECT_NE(client.received().find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
            std::string::npos);
  client.clear();
  client.send(text("4hello") + frame(websocket::Opcode::binary, "\x01\x02"));
  EXPECT_TRUE(
      until(client.gets("\x81\x06"
                        "4hello\x82\x02\x01\x02")));
}

TEST_F(WebSocketTest, TakesFramesThatCameWithTheHandshake) {
  start();
  Client client(port_);
  client.send(handshake() + text("4one") + text("4two").substr(0, 5));
  ASSERT_TRUE(until(client.gets("4one")));
  client.send(text("4two").substr(5));
  EXPECT_TRUE(until(client.gets("4two")));
}

TEST_F(WebSocketTest, TakesFramesCutAnywhere) {
  start();
  Client client(port_);
  open(client);
  const std::string message = text("4" + std::string(300, 'm'));
  for (std::size_t cut = 1; cut < message.size(); cut += 7) {
    client.clear();
    client.send(message.substr(0, cut));
    loop_.run_turn(false);
    client.send(message.substr(cut));
    ASSERT_TRUE(until(client.gets(std::string(300, 'm')))) << cut;
  }
}

TEST_F(WebSocketTest, AnswersAllMessagesOfATurnWithOneWrite) {
  start();
  Client client(port_);
  open(client);
  std::string all;
  for (int i = 0; i < 100; ++i) all += text("4" + std::to_string(i));
  client.send(all);
  ASSERT_TRUE(until([&] { return count(Counter::messages_received) == 100; }));
  EXPECT_EQ(count(Counter::messages_sent), 101U);
  EXPECT_TRUE(until(client.gets("499")));
}

TEST_F(WebSocketTest, AnswersPingAndClose) {
  start();
  Client client(port_);
  open(client);
  client.send(frame(websocket::Opcode::ping, "are you there"));
  ASSERT_TRUE(
      until(client.gets("\x8a\x0d"
                        "are you there")));
  client.clear();
  std::string close;
  websocket::append_close(close, websocket::CloseCode::normal, "bye", kMask);
  client.send(close);
  ASSERT_TRUE(until(client.is_closed()));
  EXPECT_EQ(client.received(), std::string("\x88\x02\x03\xe8", 4));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::transport_close));
}

TEST_F(WebSocketTest, SeesOffACrowdThatLeavesAtOnceAFewInATurn) {
  ServerOptions options;
  options.turn_farewells = 2;
  start(options);
  std::vector<std::unique_ptr<Client>> crowd;
  for (int i = 0; i < 7; ++i) {
    crowd.push_back(std::make_unique<Client>(port_));
    open(*crowd.back());
  }
  for (const auto& client : crowd) client->send(frame(websocket::Opcode::close, "\x03\xe8"));
  for (const auto& client : crowd) EXPECT_TRUE(until(client->is_closed())) << client->received();
  for (const auto& client : crowd) EXPECT_EQ(client->received(), "\x88\x02\x03\xe8");
  crowd.clear();
  EXPECT_TRUE(until([&] { return server_->connection_count() == 0; }));
}

// A page that is closed says so and is gone: its connection is, too, before its turn to be seen off has come.
TEST_F(WebSocketTest, KnowsWhyEachOfACrowdWentThoughItDoesNotWaitToBeSeenOff) {
  for (const bool resets : {false, true}) {
    start({.turn_farewells = 1});
    std::vector<std::unique_ptr<Client>> crowd;
    for (int i = 0; i < 5; ++i) {
      crowd.push_back(std::make_unique<Client>(port_));
      open(*crowd.back());
    }
    for (const auto& client : crowd) {
      client->send(frame(websocket::Opcode::close, "\x03\xe9"));
      const linger at_once{.l_onoff = 1, .l_linger = 0};
      if (resets) ::setsockopt(client->fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      client->close();
    }
    EXPECT_TRUE(until([&] { return server_->connection_count() == 0; }));
    EXPECT_EQ(app_.closes_.size(), 5U);
    EXPECT_THAT(app_.closes_, testing::Each(engineio::CloseReason::going_away));
    stop();
  }
}

TEST_F(WebSocketTest, ClosesWithAReasonOnABrokenFrame) {
  start();
  Client client(port_);
  open(client);
  client.send(
      "\x81\x01"
      "x");  // not masked
  ASSERT_TRUE(until(client.is_closed()));
  EXPECT_EQ(client.received().substr(2, 2), std::string("\x03\xea"));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::parse_error));
  EXPECT_EQ(count(Counter::dropped_websocket_protocol), 1U);
}

TEST_F(WebSocketTest, ServerSendsWhatWasSentBeforeItsClose) {
  start();
  Client client(port_);
  open(client);
  app_.endpoint_->send(app_.session_, false, "last words");
  app_.endpoint_->close(app_.session_, engineio::CloseReason::forced_close);
  ASSERT_TRUE(until(client.gets("last words")));
  std::string close;
  websocket::append_close(close, websocket::CloseCode::normal, {}, kMask);
  client.send(close);
  EXPECT_TRUE(until(client.is_closed()));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::forced_close));
}

TEST_F(WebSocketTest, DoesNotWaitForeverForTheAnswerToItsClose) {
  start({.websocket_close_timeout = 30ms});
  Client client(port_);
  open(client);
  app_.endpoint_->close(app_.session_, engineio::CloseReason::forced_close);
  EXPECT_TRUE(until(client.is_closed()));
  EXPECT_EQ(count(Counter::timeout_websocket_close), 1U);
}

TEST_F(WebSocketTest, DropsAMessageThatDoesNotEnd) {
  start({.message_timeout = 30ms});
  Client client(port_);
  open(client);
  client.send(text("4hello").substr(0, 8));
  EXPECT_TRUE(until(client.is_closed()));
  EXPECT_EQ(count(Counter::timeout_message), 1U);
}

TEST_F(WebSocketTest, DropsAReaderWhoseQueueIsFull) {
  start({.max_queued_bytes = 200'000});
  Client client(port_);
  open(client);
  Client other(port_);
  open(other);
  const std::string payload(50'000, 'q');
  ASSERT_TRUE(until([&] {
    app_.endpoint_->send(engineio::SessionId{app_.session_}, false, payload);
    return !app_.closes_.empty();
  }));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::overflow));
  EXPECT_EQ(count(Counter::dropped_send_queue_full), 1U);
  client.send(text("4still here"));
  EXPECT_TRUE(until(client.gets("4still here")));
}

TEST_F(WebSocketTest, RefusesBadHandshakes) {
  start();
  const auto refusal = [this](std::string request) {
    Client client(port_);
    client.send(request);
    EXPECT_TRUE(until(client.is_closed()));
    return client.received();
  };
  const auto replaced = [](std::string_view what, std::string_view by) {
    std::string request = handshake();
    return request.replace(request.find(what), what.size(), by);
  };
  const std::string wrong_version = refusal(replaced("Version: 13", "Version: 8"));
  EXPECT_TRUE(wrong_version.starts_with("HTTP/1.1 426"));
  EXPECT_NE(wrong_version.find("Sec-WebSocket-Version: 13\r\n"), std::string::npos);
  EXPECT_TRUE(refusal(replaced("dGhlIHNhbXBsZSBub25jZQ==", "short")).starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(refusal(replaced("keep-alive, Upgrade", "keep-alive")).starts_with("HTTP/1.1 400"));
  EXPECT_EQ(count(Counter::refused_upgrade), 3U);
  EXPECT_EQ(app_.opened_, 0);
}

TEST_F(WebSocketTest, OriginIsCheckedForPollingAndWebSocketAlike) {
  start({}, {.origins = {.allowed = {"https://good.example"}}});
  const std::string forbidden = R"({"code":4,"message":"Forbidden"})";
  Client client(port_);
  client.send(handshake("Origin: https://evil.example\r\n"));
  ASSERT_TRUE(until(client.gets(forbidden)));
  EXPECT_TRUE(client.received().starts_with("HTTP/1.1 403"));

  const std::string poll = "GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nOrigin: ";
  client.clear();
  client.send(poll + "https://evil.example\r\n\r\n");
  ASSERT_TRUE(until(client.gets(forbidden)));
  EXPECT_EQ(client.received().find("Access-Control"), std::string::npos);
  client.clear();
  client.send(poll + "https://good.example\r\n\r\n");
  ASSERT_TRUE(until(client.gets("maxPayload")));
  EXPECT_NE(client.received().find("Access-Control-Allow-Origin: https://good.example\r\n"),
            std::string::npos);
  EXPECT_NE(client.received().find("Access-Control-Allow-Credentials: true\r\n"), std::string::npos);
  EXPECT_NE(client.received().find("Vary: Origin\r\n"), std::string::npos);
  EXPECT_EQ(count(Counter::refused_origin), 2U);
}

TEST_F(WebSocketTest, AnswersAPreflight) {
  start({}, {.origins = {.any = true}});
  Client client(port_);
  client.send(
      "OPTIONS /engine.io/ HTTP/1.1\r\nHost: x\r\nOrigin: "
      "https://a.example\r\nAccess-Control-Request-Method: POST\r\n"
      "Access-Control-Request-Headers: content-type\r\n\r\n");
  ASSERT_TRUE(until(client.gets("\r\n\r\n")));
  EXPECT_TRUE(client.received().starts_with("HTTP/1.1 204"));
  EXPECT_NE(client.received().find("Access-Control-Allow-Methods: GET, POST\r\n"), std::string::npos);
  EXPECT_NE(client.received().find("Access-Control-Allow-Headers: content-type\r\n"), std::string::npos);
}

TEST_F(WebSocketTest, NoticesAVanishedPoll) {
  start();
  Client client(port_);
  begin_poll(client);
  client.close();
  EXPECT_TRUE(until([&] { return !app_.closes_.empty(); }));
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::poll_aborted));
}

TEST_F(WebSocketTest, RequestsBehindAPendingPollWait) {
  start({.max_pipelined_bytes = 1000});
  Client client(port_);
  begin_poll(client);
  std::string more;
  for (int i = 0; i < 500; ++i) more += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(more);
  for (int i = 0; i < 10; ++i) loop_.run_turn(false);
  EXPECT_EQ(count(Counter::http_requests), 2U);
  app_.endpoint_->send(app_.session_, false, "now");
  ASSERT_TRUE(until(client.gets("/499|")));
  EXPECT_LT(client.received().find("4now"), client.received().find("/0|"));
}

TEST_F(WebSocketTest, WhatWaitsBehindAPendingPollCountsWithWhatAllMayHold) {
  start({.max_incoming_bytes = 30'000});
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n";
  Client client(port_);
  begin_poll(client);
  client.send(post + std::string(40'000, 'b'));
  EXPECT_TRUE(until(client.is_closed()));
  EXPECT_EQ(count(Counter::dropped_incoming_full), 1U);
  EXPECT_THAT(app_.closes_, testing::ElementsAre(engineio::CloseReason::poll_aborted));
  Client later(port_);
  later.send(post + std::string(20'000, 'b'));
  EXPECT_TRUE(until(later.gets("/|bbb"))) << "there is room again";
}

TEST_F(WebSocketTest, StopsInOrder) {
  start();
  Client socket(port_);
  open(socket);
  app_.endpoint_->send(app_.session_, false, "last words");
  Client poller(port_);
  begin_poll(poller);
  bool stopped = false;
  server_->stop(20s, [&] { stopped = true; });
  EXPECT_TRUE(until(socket.gets("last words")));
  EXPECT_TRUE(until(poller.is_closed()));
  socket.close();
  EXPECT_TRUE(until([&] { return stopped; }));
  EXPECT_THAT(app_.closes_, testing::Each(engineio::CloseReason::server_shutdown));
  EXPECT_EQ(app_.closes_.size(), 2U);
}

TEST_F(WebSocketTest, AnOversizedPostIsToldToTheSession) {
  start({}, {.engine = {.max_payload = 1000}});
  Client client(port_);
  const std::string id = open_polling(client);
  client.send("POST /engine.io/?EIO=4&transport=polling&sid=" + id +
              " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000001\r\n\r\n");
  ASSERT_TRUE(until(client.is_closed()));
  EXPECT_TRUE(client.received().starts_with("HTTP/1.1 413")) << client.received();
}

}  // namespace
}  // namespace moim::net::test
