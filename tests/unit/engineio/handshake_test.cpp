#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "moim/engineio/packet.h"

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

Options quick() {
  Options options;
  options.ping_interval = 300ms;
  options.ping_timeout = 200ms;
  return options;
}

TEST(Handshake, PollingV4TellsExactlyTheFiveFields) {
  Endpoint endpoint{quick()};
  const ConnectionId get = endpoint.get("EIO=4&transport=polling&t=abc");
  const std::string body = endpoint.body(get);
  const std::string sid = sid_of(body);
  EXPECT_EQ(sid.size(), 20U);
  EXPECT_EQ(body,
            R"(0{"sid":")" + sid +
                R"(","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200,"maxPayload":1000000})");
  EXPECT_EQ(endpoint.response(get).content_type, "text/plain; charset=UTF-8");
  EXPECT_EQ(endpoint.log(endpoint.last_session()).version, Version::v4);
  EXPECT_EQ(endpoint.log(endpoint.last_session()).transport, TransportKind::polling);
}

TEST(Handshake, PollingV3HasALengthAndNoMaxPayload) {
  Endpoint endpoint{quick()};
  const std::string body = endpoint.body(endpoint.get("EIO=3&transport=polling&b64=1"));
  const std::string packet =
      R"(0{"sid":")" + sid_of(body) + R"(","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200})";
  EXPECT_EQ(body, std::to_string(packet.size()) + ":" + packet);
}

TEST(Handshake, WebSocketOffersNoUpgrade) {
  for (const int eio : {3, 4}) {
    Endpoint endpoint{quick()};
    const ConnectionId socket = endpoint.websocket("transport=websocket&EIO=" + std::to_string(eio));
    EXPECT_TRUE(endpoint.accepted(socket));
    const Frames frames = endpoint.frames(socket);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0], R"(0{"sid":")" + sid_of(frames[0]) +
                             R"(","upgrades":[],"pingInterval":300,"pingTimeout":200)" +
                             (eio == 4 ? R"(,"maxPayload":1000000})" : "}"));
    EXPECT_EQ(endpoint.server().transport(endpoint.last_session()), TransportKind::websocket);
  }
}

TEST(Handshake, OffersNoUpgradeWhereThereIsNone) {
  Options options = quick();
  options.allow_upgrades = false;
  Endpoint endpoint{options};
  EXPECT_NE(endpoint.body(endpoint.get("EIO=4&transport=polling")).find(R"("upgrades":[])"),
            std::string::npos);
}

TEST(Handshake, ErrorsAreTheReferenceServersOwn) {
  struct Case {
    Request request;
    std::string body;
    Metric metric;
  };
  const std::string unknown_transport = R"({"code":0,"message":"Transport unknown"})";
  const std::string unknown_sid = R"({"code":1,"message":"Session ID unknown"})";
  const std::string bad_method = R"({"code":2,"message":"Bad handshake method"})";
  const std::string bad_request = R"({"code":3,"message":"Bad request"})";
  const std::string bad_version = R"({"code":5,"message":"Unsupported protocol version"})";
  const Method get = Method::get;
  const Case cases[] = {
      {{.method = get, .query = "EIO=4"}, unknown_transport, Metric::errors_unknown_transport},
      {{.method = get, .query = ""}, unknown_transport, Metric::errors_unknown_transport},
      {{.method = get, .query = "EIO=4&transport=abc"}, unknown_transport, Metric::errors_unknown_transport},
      {{.method = get, .query = "EIO=4&transport="}, unknown_transport, Metric::errors_unknown_transport},
      {{.method = get, .query = "transport=polling"}, bad_version, Metric::errors_unsupported_version},
      {{.method = get, .query = "EIO=abc&transport=polling"},
       bad_version,
       Metric::errors_unsupported_version},
      {{.method = get, .query = "EIO=2&transport=polling"}, bad_version, Metric::errors_unsupported_version},
      {{.method = get, .query = "EIO=04&transport=polling"}, bad_version, Metric::errors_unsupported_version},
      {{.method = get, .query = "EIO&transport=polling"}, bad_version, Metric::errors_unsupported_version},
      {{.method = get, .query = "EIO=5&transport=websocket", .websocket_upgrade = true},
       bad_version,
       Metric::errors_unsupported_version},
      {{.method = Method::post, .query = "EIO=4&transport=polling"},
       bad_method,
       Metric::errors_bad_handshake_method},
      {{.method = Method::other, .query = "EIO=3&transport=polling"},
       bad_method,
       Metric::errors_bad_handshake_method},
      {{.method = get, .query = "EIO=4&transport=polling&sid=abc"}, unknown_sid, Metric::errors_unknown_sid},
      {{.method = get, .query = "EIO=4&transport=websocket&sid=abc", .websocket_upgrade = true},
       unknown_sid,
       Metric::errors_unknown_sid},
      {{.method = get, .query = "EIO=4&transport=websocket"}, bad_request, Metric::errors_bad_request},
      {{.method = get, .query = "EIO=4&transport=polling", .websocket_upgrade = true},
       bad_request,
       Metric::errors_bad_request},
      {{.method = get, .query = "EIO=3&transport=polling&j=0"},
       R"({"code":3,"message":"JSONP is not supported"})",
       Metric::errors_jsonp},
  };
  for (const Case& one : cases) {
    Endpoint endpoint;
    const ConnectionId connection = endpoint.request(one.request);
    EXPECT_EQ(endpoint.status(connection), 400) << one.request.query;
    EXPECT_EQ(endpoint.body(connection), one.body) << one.request.query;
    EXPECT_EQ(endpoint.response(connection).content_type, "application/json");
    EXPECT_EQ(endpoint.count(one.metric), 1U) << one.request.query;
    EXPECT_EQ(endpoint.server().session_count(), 0U);
    EXPECT_EQ(endpoint.server().next_deadline(), base::kNever);
  }
}

TEST(Handshake, ForbiddenIs403) {
  const Response response = error_response(RequestError::forbidden);
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(response.body, R"({"code":4,"message":"Forbidden"})");
}

TEST(Handshake, TransportsCanBeSwitchedOff) {
  Options options;
  options.polling = false;
  Endpoint endpoint{options};
  EXPECT_EQ(endpoint.body(endpoint.get("EIO=4&transport=polling")),
            R"({"code":0,"message":"Transport unknown"})");
  open_websocket(endpoint, 4);
}

TEST(Handshake, SessionsHaveALimit) {
  Options options;
  options.max_sessions = 2;
  Endpoint endpoint{options};
  const Client first = open_polling(endpoint, 4);
  open_websocket(endpoint, 3);
  EXPECT_EQ(endpoint.status(endpoint.get("EIO=4&transport=polling")), 503);
  EXPECT_EQ(endpoint.status(endpoint.websocket("EIO=4&transport=websocket")), 503);
  EXPECT_EQ(endpoint.count(Metric::handshakes_refused_full), 2U);
  endpoint.post(first.query, "1");
  open_polling(endpoint, 4);
}

TEST(Handshake, VersionOfASessionDoesNotChange) {
  Endpoint endpoint;
  const Client client = open_polling(endpoint, 4);
  std::string other = client.query;
  other.replace(other.find("EIO=4"), 5, "EIO=3");
  EXPECT_EQ(endpoint.status(endpoint.get(other)), 400);
  EXPECT_TRUE(endpoint.alive(client.session));
}

TEST(Handshake, IdsNeverComeTwice) {
  Endpoint endpoint;
  std::set<SessionId> ids;
  std::set<std::string> sids;
  for (int i = 0; i < 100; ++i) {
    const Client client = open_polling(endpoint, 4);
    EXPECT_TRUE(ids.insert(client.session).second);
    EXPECT_TRUE(sids.insert(client.query).second);
    endpoint.post(client.query, "1");
    EXPECT_FALSE(endpoint.alive(client.session));
  }
  EXPECT_EQ(endpoint.server().session_count(), 0U);
}

TEST(Options, ABadOneIsNamed) {
  const auto complaint = [](auto change) -> std::string {
    Options options;
    change(options);
    try {
      check(options);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(complaint([](Options&) {}), "");
  EXPECT_NE(complaint([](Options& o) { o.ping_interval = 0ms; }).find("ping_interval"), std::string::npos);
  EXPECT_NE(complaint([](Options& o) { o.ping_timeout = 25h; }).find("ping_timeout"), std::string::npos);
  EXPECT_NE(complaint([](Options& o) { o.max_queued_bytes = 10; }).find("max_queued_bytes"),
            std::string::npos);
  EXPECT_NE(complaint([](Options& o) { o.polling = o.websocket = false; }).find("websocket"),
            std::string::npos);
  SeededRandom random;
  Options options;
  options.max_payload = 0;
  EXPECT_THROW(Server(options, random), std::invalid_argument);
}

TEST(Names, EachEnumeratorHasItsOwn) {
  std::set<std::string_view> names;
  for (int i = 0; i < static_cast<int>(Metric::count_); ++i) names.insert(to_string(static_cast<Metric>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Metric::count_));
  EXPECT_EQ(to_string(Metric::errors_jsonp), "errors_jsonp");
  EXPECT_EQ(to_string(Metric::messages_in), "messages_in");
  EXPECT_EQ(to_string(CloseReason::orphaned), "orphaned");
  EXPECT_EQ(to_string(CloseReason::server_shutdown), "server_shutdown");
  EXPECT_EQ(to_string(ParseError::too_many_packets), "too_many_packets");
}

}  // namespace
}  // namespace moim::engineio
