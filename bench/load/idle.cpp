#include "run.h"

namespace moim::bench {

void run_idle(Run& run) {
  const Options& options = run.options;
  Place place = options.place;
  place.introduce = false;
  const std::uint64_t before = run.server.resident_kib();
  Crowd crowd(run.loop, place, options.connections);
  crowd.gather();
  turn_for(run, crowd, options.seconds, Pastime::sleep);
  const std::uint64_t joined = run.server.resident_kib();
  dismiss(run, crowd);
  run.result.add("resident_before_kib", before);
  run.result.add("resident_joined_kib", joined);
  run.result.add("resident_left_kib", run.server.resident_kib());
  run.result.add("kib_per_connection", (static_cast<double>(joined) - static_cast<double>(before)) /
                                           static_cast<double>(crowd.size()));
}

}  // namespace moim::bench
