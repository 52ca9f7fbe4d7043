#include "allocations.h"
#include "harness.h"

namespace moim::socketio {
namespace {

/// Counts and drops.
class CountingOutbox final : public Outbox {
 public:
  void send(ConnectionId, bool, base::ByteView payload) override { bytes += payload.size(); }
  void close(ConnectionId) override {}
  std::size_t bytes = 0;
};

// One member's message to another: parsed, validated, handled, spliced and acknowledged without an
// allocation.
TEST(Allocations, NoneInTheSteadyRelay) {
  if (!test::counts_allocations()) GTEST_SKIP() << "a sanitizer allocates by itself";
  test::SeededRandom random;
  Server server{{}, random};
  CountingOutbox outbox;
  server.attach(outbox);
  Namespace& nsp = server.of("/");
  nsp.on_event("candidate", [&](Event& event) {
    json::View candidate;
    json::View receiver;
    for (const auto& [key, value] : event.arg().fields()) {
      if (key.equals("candidate")) candidate = value;
      if (key.equals("candidateReceiveID")) receiver = value;
    }
    std::string scratch;
    if (Socket* other = nsp.find(*receiver.string(scratch))) other->emit("getCandidate", candidate);
    event.ack(true);
  });
  const base::TimePoint now{};
  std::string packet;
  nsp.on_connection([&](Socket& socket) {
    packet =
        R"(21["candidate",{"candidate":{"candidate":"candidate:1 1 udp 2122260223 192.0.2.1 54400 typ host\r\n","sdpMid":"0"},)"
        R"("candidateSendID":"x","candidateReceiveID":")" +
        std::string{socket.id()} + "\"}]";
  });
  for (const int c : {1, 2}) server.handle_open(now, test::id(c), {.revision = Revision::v4});
  for (int i = 0; i < 3; ++i) server.handle_message(now, test::id(1), false, packet);

  const std::size_t before = test::allocations();
  const std::size_t bytes = outbox.bytes;
  for (int i = 0; i < 1'000; ++i) server.handle_message(now, test::id(1), false, packet);
  EXPECT_EQ(test::allocations(), before);
  EXPECT_GT(outbox.bytes, bytes + 100'000);
}

// Events kept for recovery live in buffers that go round.
TEST(Allocations, NoneInWhatIsKeptForRecovery) {
  if (!test::counts_allocations()) GTEST_SKIP() << "a sanitizer allocates by itself";
  test::SeededRandom random;
  Options options;
  options.recovery.window = std::chrono::seconds{10};
  Server server{options, random};
  CountingOutbox outbox;
  server.attach(outbox);
  Socket* receiver = nullptr;
  server.on_connection([&](Socket& socket) { receiver = &socket; });
  const base::TimePoint now{};
  server.handle_open(now, test::id(1), {});
  server.handle_message(now, test::id(1), false, "0");
  std::uint64_t messages = 1;
  const std::string candidate(200, 'c');
  const auto beat = [&] {
    for (int i = 0; i < 100; ++i) receiver->emit("getCandidate", candidate);
    messages += 100;
    server.handle_delivered(now, test::id(1), messages);
  };
  beat();
  const std::size_t before = test::allocations();
  for (int i = 0; i < 10; ++i) beat();
  EXPECT_EQ(test::allocations(), before);
  EXPECT_EQ(server.statistics().retained_bytes, 0U);
}

}  // namespace
}  // namespace moim::socketio
