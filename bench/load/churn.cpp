#include <cerrno>
#include <system_error>

#include "run.h"

namespace moim::bench {
namespace {

// Two to a room of four: a server may notice that somebody has left only after they are back.
constexpr std::size_t kRegularsPerRoom = 2;

// Of all the joins, the part after which memory is first looked at: caches and pools are full by then.
constexpr std::uint64_t kSettledPart = 5;

/// People who come, join, leave, and come again.
class Regulars final : public Person::Observer {
 public:
  Regulars(Loop& loop, const Place& place, std::size_t count) : place_(place) {
    for (std::size_t i = 0; i < count; ++i) {
      people_.push_back(std::make_unique<Person>(loop, place_, *this));
      people_.back()->index = i;
    }
  }

  void start() {
    for (const auto& person : people_) enter(*person);
  }
  void stop() { stopping_ = true; }

  [[nodiscard]] bool all_gone() const { return present_ == 0; }
  /// Times somebody had connected, joined and left.
  [[nodiscard]] std::uint64_t visits() const { return visits_; }
  /// Times the server refused or cut somebody off.
  [[nodiscard]] std::uint64_t failures() const { return failures_; }

 private:
  void enter(Person& person) {
    if (!person.enter(person.index / kRegularsPerRoom, person.index % kRegularsPerRoom)) {
      throw std::system_error(errno, std::generic_category(), "connect");
    }
    ++present_;
  }
  void on_joined(Person& person) override { person.leave(); }
  void on_introduced(Person&) override {}
  void on_relayed(Person&, std::string_view) override {}
  void on_gone(Person& person, bool clean) override {
    --present_;
    ++(clean && person.joined() ? visits_ : failures_);
    if (!stopping_) enter(person);
  }

  Place place_;
  std::vector<std::unique_ptr<Person>> people_;
  std::size_t present_ = 0;
  std::uint64_t visits_ = 0;
  std::uint64_t failures_ = 0;
  bool stopping_ = false;
};

void turn_until(Run& run, const std::function<bool()>& done) {
  while (!done()) run.loop.turn(0);  // see Pastime::spin
}

void turn_seconds(Run& run, double seconds) {
  const Nanos until = now() + static_cast<Nanos>(seconds * 1e9);
  turn_until(run, [&] { return now() >= until; });
}

void measure_growth(Run& run, const Regulars& regulars) {
  const std::uint64_t joins = run.options.joins;
  turn_until(run, [&] { return regulars.visits() >= joins / kSettledPart; });
  const std::uint64_t settled = run.server.resident_kib();
  turn_until(run, [&] { return regulars.visits() >= joins; });
  const std::uint64_t grown = run.server.resident_kib();
  run.result.add("resident_settled_kib", settled);
  run.result.add("resident_end_kib", grown);
  run.result.add("growth_kib", static_cast<double>(grown) - static_cast<double>(settled));
}

}  // namespace

void run_churn(Run& run) {
  Place place = run.options.place;
  place.introduce = false;
  Regulars regulars(run.loop, place, run.options.connections);
  regulars.start();
  turn_seconds(run, run.options.warmup);
  const Meter meter(run, regulars.visits());
  if (run.options.joins > 0) {
    measure_growth(run, regulars);
  } else {
    turn_seconds(run, run.options.seconds);
  }
  meter.report(run, regulars.visits());
  regulars.stop();
  turn_until(run, [&] { return regulars.all_gone(); });
  run.result.add("failures", regulars.failures());
}

}  // namespace moim::bench
