// The steady relay path takes no memory from the heap: from a packet of the sender to the packet for the
// receiver.
#include <string>

#include <gtest/gtest.h>

#include "app/allocation_counter.h"
#include "app/signaling_harness.h"

namespace moim::signaling {
namespace {

TEST(SignalingAllocation, ARelayTakesNoMemory) {
  Site site;
  Client sender{site, socketio::Revision::v4};
  sender.join("r", "a");
  Client receiver{site};
  const std::string id = receiver.join("r", "b");
  const std::string candidate = R"(2["candidate",{"candidate":{"candidate":")" + std::string(200, 'c') +
                                R"(","sdpMid":"0","sdpMLineIndex":0},"candidateReceiveID":")" + id + R"("}])";
  const std::string offer = R"(2["offer",{"sdp":{"type":"offer","sdp":")" + std::string(6'000, 's') +
                            R"("},"offerReceiveID":")" + id + R"("}])";
  const std::string acknowledged = "217" + candidate.substr(1);
  const std::string packets[] = {candidate, offer, acknowledged};

  site.outbox.keep = false;
  const auto relay = [&] {
    for (const std::string& packet : packets) sender.send(packet);
  };
  relay();  // buffers grow to their size
  site.outbox.count = 0;
  const std::size_t before = allocation_count();
  for (int i = 0; i < 1'000; ++i) relay();
  EXPECT_EQ(allocation_count() - before, 0U);
  EXPECT_EQ(site.outbox.count, 4'000U);
}

}  // namespace
}  // namespace moim::signaling
