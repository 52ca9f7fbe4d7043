// The log when the disk is full, or nobody reads it.
#include "logging/descriptor_sink.h"

#include <csignal>
#include <fcntl.h>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>
#include <spdlog/logger.h>

namespace moim::app {
namespace {

class DescriptorSinkTest : public testing::Test {
 protected:
  DescriptorSinkTest() {
    std::signal(SIGPIPE, SIG_IGN);
    EXPECT_EQ(::pipe(pipe_), 0);
    ::fcntl(pipe_[0], F_SETFL, O_NONBLOCK);
    log_.set_pattern("%l %v");
  }
  ~DescriptorSinkTest() override {
    for (const int fd : {pipe_[0], log_to_}) ::close(fd);
    if (pipe_[1] >= 0) ::close(pipe_[1]);
  }

  // The log goes to `descriptor` from now on.
  void redirect(int descriptor) { EXPECT_EQ(::dup2(descriptor, log_to_), log_to_); }

  std::string written() {
    std::string text(1U << 20U, '\0');
    const ssize_t count = ::read(pipe_[0], text.data(), text.size());
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
  }

  int pipe_[2] = {-1, -1};
  int log_to_ = ::open("/dev/null", O_WRONLY);
  std::shared_ptr<DescriptorSink> sink_ =
      std::make_shared<DescriptorSink>(log_to_, std::chrono::milliseconds{1});
  spdlog::logger log_{"test", sink_};
};

TEST_F(DescriptorSinkTest, WritesLines) {
  redirect(pipe_[1]);
  log_.info("one");
  log_.info("two {}", std::string(10'000, 'x'));
  EXPECT_EQ(written(), "info one\ninfo two " + std::string(10'000, 'x') + "\n");
  EXPECT_EQ(sink_->lost(), 0U);
}

TEST_F(DescriptorSinkTest, SurvivesAFullDiskAndTellsOnceThereIsRoomAgain) {
  const int full = ::open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  redirect(full);
  ::close(full);
  for (int i = 0; i < 3; ++i) log_.info("lost");
  EXPECT_EQ(sink_->lost(), 3U);
  redirect(pipe_[1]);
  log_.info("here");
  log_.info("again");
  EXPECT_EQ(
      written(),
      "warning 3 lines of this log could not be written: No space left on device. Make room where it is "
      "kept.\ninfo here\ninfo again\n");
  EXPECT_EQ(sink_->lost(), 3U);
}

TEST_F(DescriptorSinkTest, SurvivesAReaderThatIsGone) {
  redirect(pipe_[1]);
  ::close(pipe_[1]);
  pipe_[1] = -1;
  ::close(pipe_[0]);
  log_.info("lost");
  EXPECT_EQ(sink_->lost(), 1U);
}

TEST_F(DescriptorSinkTest, IsNotHeldUpByAReaderThatDoesNotRead) {
  redirect(pipe_[1]);
  while (sink_->lost() < 100) log_.info("{}", std::string(4'000, 'y'));
  EXPECT_GT(written().size(), 10'000U);
  log_.info("read again");
  EXPECT_NE(written().find("read again"), std::string::npos);
}

}  // namespace
}  // namespace moim::app
