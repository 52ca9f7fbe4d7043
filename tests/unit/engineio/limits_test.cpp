// Limits that change while there are sessions.
#include <stdexcept>

#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace moim::engineio {
namespace {

TEST(Limits, SessionsKeepTheHeartbeatTheyWereTold) {
  Options options;
  options.ping_interval = 300ms;
  options.ping_timeout = 200ms;
  Endpoint endpoint{options};
  const auto before = open_websocket(endpoint, 4);
  options.ping_interval = 10s;
  options.ping_timeout = 10s;
  endpoint.server().set_options(options);
  const auto after = open_websocket(endpoint, 4);
  for (int i = 0; i < 3; ++i) {
    endpoint.advance(300ms);
    EXPECT_EQ(endpoint.frames(before.second), Frames{"2"}) << "its client gives up on a server that does not";
    endpoint.frame(before.second, "3");
  }
  EXPECT_TRUE(endpoint.frames(after.second).empty());
  endpoint.advance(500ms);
  EXPECT_EQ(endpoint.log(before.first).closed, CloseReason::ping_timeout);
  EXPECT_TRUE(endpoint.alive(after.first));
}

TEST(Limits, SessionsBeyondTheLimitStay) {
  Options options;
  Endpoint endpoint{options};
  const auto one = open_websocket(endpoint, 4);
  const auto two = open_websocket(endpoint, 4);
  options.max_sessions = 1;
  endpoint.server().set_options(options);
  EXPECT_EQ(endpoint.status(endpoint.get("EIO=4&transport=polling")), 503);
  endpoint.frame(one.second, "4m");
  EXPECT_TRUE(endpoint.alive(one.first) && endpoint.alive(two.first));
  options.max_sessions = 3;
  endpoint.server().set_options(options);
  EXPECT_EQ(endpoint.status(endpoint.get("EIO=4&transport=polling")), 200);
}

TEST(Limits, AnotherRateGivesEachSessionAWholeAllowance) {
  Options options;
  options.packet_rate = {1, 10};
  Endpoint endpoint{options};
  const std::pair opened = open_websocket(endpoint, 4);
  const auto send = [&](int packets) {
    for (int i = 0; i < packets; ++i) endpoint.frame(opened.second, "4m");
  };
  send(9);
  // Counted at the new rate, nine seconds' worth would be more than it holds: a higher limit would end it.
  options.packet_rate = {100, 10};
  endpoint.server().set_options(options);
  send(10);
  EXPECT_TRUE(endpoint.alive(opened.first));
  options.max_sessions = 7;
  endpoint.server().set_options(options);
  send(1);
  EXPECT_EQ(endpoint.log(opened.first).closed, CloseReason::rate_limited) << "the same rate gives nothing";
}

TEST(Limits, ASmallerQueueHoldsWithTheNextMessage) {
  Options options;
  Endpoint endpoint{options};
  const Client client = open_polling(endpoint, 4);
  endpoint.send(client.session, std::string(5'000, 'm'));
  options.max_payload = options.max_queued_bytes = 2'000;
  endpoint.server().set_options(options);
  EXPECT_TRUE(endpoint.alive(client.session));
  EXPECT_EQ(endpoint.status(endpoint.post(client.query, "4" + std::string(2'000, 'm'))), 413);
  endpoint.send(client.session, "m");
  EXPECT_EQ(endpoint.log(client.session).closed, CloseReason::overflow);
}

TEST(Limits, WhatIsOutOfRangeChangesNothing) {
  Options options;
  Endpoint endpoint{options};
  options.max_sessions = 5;
  options.ping_timeout = 0ms;
  EXPECT_THROW(endpoint.server().set_options(options), std::invalid_argument);
  EXPECT_EQ(endpoint.server().options().max_sessions, Options{}.max_sessions);
}

}  // namespace
}  // namespace moim::engineio
