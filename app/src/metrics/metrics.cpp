#include "metrics/metrics.h"

#include <cstdint>
#include <sstream>
#include <utility>
#include <vector>

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

namespace moim::app {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily family(std::string name, std::string help, MetricType type) {
  MetricFamily made;
  made.name = "moim_" + std::move(name);
  made.help = std::move(help);
  made.type = type;
  return made;
}

MetricFamily counter(std::string name, std::string help, std::uint64_t value) {
  auto made = family(std::move(name), std::move(help), MetricType::Counter);
  made.metric.emplace_back().counter.value = static_cast<double>(value);
  return made;
}

MetricFamily gauge(std::string name, std::string help, std::size_t value) {
  auto made = family(std::move(name), std::move(help), MetricType::Gauge);
  made.metric.emplace_back().gauge.value = static_cast<double>(value);
  return made;
}

// One time series for each enumerator, told apart by `label`.
template <class Enum>
MetricFamily counters(std::string name, std::string help, const std::string& label,
                      const base::Counters<Enum>& values) {
  auto made = family(std::move(name), std::move(help), MetricType::Counter);
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::count_); ++i) {
    const auto which = static_cast<Enum>(i);
    auto& metric = made.metric.emplace_back();
    metric.label.push_back({label, std::string{to_string(which)}});
    metric.counter.value = static_cast<double>(values[which]);
  }
  return made;
}

}  // namespace

std::string metrics_text(const MetricsSources& sources) {
  const std::vector<MetricFamily> families = {
      gauge("connections", "Open TCP connections", sources.connections),
      counters("net_total", "Connections, requests and octets, and what was refused or dropped", "event",
               sources.net),
      gauge("outgoing_bytes", "Octets held for clients that do not read as fast as they are sent to",
            sources.outgoing_bytes),
      gauge("engineio_sessions", "Open Engine.IO sessions", sources.sessions),
      counters("engineio_total", "What happened to Engine.IO sessions", "event", sources.engineio.metrics),
      counters("engineio_closed_total", "Ends of Engine.IO sessions", "reason", sources.engineio.closes),
      counters("socketio_total", "Socket.IO connections, packets and events", "event",
               sources.socketio.activity),
      counters("socketio_protocol_errors_total", "Connections ended because of what they sent", "error",
               sources.socketio.protocol_errors),
      counters("socketio_limits_total", "What was refused because of a limit", "limit",
               sources.socketio.limits),
      counters("socketio_recovery_total", "What became of sockets whose connection was lost", "event",
               sources.socketio.recovery),
      gauge("socketio_retained_bytes", "Sent events kept until they are known to have arrived",
            sources.socketio.retained_bytes),
      gauge("rooms", "Rooms with somebody in them", sources.signaling.rooms),
      gauge("members", "People in rooms", sources.signaling.members),
      gauge("members_away", "People in rooms whose connection is lost", sources.signaling.away),
      counters("seats_total", "What became of seats whose connection was lost", "event",
               sources.signaling.seats),
      counter("members_entered_total", "Places taken", sources.signaling.entered),
      counter("members_exited_total", "Places given up", sources.signaling.exited),
      counters("relayed_total", "Messages relayed from member to member", "event", sources.signaling.relayed),
      gauge("waiting", "People waiting to be let into a room", sources.signaling.waiting),
      counter("waits_expired_total", "People whom nobody let in, or sent away, in time",
              sources.signaling.waits_expired),
      counters("moderation_total", "What hosts did", "act", sources.signaling.moderation),
      counter("chat_messages_total", "Chat messages said", sources.signaling.chat_messages),
      gauge("chat_bytes", "Octets of chat messages kept for those who come back",
            sources.signaling.chat_bytes),
      counters("forgotten_total", "What rooms let go of because they hold no more of it", "what",
               sources.signaling.forgotten),
      counter("reactions_total", "Reactions passed on", sources.signaling.reactions),
      counters("request_errors_total", "Events answered with an error", "code", sources.signaling.errors),
      counters("config_readings_total", "What came of reading the configuration again", "result",
               sources.readings),
      counter("log_lines_lost_total", "Log lines that could not be written, or made room for newer ones",
              sources.lost_log_lines),
  };
  std::ostringstream out;
  prometheus::TextSerializer{}.Serialize(out, families);
  return std::move(out).str();
}

}  // namespace moim::app
