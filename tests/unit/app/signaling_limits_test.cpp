// Options that change while people are in rooms.
#include <string>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kJoin = R"({"room":"r"})";

std::string number(const std::string& answer, std::string_view name) {
  return std::string{json::View{answer}.find(name)->text()};
}

TEST(SignalingLimits, ARoomBeyondASmallerLimitKeepsItsPeopleAndIsFullForOthers) {
  Site site;
  std::vector<std::unique_ptr<Client>> people;
  for (int i = 0; i < 3; ++i) {
    people.push_back(std::make_unique<Client>(site));
    people.back()->join("r");
  }
  for (const auto& person : people) person->take();
  site.signaling.set_options({.rooms = {.max_participants = 2}});
  Client late{site};
  EXPECT_EQ(code_of(late.request("join_room", kJoin)), "room_full");
  for (const auto& person : people) EXPECT_TRUE(person->take().empty()) << "nobody inside notices";
  EXPECT_EQ(code_of(people[1]->request("join_room", kJoin)), people[1]->request("join_room", kJoin));
  EXPECT_EQ(site.signaling.statistics().members, 3U);
  site.signaling.set_options({.rooms = {.max_participants = 4}});
  const std::string answer = late.request("join_room", kJoin);
  EXPECT_EQ(number(answer, "limit"), "4");
  EXPECT_EQ(json::View{answer}.find("users")->elements().size(), 3U);
}

TEST(SignalingLimits, WhoComesIsToldOfTheServersOfNow) {
  Site site{{.ice_servers = {{.urls = {"stun:old.example.org"}}}}};
  Client first{site};
  EXPECT_EQ(number(first.request("join_room", kJoin), "iceServers"),
            R"([{"urls":["stun:old.example.org"]}])");
  site.signaling.set_options({.ice_servers = {{.urls = {"stun:new.example.org"}}}});
  Client second{site};
  EXPECT_EQ(number(second.request("join_room", kJoin), "iceServers"),
            R"([{"urls":["stun:new.example.org"]}])");
  EXPECT_EQ(number(first.request("join_room", kJoin), "iceServers"),
            R"([{"urls":["stun:new.example.org"]}])");
}

TEST(SignalingLimits, SeatsAreHeldForAsLongAsWasSaidWhenTheyWereLost) {
  Site site{{.seat_hold = 10s}};
  Client lost{site};
  lost.join("r");
  lost.disconnect();
  site.signaling.set_options({.seat_hold = 1s});
  site.advance(9s);
  EXPECT_EQ(site.signaling.statistics().away, 1U);
  site.advance(1s);
  EXPECT_EQ(site.signaling.statistics().members, 0U);
  Client next{site};
  EXPECT_EQ(number(next.request("join_room", kJoin), "holdSeconds"), "1");
  next.disconnect();
  site.advance(1s);
  EXPECT_EQ(site.signaling.statistics().members, 0U);
}

}  // namespace
}  // namespace moim::signaling
