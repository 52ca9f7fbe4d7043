#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "engineio/harness.h"

namespace {
std::size_t allocations = 0;

void* counted(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}
}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace moim::engineio {
namespace {

// A room of four as net runs it: a message comes in and goes out to the three others.
TEST(Allocation, TheSteadyRelayPathTakesNone) {
  SeededRandom random;
  Server server{{}, random};
  base::TimePoint now{};
  std::vector<SessionId> sessions;
  const Request request{.query = "EIO=4&transport=websocket", .websocket_upgrade = true};
  for (std::uint64_t i = 1; i <= 4; ++i) {
    server.handle_request(now, ConnectionId{i}, request);
    while (const auto output = server.poll_output()) {
      if (const auto* opened = std::get_if<Opened>(&*output)) sessions.push_back(opened->session);
    }
  }
  std::size_t relayed = 0;
  const std::string frame = "4" + std::string(250, 'c');
  const auto relay = [&](std::uint64_t from) {
    server.handle_frame(now, ConnectionId{from}, false, frame);
    while (const auto output = server.poll_output()) {
      const auto* message = std::get_if<Message>(&*output);
      if (message == nullptr) continue;
      for (const SessionId to : sessions) {
        if (to != message->session) server.send(to, message->binary, message->payload);
      }
    }
    server.flush(now);
    while (const auto output = server.poll_output())
      relayed += std::holds_alternative<Frame>(*output) ? 1U : 0U;
  };
  for (std::uint64_t i = 0; i < 100; ++i) relay(i % 4 + 1);
  const std::size_t before = allocations;
  relayed = 0;
  for (std::uint64_t i = 0; i < 1'000; ++i) relay(i % 4 + 1);
  EXPECT_EQ(allocations - before, 0U);
  EXPECT_EQ(relayed, 3'000U);
}

}  // namespace
}  // namespace moim::engineio
