#include "pace.h"
#include "run.h"

namespace moim::bench {
namespace {

// Between two looks at the quiet room: connections started or ended, and sockets of the others looked after.
// Both take the generator well below a millisecond, which is what it can make a message look late by itself.
constexpr std::size_t kPerTurn = 8;
constexpr std::size_t kEventsPerTurn = 32;

// A server that has not dealt with everybody by then has lost them.
constexpr Nanos kPatience = 60 * kSecond;

/// The room in which nothing special happens, but how late its messages are.
struct QuietRoom {
  QuietRoom(Run& run, const Place& place)
      : crowd(run.loop, place, kRoomSize),
        traffic((crowd.gather(), crowd), run.options.load),
        pace(crowd, traffic, run.options.rate),
        latencies(&before) {
    crowd.relayed = [this](const Person& receiver, std::string_view packet) {
      if (const auto arrival = traffic.receive(receiver, packet))
        latencies->add(pace.latency(*arrival, receiver));
    };
  }

  Crowd crowd;
  Traffic traffic;
  Pace pace;
  Histogram before;
  Histogram arriving;
  Histogram leaving;
  Histogram* latencies;  // of what is going on now
};

/// Turns until `done`, or until patience is lost; `act` starts or ends some connections and says whether more
/// remain.
template <class Act, class Done>
double turn_through(Run& run, Loop& others, QuietRoom& room, Act act, Done done) {
  const Nanos started = now();
  for (Nanos time = started; time - started < kPatience; time = now()) {
    const bool more = act();
    room.pace.send_due(now());
    run.loop.turn(0);
    others.turn(0);
    room.crowd.keep_alive(time);
    if (!more && done()) break;
  }
  return static_cast<double>(now() - started) / 1e9;
}

/// A crowd for one of the rooms around the quiet one.
Place place_of(const Run& run, const char* rooms) {
  Place place = run.options.place;
  place.introduce = false;
  place.rooms = rooms;
  return place;
}

void rest(Run& run, Loop& others, QuietRoom& room, double seconds) {
  const Nanos until = now() + static_cast<Nanos>(seconds * 1e9);
  turn_through(run, others, room, [] { return false; }, [&] { return now() >= until; });
}

}  // namespace

void run_stampede(Run& run) {
  QuietRoom room(run, run.options.place);
  Loop others(run.loop.deadline(), kEventsPerTurn);
  Crowd held(others, place_of(run, "held"), run.options.held);
  if (held.size() > 0) held.gather();
  rest(run, others, room, run.options.warmup);
  room.before = {};
  rest(run, others, room, run.options.seconds);

  Crowd crowd(others, place_of(run, "stampede"), run.options.connections);
  room.latencies = &room.arriving;
  run.result.add("arriving_seconds", turn_through(
                                         run, others, room, [&] { return crowd.start_some(kPerTurn); },
                                         [&] { return crowd.joined() + crowd.dropped() >= crowd.size(); }));
  run.result.add("not_joined", crowd.size() - crowd.joined());
  rest(run, others, room, 1);  // what was held up while they came still counts as that

  room.latencies = &room.leaving;
  Crowd& leavers = held.size() > 0 ? held : crowd;
  const std::size_t present = leavers.joined();
  run.result.add("leaving_seconds", turn_through(
                                        run, others, room, [&] { return leavers.dismiss_some(kPerTurn); },
                                        [&] { return leavers.gone() >= present; }));
  if (held.size() > 0) run.result.add("staying_dropped", crowd.gone());
  rest(run, others, room, 0.5);
  drain(run, room.traffic);
  report_latency(run.result, room.before, "before_");
  report_latency(run.result, room.arriving, "arriving_");
  report_latency(run.result, room.leaving, "leaving_");
  report_delivery(run, room.traffic);
}

}  // namespace moim::bench
