#include "options.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace moim::bench {
namespace {

struct Read {
  std::optional<Options> options;
  int exit_code = 0;
};

Read read(std::vector<std::string> words) {
  words.insert(words.begin(), "bench_load");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  Read result;
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  result.options = read_options(static_cast<int>(arguments.size()), arguments.data(), result.exit_code);
  testing::internal::GetCapturedStdout();
  testing::internal::GetCapturedStderr();
  return result;
}

TEST(LoadOptions, ReadModeDialectAndNumbers) {
  const auto read_all =
      read({"--mode", "open", "--port", "3000", "--dialect", "eio3", "--connections", "1000", "--document",
            "offer", "--bytes", "6000", "--spread", "3", "--rate", "5000", "--seconds", "0.5"});
  ASSERT_TRUE(read_all.options.has_value());
  const Options& options = *read_all.options;
  EXPECT_EQ(options.mode, Mode::open);
  EXPECT_EQ(options.place.port, 3'000);
  EXPECT_EQ(options.place.dialect, Dialect::engineio3);
  EXPECT_EQ(options.connections, 1'000U);
  EXPECT_EQ(options.load.kind, DocumentKind::offer);
  EXPECT_EQ(options.load.bytes, 6'000U);
  EXPECT_EQ(options.load.spread, 3U);
  EXPECT_EQ(options.rate, 5'000);
  EXPECT_EQ(options.seconds, 0.5);
}

TEST(LoadOptions, RefuseWhatCannotBeMeasured) {
  const std::vector<std::string> good = {"--mode", "closed", "--port", "1", "--dialect", "eio4"};
  ASSERT_TRUE(read(good).options.has_value());
  for (const std::vector<std::string>& more : std::vector<std::vector<std::string>>{{"--connections", "3"},
                                                                                    {"--bytes", "100"},
                                                                                    {"--spread", "4"},
                                                                                    {"--window", "0"},
                                                                                    {"--window", "65"},
                                                                                    {"--rate", "0"},
                                                                                    {"--seconds", "0"},
                                                                                    {"--document", "poem"},
                                                                                    {"--unknown", "1"}}) {
    auto words = good;
    words.insert(words.end(), more.begin(), more.end());
    const Read refused = read(words);
    EXPECT_FALSE(refused.options.has_value()) << more.front() << " " << more.back();
    EXPECT_NE(refused.exit_code, 0);
  }
  EXPECT_FALSE(read({"--mode", "closed"}).options.has_value()) << "of no server";
  const Read help = read({"--help"});
  EXPECT_FALSE(help.options.has_value());
  EXPECT_EQ(help.exit_code, 0);
}

}  // namespace
}  // namespace moim::bench
