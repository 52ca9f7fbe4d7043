#include "run.h"

namespace moim::bench {
namespace {

constexpr Nanos kDrainTime = 5 * kSecond;
constexpr Nanos kLateTime = kSecond / 10;  // for what should not come any more
constexpr Nanos kDismissTime = 60 * kSecond;
constexpr std::size_t kDismissedPerTurn = 16;

Nanos nanos(double seconds) { return static_cast<Nanos>(seconds * 1e9); }

}  // namespace

Run::Run(const Options& given)
    : options(given), loop(now() + nanos(given.timeout)), server(given.server_pid) {}

Meter::Meter(const Run& run, std::uint64_t count)
    : count_(count), started_(now()), server_cpu_(run.server.cpu_seconds()), own_cpu_(own_cpu_seconds()) {}

void Meter::report(Run& run, std::uint64_t count) const {
  const double seconds = static_cast<double>(now() - started_) / 1e9;
  const double server_cpu = run.server.cpu_seconds() - server_cpu_;
  const auto counted = static_cast<double>(count - count_);
  run.result.add("seconds", seconds);
  run.result.add("count", count - count_);
  run.result.add("per_second", counted / seconds);
  run.result.add("server_cpu_us", counted > 0 ? server_cpu * 1e6 / counted : 0);
  run.result.add("server_busy", server_cpu / seconds);
  run.result.add("load_busy", (own_cpu_seconds() - own_cpu_) / seconds);
}

void turn_for(Run& run, Crowd& crowd, double seconds, Pastime pastime) {
  const Nanos until = now() + nanos(seconds);
  for (Nanos time = now(); time < until; time = now()) {
    run.loop.turn(pastime == Pastime::spin ? 0 : std::min(until - time, 100 * kMillisecond));
    crowd.keep_alive(time);
    if (crowd.gone() > 0) throw std::runtime_error("the server closed a connection");
  }
}

void drain(Run& run, const Traffic& traffic) {
  const Nanos until = now() + kDrainTime;
  while (traffic.in_flight() > 0 && now() < until) run.loop.turn(10 * kMillisecond);
  const Nanos settled = now() + kLateTime;
  while (now() < settled) run.loop.turn(10 * kMillisecond);
}

void report_delivery(Run& run, const Traffic& traffic) {
  run.result.add("sent", traffic.sent());
  run.result.add("lost", traffic.in_flight());
  run.result.add("misdelivered", traffic.misdelivered());
  run.result.add("reordered", traffic.reordered());
  run.result.add("damaged", traffic.damaged());
  run.result.add("wrong_sender", traffic.wrong_sender());
  if (traffic.in_flight() + traffic.wrong() > 0) run.failed = true;
}

void dismiss(Run& run, Crowd& crowd) {
  const Nanos until = now() + kDismissTime;
  while (crowd.gone() < crowd.size() && now() < until) {
    crowd.dismiss_some(kDismissedPerTurn);
    run.loop.turn(kMillisecond);
  }
  run.result.add("not_closed", crowd.size() - crowd.gone());
}

}  // namespace moim::bench
