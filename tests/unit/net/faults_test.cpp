// What the machine beneath may do: run out of descriptors and of memory. Each is met, said once, and
// survived.
#include <cerrno>

#include "net/kernel_faults.h"
#include "support.h"

namespace moim::net::test {
namespace {

class FaultTest : public ServerTest {
 protected:
  [[nodiscard]] bool serves() {
    Client client(port_);
    client.send("GET /fine HTTP/1.1\r\nHost: x\r\n\r\n");
    return until(client.gets("/fine|"));
  }
};

TEST_F(FaultTest, WithoutDescriptorsAcceptingPausesAndGoesOn) {
  start();
  Client waiting(port_);
  {
    // Not by setrlimit: sanitizers need descriptors of their own.
    const KernelFault fault(Call::accept, EMFILE);
    EXPECT_TRUE(until([&] { return count(Counter::accept_failed) == 2; })) << "it tries again";
    EXPECT_FALSE(server_->accepting());
  }
  waiting.send("GET /patient HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(until(waiting.gets("/patient|"))) << "who waited is served";
  EXPECT_TRUE(server_->accepting());
  ASSERT_EQ(log_.size(), 1U) << "said once";
  EXPECT_THAT(log_[0], testing::HasSubstr("ulimit -n"));
}

TEST_F(FaultTest, WithoutMemoryForAConnectionAcceptingPausesAndGoesOn) {
  for (const int error : {ENFILE, ENOBUFS, ENOMEM}) {
    start();
    Client waiting(port_);
    {
      const KernelFault fault(Call::accept, error);
      ASSERT_TRUE(until([&] { return fault.failures() == 3; }));
    }
    waiting.send("GET /patient HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(until(waiting.gets("/patient|")));
    EXPECT_EQ(log_.size(), 1U);
    stop();
  }
}

TEST_F(FaultTest, AConnectionThatCannotBeWatchedIsClosed) {
  start();
  Client unlucky(port_);
  {
    const KernelFault fault(Call::watch, ENOMEM);
    ASSERT_TRUE(until([&] { return fault.failures() == 1; }));
  }
  EXPECT_TRUE(until(unlucky.is_closed()));
  EXPECT_EQ(server_->connection_count(), 0U);
  EXPECT_TRUE(serves());
}

TEST_F(FaultTest, WithoutMemoryToSendOrReceiveThatConnectionEnds) {
  for (const Call call : {Call::send, Call::receive}) {
    for (const int error : {ENOBUFS, ENOMEM}) {
      start();
      Client bystander(port_);
      ASSERT_TRUE(until([&] { return server_->connection_count() == 1; }));
      Client unlucky(port_);
      unlucky.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      {
        const KernelFault fault(call, error);
        ASSERT_TRUE(until([&] { return count(Counter::dropped_no_memory) == 1; }));
      }
      EXPECT_EQ(server_->connection_count(), 1U);
      bystander.send("GET /fine HTTP/1.1\r\nHost: x\r\n\r\n");
      EXPECT_TRUE(until(bystander.gets("/fine|")));
      ASSERT_EQ(log_.size(), 1U);
      EXPECT_THAT(log_[0], testing::HasSubstr("tcp_mem"));
      stop();
    }
  }
}

}  // namespace
}  // namespace moim::net::test
