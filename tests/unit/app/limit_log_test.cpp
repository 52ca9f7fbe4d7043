#include "logging/limit_log.h"

#include <gtest/gtest.h>

namespace moim::app {
namespace {

struct LimitLogTest : testing::Test {
  std::string news() { return log.news({net, engineio, socketio, signaling, 0, 0, 0, readings}); }

  net::Counters net;
  engineio::Statistics engineio;
  socketio::Statistics socketio;
  signaling::Statistics signaling;
  base::Counters<Reading> readings;
  LimitLog log;
};

TEST_F(LimitLogTest, NamesEachLimitOnceHoweverOftenItWasReached) {
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

TEST_F(LimitLogTest, NamesTheLimitsOfRoomsToo) {
  using signaling::ErrorCode;
  for (const auto code : {ErrorCode::room_full, ErrorCode::too_many_rooms, ErrorCode::too_many_waiting,
                          ErrorCode::too_fast, ErrorCode::not_in_room, ErrorCode::bad_request})
    signaling.errors.add(code, 2);
  EXPECT_EQ(news(), "room_full 2, too_many_rooms 2, too_many_waiting 2, too_fast 2");
  EXPECT_EQ(news(), "");
  signaling.waits_expired = 3;
  EXPECT_EQ(news(), "waits expired 3");
}

// Both count what is called an overflow.
TEST_F(LimitLogTest, TellsWhatIsNotKeptForRecoveryFromWhatIsNotRead) {
  engineio.closes.add(engineio::CloseReason::overflow);
  EXPECT_EQ(news(), "overflow 1");
  socketio.recovery.add(socketio::RecoveryEvent::overflow, 2);
  EXPECT_EQ(news(), "recovery overflow 2");
  engineio.metrics.add(engineio::Metric::payloads_invalid);
  EXPECT_EQ(news(), "payloads_invalid 1");
}

}  // namespace
}  // namespace moim::app
