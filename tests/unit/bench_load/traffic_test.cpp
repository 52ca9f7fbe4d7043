// What the generator says of a server is only as good as its eye for what went wrong.
#include "traffic.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "pace.h"
#include "result.h"

namespace moim::bench {
namespace {

constexpr std::size_t kPeople = 8;  // two rooms

class TrafficTest : public testing::TestWithParam<DocumentKind> {
 protected:
  explicit TrafficTest(std::size_t spread = 1) : load_{.kind = GetParam(), .bytes = 600, .spread = spread} {}

  /// What `sender`'s message of that number looks like when it arrives. Nobody has an id here, as with the
  /// floor.
  [[nodiscard]] std::string packet(std::size_t sender, std::uint64_t number) const {
    const std::size_t seat = (sender + 1 + number % load_.spread) % kRoomSize;
    const auto around = [this](std::string_view document) {
      const Ends ends{"", "", ""};
      return load_.kind == DocumentKind::candidate ? candidate(ends, document) : offer(ends, document);
    };
    const Mark mark{sender, sender - sender % kRoomSize + seat, 0};
    std::string text = around(make_document(load_.kind, mark, load_.bytes - around("").size()));
    write_number(text, find_mark(text), number);
    return text;
  }

  Loop loop_{std::numeric_limits<Nanos>::max()};
  Load load_;
  Crowd crowd_{loop_, {.dialect = Dialect::floor}, kPeople};
  Traffic traffic_{crowd_, load_};
};

TEST_P(TrafficTest, WhatArrivesAsItWasSentIsCounted) {
  for (std::uint64_t number = 0; number < 3; ++number) {
    traffic_.send(5);
    EXPECT_EQ(traffic_.in_flight(), 1U);
    const auto arrival = traffic_.receive(crowd_[6], packet(5, number));
    ASSERT_TRUE(arrival.has_value());
    EXPECT_EQ(arrival->sender, 5U);
    EXPECT_EQ(arrival->number, number);
  }
  EXPECT_EQ(traffic_.sent(), 3U);
  EXPECT_EQ(traffic_.received(), 3U);
  EXPECT_EQ(traffic_.wrong(), 0U);
}

TEST_P(TrafficTest, TheLastOfARoomSendsToItsFirst) {
  traffic_.send(7);
  EXPECT_TRUE(traffic_.receive(crowd_[4], packet(7, 0)).has_value());
}

TEST_P(TrafficTest, AtAnybodyElseItIsMisdelivered) {
  traffic_.send(0);
  for (const std::size_t receiver : {0U, 2U, 3U, 4U, 5U})
    EXPECT_FALSE(traffic_.receive(crowd_[receiver], packet(0, 0)).has_value());
  EXPECT_EQ(traffic_.misdelivered(), 5U);
  EXPECT_EQ(traffic_.in_flight(), 1U) << "the right person still waits for it";
}

TEST_P(TrafficTest, TwiceOrOutOfOrderIsSeen) {
  traffic_.send(0);
  traffic_.send(0);
  EXPECT_FALSE(traffic_.receive(crowd_[1], packet(0, 1)).has_value()) << "too early";
  EXPECT_TRUE(traffic_.receive(crowd_[1], packet(0, 0)).has_value());
  EXPECT_FALSE(traffic_.receive(crowd_[1], packet(0, 0)).has_value()) << "twice";
  EXPECT_TRUE(traffic_.receive(crowd_[1], packet(0, 1)).has_value());
  EXPECT_EQ(traffic_.reordered(), 2U);
}

TEST_P(TrafficTest, EachChangedOctetOfTheDocumentIsSeen) {
  traffic_.send(0);
  const std::string sent = packet(0, 0);
  const std::size_t first = sent.find("{\"", sent.find("{\"") + 1);
  std::uint64_t touched = 0;
  for (std::size_t at = first;
       at < sent.find(load_.kind == DocumentKind::candidate ? ",\"candidateSendID" : ",\"offerSendID");
       ++at, ++touched) {
    std::string damaged = sent;
    damaged[at] = damaged[at] == '!' ? '?' : '!';
    EXPECT_FALSE(traffic_.receive(crowd_[1], damaged).has_value()) << at;
  }
  EXPECT_GT(touched, 400U);
  EXPECT_EQ(traffic_.damaged(), touched);
  EXPECT_FALSE(traffic_.receive(crowd_[1], "42[\"getCandidate\",{}]").has_value());
  EXPECT_FALSE(traffic_.receive(crowd_[1], sent.substr(0, sent.size() / 2)).has_value());
  EXPECT_EQ(traffic_.damaged(), touched + 2);
  EXPECT_TRUE(traffic_.receive(crowd_[1], sent).has_value());
}

INSTANTIATE_TEST_SUITE_P(All, TrafficTest, testing::Values(DocumentKind::candidate, DocumentKind::offer),
                         [](const auto& tested) {
                           return tested.param == DocumentKind::candidate ? "candidate" : "offer";
                         });

class SpreadTest : public TrafficTest {
 protected:
  SpreadTest() : TrafficTest{3} {}
};

TEST_P(SpreadTest, MessagesGoToRoomMatesInTurns) {
  for (std::uint64_t number = 0; number < 6; ++number) {
    traffic_.send(6);
    EXPECT_TRUE(traffic_.receive(crowd_[4 + (7 + number % 3) % 4], packet(6, number)).has_value()) << number;
  }
  EXPECT_EQ(traffic_.wrong(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Candidate, SpreadTest, testing::Values(DocumentKind::candidate));

TEST(Pace, SendsWhatIsDueHoweverLateItIsAsked) {
  Loop loop{std::numeric_limits<Nanos>::max()};
  Crowd crowd{loop, {.dialect = Dialect::floor}, kPeople};
  Traffic traffic{crowd, {}};
  const Nanos before = now();
  Pace pace{crowd, traffic, 1'000};
  const Nanos start = pace.due({.sender = 0, .number = 0});
  EXPECT_GE(start, before);
  EXPECT_EQ(pace.due({.sender = 3, .number = 0}) - start, 3 * kMillisecond);
  EXPECT_EQ(pace.due({.sender = 0, .number = 2}) - start, 2 * kPeople * kMillisecond);
  pace.send_due(start);
  EXPECT_EQ(traffic.sent(), 1U);
  pace.send_due(start + 10 * kMillisecond);
  EXPECT_EQ(traffic.sent(), 11U) << "a stall is made up for";
  pace.send_due(start + 10 * kMillisecond);
  EXPECT_EQ(traffic.sent(), 11U);
  // Nobody has read anything yet: the latency is reckoned from when a message was due, not from when it left.
  EXPECT_EQ(pace.latency({.sender = 3, .number = 0}, crowd[0]), -pace.due({.sender = 3, .number = 0}));
}

TEST(Result, IsALineOfJson) {
  Result result;
  result.add("mode", R"(a "quoted" \ text)");
  result.add("rate", 0.5);
  result.add("count", std::uint64_t{12});
  EXPECT_EQ(result.line(), R"({"mode": "a \"quoted\" \\ text", "rate": 0.5, "count": 12})");
  Histogram latencies;
  for (const Nanos latency : {1'000, 2'000, 3'000}) latencies.add(latency);
  Result report;
  report_latency(report, latencies, "late_");
  EXPECT_EQ(report.line(), R"({"late_p50_us": 2.015, "late_p90_us": 3, "late_p99_us": 3, "late_max_us": 3})");
}

}  // namespace
}  // namespace moim::bench
