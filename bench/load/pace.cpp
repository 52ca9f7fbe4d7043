#include "pace.h"

#include <string>

#include "result.h"

namespace moim::bench {

Pace::Pace(Crowd& crowd, Traffic& traffic, double rate)
    : crowd_(crowd), traffic_(traffic), interval_(1e9 / rate), started_(now()) {}

void Pace::send_due(Nanos time) {
  for (; due(sent_) <= time; ++sent_) traffic_.send(sent_ % crowd_.size());
}

Nanos Pace::due(std::uint64_t index) const {
  return started_ + static_cast<Nanos>(static_cast<double>(index) * interval_);
}

// People take turns, so a person's n-th message is in the n-th round.
Nanos Pace::due(const Arrival& arrival) const { return due(arrival.number * crowd_.size() + arrival.sender); }

Nanos Pace::latency(const Arrival& arrival, const Person& receiver) const {
  return receiver.socket().read_at() - due(arrival);
}

void report_latency(Result& result, const Histogram& latencies, std::string_view prefix) {
  const auto add = [&](const char* name, Nanos value) {
    result.add(std::string(prefix) + name, static_cast<double>(value) / 1000);
  };
  add("p50_us", latencies.quantile(0.5));
  add("p90_us", latencies.quantile(0.9));
  add("p99_us", latencies.quantile(0.99));
  add("max_us", latencies.greatest());
}

}  // namespace moim::bench
