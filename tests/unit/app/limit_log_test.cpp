#include "logging/limit_log.h"

#include <gtest/gtest.h>

namespace moim::app {
namespace {

TEST(LimitLog, NamesEachLimitOnceHoweverOftenItWasReached) {
  net::Counters net;
  engineio::Statistics engineio;
  socketio::Statistics socketio;
  const base::Counters<Reading> readings;
  LimitLog log;
  const auto news = [&] { return log.news({net, engineio, socketio, {}, 0, 0, 0, readings}); };
  EXPECT_EQ(news(), "");

  net.add(net::Counter::timeout_header, 1'000);
  net.add(net::Counter::bytes_received, 1'000);
  net.add(net::Counter::refused_not_found, 9);
  engineio.metrics.add(engineio::Metric::packets_over_rate, 2);
  engineio.metrics.add(engineio::Metric::messages_in, 7);
  socketio.limits.add(socketio::LimitHit::namespaces);
  socketio.protocol_errors.add(socketio::ProtocolError::late_attachment, 3);
  EXPECT_EQ(news(), "timeout_header 1000, packets_over_rate 2, namespaces 1, late attachment 3");
  EXPECT_EQ(news(), "");
  engineio.metrics.add(engineio::Metric::packets_over_rate);
  EXPECT_EQ(news(), "packets_over_rate 1");
}

}  // namespace
}  // namespace moim::app
