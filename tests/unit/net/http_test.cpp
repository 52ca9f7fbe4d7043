#include "support.h"

namespace moim::net::test {
namespace {

class HttpTest : public ServerTest {
 protected:
  /// What the server answers to `request`, up to its closing or to `last`.
  std::string ask(std::string_view request, const std::string& last = {}) {
    Client client(port_);
    client.send(request);
    EXPECT_TRUE(until(last.empty() ? client.is_closed() : client.gets(last))) << client.received();
    return client.received();
  }
};

TEST_F(HttpTest, AnswersAndKeepsTheConnection) {
  start();
  Client client(port_);
  for (int i = 0; i < 3; ++i) {
    client.clear();
    client.send("GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(until(client.gets("\r\n\r\n/a|")));
    EXPECT_TRUE(client.received().starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_NE(client.received().find("Content-Length: 3\r\n"), std::string::npos);
    EXPECT_NE(client.received().find("\r\nDate: "), std::string::npos);
  }
  EXPECT_EQ(server_->connection_count(), 1U);
}

TEST_F(HttpTest, TakesARequestCutAnywhere) {
  start();
  const std::string request = "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
  for (std::size_t cut = 1; cut < request.size(); ++cut) {
    Client client(port_);
    client.send(request.substr(0, cut));
    loop_.run_turn(false);
    loop_.run_turn(false);
    client.send(request.substr(cut));
    ASSERT_TRUE(until(client.gets("\r\n\r\n/p|hello"))) << cut;
  }
}

TEST_F(HttpTest, TakesChunksOctetByOctet) {
  start();
  const std::string head = "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string_view chunks :
       {"0\r\n\r\n", "3\r\n0a0\r\n0\r\n\r\n", "1\r\n0\r\n1\r\n0\r\n00\r\na: b\r\n\r\n"}) {
    Client client(port_);
    client.send(head);
    for (const char octet : chunks) {
      client.send(std::string(1, octet));
      loop_.run_turn(false);
      loop_.run_turn(false);
    }
    ASSERT_TRUE(until(client.gets("\r\n\r\n/p|"))) << chunks;
  }
}

TEST_F(HttpTest, AnswersPipelinedRequestsInOrder) {
  start();
  std::string all;
  for (int i = 0; i < 20; ++i) all += "\r\nGET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::string got = ask(all, "/19|");
  std::size_t at = 0;
  for (int i = 0; i < 20; ++i) {
    at = got.find("/" + std::to_string(i) + "|", at);
    ASSERT_NE(at, std::string::npos) << i;
  }
}

TEST_F(HttpTest, RefusesWhatItCannotReadSafely) {
  start({.max_header_bytes = 1024, .max_body_bytes = 100}, {.engine = {.max_payload = 2000}});
  const std::string post = "POST /p HTTP/1.1\r\nHost: x\r\n";
  const std::pair<std::string, std::string_view> cases[] = {
      {"nonsense\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      {"GET x HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "400"},
      {post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400"},
      {post + "Content-Length: -1\r\n\r\n", "400"},
      {post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
      {post + "Content-Length: 101\r\n\r\n", "413"},
      {post + "Content-Length: 99999999999999999999\r\n\r\n", "400"},
      {post + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x') + "\r\n0\r\n\r\n", "413"},
      {post + "Transfer-Encoding: chunked\r\n\r\n900\r\n" + std::string(0x900, 'x'), "413"},
      {post + "Expect: a-miracle\r\nContent-Length: 1\r\n\r\n", "417"},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'y') + "\r\n\r\n", "431"},
  };
  for (const auto& [request, status] : cases) {
    const std::string answer = ask(request);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + std::string(status))) << request.substr(0, 120) << "\n"
                                                                       << answer;
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
  }
  EXPECT_GT(count(Counter::refused_bad_request), 0U);
  EXPECT_EQ(count(Counter::refused_header_too_large), 1U);
}

// Each line within its limit, and no end of them. That a line is over shows only in the next one's first
// octet.
TEST_F(HttpTest, RefusesAHeaderThatGrowsLineByLine) {
  start({.max_header_bytes = 1024});
  Client client(port_);
  const auto refused = client.gets("HTTP/1.1 431 ");
  client.send("GET / HTTP/1.1\r\nHost: x\r\nX");
  for (int line = 0; line < 50 && !refused(); ++line) {
    client.send(": " + std::string(100, 'y') + "\r\nX");
    loop_.run_turn(false);
  }
  EXPECT_TRUE(until(refused)) << client.received();
}

// The line of a chunk's size and a trailer are held to the header's limit, whole or in pieces: otherwise one
// client could fill what all connections together may hold.
TEST_F(HttpTest, RefusesChunkLinesAndTrailersWithoutEnd) {
  start({.max_header_bytes = 1024});
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string field = "a: " + std::string(95, 'y') + "\r\n";
  std::string trailer;
  for (int i = 0; i < 20; ++i) trailer += field;
  for (const std::string& endless :
       {"1;" + std::string(2'000, 'e') + "\r\nx\r\n0\r\n\r\n",
        std::string(2'000, '0') + "1\r\nx\r\n0\r\n\r\n",
        "1\r\nx\r\n0;" + std::string(2'000, 'e') + "\r\n\r\n", "1\r\nx\r\n0\r\n" + trailer + "\r\n"}) {
    EXPECT_TRUE(ask(head + endless).starts_with("HTTP/1.1 431 ")) << endless.substr(0, 20);
    Client slow(port_);
    const auto refused = slow.gets("HTTP/1.1 431 ");
    slow.send(head);
    for (std::size_t at = 0; at < endless.size() && !refused(); at += 10) {
      slow.send(endless.substr(at, 10));
      loop_.run_turn(false);
    }
    EXPECT_TRUE(until(refused)) << endless.substr(0, 20) << "\n" << slow.received();
  }
  EXPECT_EQ(count(Counter::refused_header_too_large), 8U);
  const std::string tolerable = "1;" + std::string(900, 'e') + "\r\nx\r\n0\r\n" + field + "\r\n";
  EXPECT_TRUE(ask(head + tolerable, "/|x").starts_with("HTTP/1.1 200 "));
}

// RFC 9110 6.5.1: what comes behind the body does not count as header. A proxy that passes trailers on has
// not written them.
TEST_F(HttpTest, ATrailerChangesNothingOfTheHeader) {
  handler_ = [](const HttpRequest& request) -> HttpResponse {
    return {.body = request.client.to_string() + "|" + std::string(request.host) + "|" +
                    std::string(request.header("x-new")) + "|" + std::string(request.body) + "|"};
  };
  start({.trusted_proxies = {"127.0.0.1"}});
  EXPECT_NE(ask("POST / HTTP/1.1\r\nHost: known\r\nX-Forwarded-For: 203.0.113.9\r\n"
                "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX-Forwarded-For: 198.51.100.1\r\n"
                "X-Forwarded-Host: other\r\nHost: other\r\nX-New: new\r\n\r\n",
                "|x|")
                .find("203.0.113.9|known||x|"),
            std::string::npos);
}

TEST_F(HttpTest, EachProxyMayForwardByALineOfItsOwn) {
  handler_ = [](const HttpRequest& request) -> HttpResponse {
    return {.body = "|" + request.client.to_string() + "|"};
  };
  start({.trusted_proxies = {"127.0.0.1", "10.0.0.0/8"}});
  const std::string get = "GET / HTTP/1.1\r\nHost: x\r\n";
  ask(get + "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 203.0.113.9\r\nx-forwarded-for: 10.1.1.1\r\n\r\n",
      "|203.0.113.9|");
  ask(get + "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-For: 10.1.1.1, 10.2.2.2\r\n\r\n",
      "|203.0.113.9|");
}

TEST_F(HttpTest, HeadAnswersWithoutTheBody) {
  start();
  const std::string answer = ask("HEAD /abc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(HttpTest, HttpOnePointZeroCloses) {
  start();
  EXPECT_TRUE(ask("GET /z HTTP/1.0\r\n\r\n").ends_with("/z|"));
}

TEST_F(HttpTest, SaysContinueOnlyWhenTheBodyIsWanted) {
  start();
  Client client(port_);
  client.send("POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  ASSERT_TRUE(until(client.gets("100 Continue\r\n\r\n")));
  client.send("hi");
  EXPECT_TRUE(until(client.gets("/p|hi")));
  const std::string refused =
      ask("POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 999999\r\n\r\n");
  EXPECT_EQ(refused.find("100 Continue"), std::string::npos);
}

TEST_F(HttpTest, SendsALargeStaticBodyWhileOthersAreServed) {
  static const std::string large = [] {
    std::string text;
    while (text.size() < (8U << 20U)) text += std::to_string(text.size()) + ",";
    return text;
  }();
  handler_ = [](const HttpRequest& request) -> HttpResponse {
    return {.body = request.path == "/large" ? HttpBody::of_static(large) : HttpBody("small")};
  };
  start();
  Client slow(port_);
  slow.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(until([&] { return count(Counter::bytes_sent) > 100'000; }));
  EXPECT_NE(ask("GET /s HTTP/1.1\r\nHost: x\r\n\r\n", "small"), "");
  ASSERT_TRUE(until([&] {
    slow.receive(100'000);
    return slow.received().ends_with("small");
  }));
  const std::size_t body = slow.received().find("\r\n\r\n") + 4;
  EXPECT_EQ(slow.received().compare(body, large.size(), large), 0);
}

TEST_F(HttpTest, HeaderValuesCannotEndTheirLine) {
  handler_ = [](const HttpRequest&) -> HttpResponse {
    return {.headers = {{"X-Echo", "a\r\nSet-Cookie: b"}}};
  };
  start();
  EXPECT_NE(ask("GET / HTTP/1.0\r\n\r\n").find("X-Echo: a  Set-Cookie: b\r\n"), std::string::npos);
}

TEST_F(HttpTest, GivesUpOnSlowRequests) {
  start({.header_timeout = 30ms, .body_timeout = 30ms, .idle_timeout = 30ms});
  EXPECT_EQ(ask(""), "");
  EXPECT_TRUE(ask("GET / HT").starts_with("HTTP/1.1 408"));
  EXPECT_TRUE(ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc").starts_with("HTTP/1.1 408"));
  EXPECT_TRUE(ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
  EXPECT_EQ(count(Counter::timeout_header), 2U);
  EXPECT_EQ(count(Counter::timeout_body), 1U);
  EXPECT_EQ(count(Counter::timeout_idle), 1U);
}

TEST_F(HttpTest, DropsAReaderThatTakesNothing) {
  static const std::string large(32U << 20U, 'x');
  handler_ = [](const HttpRequest&) -> HttpResponse { return {.body = HttpBody::of_static(large)}; };
  start({.send_timeout = 50ms});
  Client client(port_);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(until([&] { return count(Counter::timeout_send) == 1; }));
  EXPECT_EQ(server_->connection_count(), 0U);
}

TEST_F(HttpTest, ConnectionLimitClosesTheNext) {
  start({.max_connections = 2});
  Client first(port_);
  Client second(port_);
  ASSERT_TRUE(until([&] { return server_->connection_count() == 2; }));
  EXPECT_EQ(ask(""), "");
  EXPECT_EQ(count(Counter::refused_connection_limit), 1U);
  first.close();
  ASSERT_TRUE(until([&] { return server_->connection_count() == 1; }));
  EXPECT_NE(ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "/|"), "");
}

TEST_F(HttpTest, ForwardedHeadersCountOnlyFromTrustedProxies) {
  handler_ = [](const HttpRequest& r) -> HttpResponse {
    return {.body = r.client.to_string() + " " + std::string(r.host) + (r.secure ? " secure" : "")};
  };
  const std::string request =
      "GET / HTTP/1.0\r\nHost: inner\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-Host: outer\r\n"
      "X-Forwarded-Proto: https\r\n\r\n";
  start({.trusted_proxies = {"127.0.0.0/8"}});
  EXPECT_TRUE(ask(request).ends_with("203.0.113.9 outer secure"));
  server_.reset();
  start();
  EXPECT_TRUE(ask(request).ends_with("127.0.0.1 inner"));
}

TEST_F(HttpTest, SurvivesAHandlerThatThrows) {
  handler_ = [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("no such luck"); };
  start();
  EXPECT_TRUE(ask("GET / HTTP/1.0\r\n\r\n").starts_with("HTTP/1.1 500"));
}

TEST_F(HttpTest, StopsAfterAnsweringWhatIsOnItsWay) {
  start();
  Client idle(port_);
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(until(idle.gets("/|")));
  bool stopped = false;
  server_->stop(10s, [&] { stopped = true; });
  EXPECT_TRUE(until(idle.is_closed()));
  EXPECT_TRUE(until([&] { return stopped; }));
  EXPECT_EQ(server_->connection_count(), 0U);
}

TEST_F(HttpTest, NamesTheAddressThatIsTaken) {
  start();
  Server other(loop_, random_, {});
  try {
    other.listen("127.0.0.1", port_);
    FAIL() << "two servers on one port";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::address_in_use);
    EXPECT_NE(std::string(error.what()).find("127.0.0.1:" + std::to_string(port_)), std::string::npos);
  }
}

}  // namespace
}  // namespace moim::net::test
