#include "run.h"

namespace moim::bench {

void run_closed(Run& run) {
  const Options& options = run.options;
  Crowd crowd(run.loop, options.place, options.connections);
  crowd.gather();
  Traffic traffic(crowd, options.load);
  bool sending = true;
  crowd.relayed = [&](const Person& receiver, std::string_view packet) {
    const auto arrival = traffic.receive(receiver, packet);
    if (arrival && sending) traffic.send(arrival->sender);
  };
  for (std::size_t sender = 0; sender < crowd.size(); ++sender) {
    for (std::size_t i = 0; i < options.window; ++i) traffic.send(sender);
  }
  turn_for(run, crowd, options.warmup, Pastime::spin);
  const Meter meter(run, traffic.received());
  turn_for(run, crowd, options.seconds, Pastime::spin);
  meter.report(run, traffic.received());
  run.result.add("resident_kib", run.server.resident_kib());
  sending = false;
  drain(run, traffic);
  report_delivery(run, traffic);
}

}  // namespace moim::bench
