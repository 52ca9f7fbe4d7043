// Whatever people do at the doors of two rooms, with seats and papers of others, together and one after the
// other: no check of ours fails, and when everybody is gone nothing is left.
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPeople = 6;
constexpr int kSteps = 10'000;

class Crowd {
 public:
  explicit Crowd(unsigned seed) : random_{seed}, people_(kPeople) {
    for (auto& person : people_) connect(person, "0");
  }

  void step() {
    Client& who = *people_[pick(kPeople)];
    switch (pick(10)) {
      case 0:
        return reconnect();
      case 1:
        return site_.advance(std::chrono::milliseconds{pick(8'000)});
      case 2:
        return ask(who, "leave_room", "");
      case 3:
        return ask(who, "update_room", R"({"lobby":)" + flag() + R"(,"locked":)" + flag() + "}");
      case 4:
        return ask(who, chance() ? "admit" : "deny", R"({"id":)" + someone() + R"(,"all":)" + flag() + "}");
      case 5:
        return ask(who, chance() ? "remove_user" : "set_role", R"({"role":"host","id":)" + someone() + "}");
      case 6:
        return ask(who, "offer", R"({"sdp":1,"offerReceiveID":)" + someone() + "}");
      default:
        return join(who);
    }
  }

  /// Nobody is there any more, and nobody comes back.
  Statistics end() {
    for (auto& person : people_) person->disconnect();
    site_.advance(1h);
    return site_.signaling.statistics();
  }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }
  bool chance() { return pick(2) == 0; }
  std::string flag() { return pick(4) == 0 ? "true" : "false"; }
  static std::string one_of(const std::vector<std::string>& texts, std::size_t index) {
    return texts.empty() ? R"("none")" : '"' + texts[index % texts.size()] + '"';
  }
  std::string someone() { return one_of(ids_, random_()); }

  void join(Client& who) {
    std::string payload = R"({"room":")" + std::string(chance() ? "r" : "s") + '"';
    if (chance()) payload += R"(,"resume":)" + one_of(seats_, random_());
    ask(who, "join_room", payload + "}");
  }

  // Some ask for no acknowledgement, as base clients do.
  void ask(Client& who, std::string_view event, const std::string& payload) {
    if (pick(8) == 0) {
      who.emit(event, payload);
    } else {
      const std::string answer = who.request(event, payload);
      keep(seats_, field(answer, "seat"));
      keep(ids_, field(answer, "id"));
    }
    for (auto& person : people_) person->take();
  }

  static void keep(std::vector<std::string>& texts, std::string text) {
    constexpr std::size_t kKept = 12;
    if (!text.empty()) texts.push_back(std::move(text));
    if (texts.size() > kKept) texts.erase(texts.begin());
  }

  void reconnect() {
    constexpr socketio::TransportClose kReasons[] = {socketio::TransportClose::closed,
                                                     socketio::TransportClose::going_away,
                                                     socketio::TransportClose::parse_error};
    auto& person = people_[pick(kPeople)];
    person->disconnect(kReasons[pick(std::size(kReasons))]);
    connect(person, chance() ? "0" : R"(0{"offset":"0","pid":)" + one_of(pids_, random_()) + "}");
  }

  void connect(std::unique_ptr<Client>& person, const std::string& packet) {
    std::string answer;
    person = std::make_unique<Client>(site_, answer, packet);
    keep(pids_, field(std::string_view{answer}.substr(1), "pid"));
  }

  std::mt19937 random_;
  Site site_{{.rooms = {.max_participants = 3, .max_waiting = 2, .waiting_time = 30s, .knock_rate = {}}},
             15s};
  std::vector<std::unique_ptr<Client>> people_;
  std::vector<std::string> seats_;
  std::vector<std::string> ids_;
  std::vector<std::string> pids_;  // with which connections are recovered
};

TEST(SignalingRandom, NothingFailsAndNothingIsLeft) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    Crowd crowd{seed};
    for (int i = 0; i < kSteps; ++i) crowd.step();
    const Statistics left = crowd.end();
    EXPECT_EQ(left.rooms, 0U);
    EXPECT_EQ(left.members, 0U);
    EXPECT_EQ(left.away, 0U);
    EXPECT_EQ(left.waiting, 0U);
    for (const SeatEvent event : {SeatEvent::held, SeatEvent::recovered, SeatEvent::resumed, SeatEvent::taken,
                                  SeatEvent::reentered, SeatEvent::expired})
      EXPECT_GT(left.seats[event], 0U) << to_string(event) << " never came about";
    EXPECT_GT(left.moderation[Act::admit], 0U) << "nobody was let in";
  }
}

}  // namespace
}  // namespace moim::signaling
