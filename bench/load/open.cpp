#include "pace.h"
#include "run.h"

namespace moim::bench {

void run_open(Run& run) {
  const Options& options = run.options;
  Crowd crowd(run.loop, options.place, options.connections);
  crowd.gather();
  Traffic traffic(crowd, options.load);
  Pace pace(crowd, traffic, options.rate);
  Histogram latencies;
  const Nanos measured_from = now() + static_cast<Nanos>(options.warmup * 1e9);
  const Nanos until = measured_from + static_cast<Nanos>(options.seconds * 1e9);
  crowd.relayed = [&](const Person& receiver, std::string_view packet) {
    const auto arrival = traffic.receive(receiver, packet);
    if (arrival && pace.due(*arrival) >= measured_from) latencies.add(pace.latency(*arrival, receiver));
  };
  // Waiting would add the time it takes to wake up: this core has nothing else to do.
  const auto spin_until = [&](Nanos end) {
    for (Nanos time = now(); time < end; time = now()) {
      pace.send_due(time);
      run.loop.turn(0);
      crowd.keep_alive(time);
      if (crowd.gone() > 0) throw std::runtime_error("the server closed a connection");
    }
  };
  spin_until(measured_from);
  const Meter meter(run, traffic.received());
  spin_until(until);
  meter.report(run, traffic.received());
  drain(run, traffic);
  report_latency(run.result, latencies, "");
  report_delivery(run, traffic);
}

}  // namespace moim::bench
