// What one session, and all sessions of one address, may send.
#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

Options with_rate(base::TokenRate session, base::TokenRate subscriber = {}) {
  Options options;
  options.packet_rate = session;
  options.subscriber_packet_rate = subscriber;
  return options;
}

// A session by WebSocket that counts for `subscriber`.
std::pair<SessionId, ConnectionId> open_for(Endpoint& endpoint, std::shared_ptr<Subscriber> subscriber) {
  const ConnectionId connection = endpoint.request({.method = Method::get,
                                                    .query = "EIO=4&transport=websocket",
                                                    .websocket_upgrade = true,
                                                    .subscriber = std::move(subscriber)});
  EXPECT_TRUE(endpoint.accepted(connection));
  endpoint.frames(connection);
  return {endpoint.last_session(), connection};
}

TEST(Rate, ABurstPassesAndWhatIsBeyondEndsTheSessionWithAReason) {
  Endpoint endpoint{with_rate({10, 50})};
  const auto [session, socket] = open_websocket(endpoint, 4);
  for (int i = 0; i < 50; ++i) endpoint.frame(socket, "4m");
  EXPECT_TRUE(endpoint.alive(session));
  EXPECT_EQ(endpoint.log(session).messages.size(), 50U);
  endpoint.frame(socket, "4one too many");
  EXPECT_EQ(endpoint.log(session).closed, CloseReason::rate_limited);
  EXPECT_EQ(endpoint.log(session).messages.size(), 50U) << "it is not delivered";
  EXPECT_EQ(endpoint.closed_with(socket), 1008);
  EXPECT_EQ(endpoint.count(Metric::packets_over_rate), 1U);
  endpoint.frame(socket, "4and another");
  EXPECT_EQ(endpoint.count(Metric::packets_over_rate), 1U) << "counted once for each session";
}

TEST(Rate, AtTheRateItGoesOnForEver) {
  Endpoint endpoint{with_rate({10, 20})};
  const auto [session, socket] = open_websocket(endpoint, 3);
  for (int i = 0; i < 1'000; ++i) {
    endpoint.frame(socket, i % 50 == 0 ? "2" : "4m");
    endpoint.advance(100ms);
  }
  EXPECT_TRUE(endpoint.alive(session));
}

TEST(Rate, HeartbeatsAndProbesCount) {
  {
    Endpoint endpoint{with_rate({1, 5})};
    const auto [session, socket] = open_websocket(endpoint, 3);
    for (int i = 0; i < 6; ++i) endpoint.frame(socket, "2");
    EXPECT_EQ(endpoint.log(session).closed, CloseReason::rate_limited);
  }
  Endpoint endpoint{with_rate({1, 5})};
  const Client client = open_polling(endpoint, 4);
  const ConnectionId probe = endpoint.websocket(client.websocket_query);
  for (int i = 0; i < 6; ++i) endpoint.frame(probe, "2probe");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::rate_limited);
}

TEST(Rate, LargePacketsCountForMore) {
  EXPECT_EQ(packet_tokens(0), 1U);
  EXPECT_EQ(packet_tokens(4'095), 1U);
  EXPECT_EQ(packet_tokens(4'096), 2U);
  EXPECT_EQ(packet_tokens(1'000'000), 245U);
  Endpoint endpoint{with_rate({1, 10})};
  const auto [session, socket] = open_websocket(endpoint, 4);
  endpoint.frame(socket, "4" + std::string(7 * 4'096, 'x'));
  EXPECT_TRUE(endpoint.alive(session));
  endpoint.frame(socket, "4" + std::string(2 * 4'096, 'x'));
  EXPECT_FALSE(endpoint.alive(session));
}

TEST(Rate, APostWithTooManyPacketsIsAnswered429) {
  Endpoint endpoint{with_rate({1, 3})};
  const Client client = open_polling(endpoint, 4);
  const ConnectionId post = endpoint.post(client.query,
                                          "4a\x1e"
                                          "4b\x1e"
                                          "4c\x1e"
                                          "4d\x1e"
                                          "4e");
  EXPECT_EQ(endpoint.status(post), 429);
  EXPECT_EQ(endpoint.log(client.session).messages, (Messages{"ta", "tb", "tc"}));
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::rate_limited);
}

TEST(Rate, OfOneAddressIsSharedByItsSessionsAndTouchesNobodyElse) {
  Endpoint endpoint{with_rate({}, {1, 10})};
  const auto crowd = std::make_shared<Subscriber>();
  const auto [first, first_socket] = open_for(endpoint, crowd);
  const auto [second, second_socket] = open_for(endpoint, crowd);
  const auto [other, other_socket] = open_for(endpoint, std::make_shared<Subscriber>());
  for (int i = 0; i < 8; ++i) endpoint.frame(first_socket, "4m");
  for (int i = 0; i < 2; ++i) endpoint.frame(second_socket, "4m");
  EXPECT_TRUE(endpoint.alive(first) && endpoint.alive(second));
  endpoint.frame(second_socket, "4m");
  EXPECT_EQ(endpoint.log(second).closed, CloseReason::rate_limited);
  EXPECT_EQ(endpoint.count(Metric::packets_over_subscriber_rate), 1U);
  EXPECT_TRUE(endpoint.alive(first)) << "who is silent is not to blame";
  for (int i = 0; i < 10; ++i) endpoint.frame(other_socket, "4m");
  EXPECT_TRUE(endpoint.alive(other));
}

TEST(Rate, SessionsOfOneAddressAreLimitedAndCountedWhileTheyLast) {
  Options options;
  options.max_sessions_per_subscriber = 2;
  Endpoint endpoint{options};
  const auto crowd = std::make_shared<Subscriber>();
  const auto [session, socket] = open_for(endpoint, crowd);
  open_for(endpoint, crowd);
  EXPECT_EQ(crowd->sessions, 2U);
  const Request handshake{.method = Method::get, .query = "EIO=4&transport=polling", .subscriber = crowd};
  EXPECT_EQ(endpoint.status(endpoint.request(handshake)), 429);
  EXPECT_EQ(endpoint.count(Metric::handshakes_refused_subscriber), 1U);
  open_for(endpoint, nullptr);
  endpoint.drop(socket);
  EXPECT_EQ(crowd->sessions, 1U);
  EXPECT_EQ(endpoint.status(endpoint.request(handshake)), 200);
}

}  // namespace
}  // namespace moim::engineio
