// The machine's clock is set while people talk, back and forth. Only what outlives the process goes by it:
// papers expire early or late, and nobody is locked out, thrown out or held up.
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "app/signaling_harness.h"
#include "signaling/invitation.h"

namespace moim::signaling {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr days kJumps[] = {days{-20'000}, days{-365}, days{-1}, days{1}, days{365}, days{20'000}};

std::string join(Client& client, const std::string& more = "") {
  return client.request("join_room", R"({"room":"r","email":"a")" + more + "}");
}

std::string with_seat(const std::string& answer) { return R"(,"resume":")" + field(answer, "seat") + "\""; }

TEST(SignalingClock, CallsGoOnWhateverItSays) {
  Site site;
  Client a{site};
  Client b{site};
  const std::string a_id = a.join("r", "a");
  const std::string b_id = b.join("r", "b");
  a.take();
  for (const days jump : kJumps) {
    site.today += jump;
    site.advance(1s);
    a.send(R"(2["candidate",{"candidate":{},"candidateSendID":")" + a_id + R"(","candidateReceiveID":")" +
           b_id + R"("}])");
    EXPECT_EQ(b.take().size(), 1U) << jump.count();
    EXPECT_EQ(site.signaling.statistics().members, 2U);
  }
}

TEST(SignalingClock, ASeatIsHeldAsLongAsEver) {
  for (const days jump : kJumps) {
    Site site;
    Client a{site};
    Client b{site};
    const std::string seated = join(a);
    b.join("r", "b");
    a.disconnect();
    b.take();
    site.today += jump;
    site.advance(15s - 1ms);
    EXPECT_EQ(b.take(), Packets{}) << jump.count();
    site.advance(1ms);
    const Packets told = b.take();
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.front(), R"(2["user_exit",{"id":")" + field(seated, "id") + R"("}])");
  }
}

TEST(SignalingClock, SetBackSeatsAreStillTakenBack) {
  Site site;
  Client a{site};
  const std::string seated = join(a);
  a.disconnect();
  site.today -= days{365};
  Client again{site};
  EXPECT_EQ(field(join(again, with_seat(seated)), "id"), field(seated, "id"));
}

TEST(SignalingClock, SetForwardWhoComesBackIsLetInAsSomebodyNewAndOnlyOnce) {
  Site site;
  Client a{site};
  const std::string seated = join(a);
  a.disconnect();
  site.today += days{365};
  Client again{site};
  const std::string answer = join(again, with_seat(seated));
  EXPECT_NE(field(answer, "id"), field(seated, "id"));
  EXPECT_EQ(site.signaling.statistics().seats[SeatEvent::refused], 1U);

  again.disconnect();
  Client third{site};
  EXPECT_EQ(field(join(third, with_seat(answer)), "id"), field(answer, "id")) << "the new seat is good";
  site.advance(15s);
  EXPECT_EQ(site.signaling.statistics().members, 1U) << "the old one is given up";
}

// A machine without a clock of its own: 1970 until the network tells.
TEST(SignalingClock, StartedInTheWrongCenturyAndCorrected) {
  Site site;
  site.today = WallTime{};
  Client early{site};
  const std::string seated = join(early);
  EXPECT_FALSE(field(seated, "seat").empty());
  site.today = WallTime{days{20'000}};
  early.disconnect();
  Client again{site};
  EXPECT_FALSE(field(join(again, with_seat(seated)), "seat").empty());
}

TEST(SignalingClock, AnInvitationHoldsAgainOnceTheClockIsRight) {
  const crypto::Sealer sealer{std::string(32, 'k')};
  Site site;
  const std::string invite =
      seal(Invitation{.room = "r", .role = rooms::Role::host, .expires = site.wall_now() + 1h}, sealer);
  const auto answer = [&] {
    Client client{site};
    return client.request("join_room", R"({"room":"r","invite":")" + invite + "\"}");
  };
  EXPECT_EQ(field(answer(), "role"), "host");
  site.today += days{365};
  EXPECT_EQ(code_of(answer()), "invite_invalid");
  site.today -= days{365};
  EXPECT_EQ(field(answer(), "role"), "host");
  site.today -= days{365};
  EXPECT_EQ(field(answer(), "role"), "host");
}

}  // namespace
}  // namespace moim::signaling
