#include "metrics/metrics.h"

#include <gtest/gtest.h>

namespace moim::app {
namespace {

TEST(Metrics, NameWhatEachLayerCounted) {
  net::Counters net;
  engineio::Statistics engineio;
  socketio::Statistics socketio;
  signaling::Statistics signaling;
  net.add(net::Counter::refused_origin, 3);
  engineio.closes.add(engineio::CloseReason::overflow);
  socketio.protocol_errors.add(socketio::ProtocolError::bad_json, 2);
  signaling.errors.add(signaling::ErrorCode::room_full, 5);
  signaling.relayed.add(signaling::Relay::candidate, 7);
  signaling.forgotten.add(rooms::Forgotten::chat_message, 9);
  signaling.members = 4;
  signaling.waits_expired = 12;
  base::Counters<Reading> readings;
  readings.add(Reading::refused, 8);

  const auto text = metrics_text({net, engineio, socketio, signaling, 11, 10, 9, readings, 6});
  for (const std::string_view line : {
           "moim_connections 11\n",
           "moim_engineio_sessions 10\n",
           "moim_outgoing_bytes 9\n",
           "moim_net_total{event=\"refused_origin\"} 3\n",
           "moim_net_total{event=\"refused_address_limit\"} 0\n",
           "moim_engineio_closed_total{reason=\"overflow\"} 1\n",
           "moim_socketio_protocol_errors_total{error=\"bad JSON\"} 2\n",
           "moim_request_errors_total{code=\"room_full\"} 5\n",
           "moim_relayed_total{event=\"candidate\"} 7\n",
           "moim_forgotten_total{what=\"chat_message\"} 9\n",
           "moim_members 4\n",
           "moim_waits_expired_total 12\n",
           "moim_config_readings_total{result=\"refused\"} 8\n",
           "moim_log_lines_lost_total 6\n",
           "# TYPE moim_members gauge\n",
       }) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
}

}  // namespace
}  // namespace moim::app
