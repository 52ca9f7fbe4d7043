// Reading the configuration again while the program runs.
#include "config/running_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "load.h"

namespace moim::app::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A program that was started with a file, and what somebody writes into that file later.
class Program {
 public:
  explicit Program(const std::string& file, const Arguments& arguments = {}) {
    given_.arguments.insert(given_.arguments.end(), arguments.begin(), arguments.end());
    given_.files["moim.toml"] = file;
    running.emplace(*load(given_), [this] { return load(given_); });
  }
  RunningConfig::News reads(const std::string& file) {
    given_.files["moim.toml"] = file;
    const auto news = running->read_again();
    EXPECT_TRUE(news.has_value());
    return news.value_or(RunningConfig::News{});
  }
  std::string refuses(const std::string& file) {
    given_.files["moim.toml"] = file;
    const auto news = running->read_again();
    return news ? "" : news.error().to_string();
  }
  void loses_its_file() { given_.files.clear(); }
  [[nodiscard]] std::uint64_t count(Reading reading) const { return running->readings()[reading]; }

  std::optional<RunningConfig> running;

 private:
  Given given_{{"--config", "moim.toml"}};
};

TEST(RunningConfig, TakesOverWhatCanChangeAndSaysWhat) {
  Program program{"max_rooms = 5\nrecovery_window = \"15s\""};
  const auto news =
      program.reads("max_rooms = 9\ncors_origin = [\"https://a\", \"https://b\"]\nlog_level = \"warn\"");
  EXPECT_THAT(news.changed, ElementsAre("cors_origin [] -> [\"https://a\", \"https://b\"]",
                                        "max_rooms 5 -> 9", "log_level \"info\" -> \"warn\""));
  EXPECT_THAT(news.for_restart, IsEmpty());
  EXPECT_EQ(program.running->config().max_rooms, 9U);
  EXPECT_THAT(program.reads("").changed,
              ElementsAre("cors_origin [\"https://a\", \"https://b\"] -> []", "max_rooms 9 -> 100000",
                          "log_level \"warn\" -> \"info\""));
  EXPECT_THAT(program.reads("public_url = \"https://a\"").changed,
              ElementsAre("public_url not set -> \"https://a\""));
  EXPECT_EQ(program.count(Reading::changed), 3U);
}

TEST(RunningConfig, ChangesNothingWhereNothingChanged) {
  Program program{"max_rooms = 5"};
  EXPECT_THAT(program.reads("max_rooms = 5\n# a comment").changed, IsEmpty());
  EXPECT_EQ(program.count(Reading::unchanged), 1U);
}

TEST(RunningConfig, FlagsStillWin) {
  Program program{"max_rooms = 5", {"--max-rooms=7"}};
  EXPECT_THAT(program.reads("max_rooms = 9").changed, IsEmpty());
  EXPECT_EQ(program.running->config().max_rooms, 7U);
}

TEST(RunningConfig, WithAFileThatItWouldNotStartWithEverythingStaysAsItWas) {
  const std::string bad[] = {"max_rooms = 9\nmax_participants = 1",
                             "max_rooms = 9\nmax_participants =", "max_rooms = 9\nmax_room = 9",
                             "max_rooms = 9\ntls_cert = \"cert.pem\"",
                             "max_rooms = 9\nweb_root = \"/nowhere\""};
  Program program{"max_rooms = 5"};
  for (const std::string& file : bad) {
    const std::string at_start = error_of({{"--config", "moim.toml"}, {}, {{"moim.toml", file}}});
    EXPECT_NE(at_start, "");
    EXPECT_EQ(program.refuses(file), at_start);
    EXPECT_EQ(program.running->config().max_rooms, 5U);
  }
  program.loses_its_file();
  EXPECT_EQ(program.running->read_again().error().to_string(),
            "--config: cannot read moim.toml: No such file or directory");
  EXPECT_EQ(program.count(Reading::refused), std::size(bad) + 1);
  EXPECT_THAT(program.reads("max_rooms = 9").changed, ElementsAre("max_rooms 5 -> 9"));
}

TEST(RunningConfig, WhatNeedsARestartIsKeptAndSaidOnce) {
  Program program{"port = 8443"};
  const auto news = program.reads("max_rooms = 9\nport = 9443");
  EXPECT_THAT(news.for_restart,
              ElementsAre("moim.toml:2: port changed from 8443 to 9443: this needs a restart."));
  EXPECT_THAT(news.changed, ElementsAre("max_rooms 100000 -> 9")) << "the rest counts";
  EXPECT_EQ(program.running->config().port, 8443);
  EXPECT_THAT(program.reads("max_rooms = 8\nport = 9443").for_restart, IsEmpty());
  EXPECT_NE(program.refuses("port = 7\nport = 8"), "");
  EXPECT_THAT(program.reads("port = 9443").for_restart, IsEmpty()) << "a bad file in between was not read";
  EXPECT_THAT(program.reads("").for_restart,
              ElementsAre("--port changed from 8443 to 8080: this needs a restart."));
  EXPECT_THAT(program.reads("port = 8443").for_restart, IsEmpty()) << "as it was";
  EXPECT_THAT(program.reads("port = 9443").for_restart.size(), 1U) << "changed again";
}

TEST(RunningConfig, ListenersAreNamedWhereSomebodyNamedThem) {
  Program program{""};
  EXPECT_THAT(program.reads("listen = \":1\"").for_restart,
              ElementsAre("moim.toml:1: listen changed from [\"http://127.0.0.1:8080\"] to "
                          "[\"http://0.0.0.0:1\"]: this needs a restart."));
  EXPECT_THAT(program.reads("host = \"0.0.0.0\"").for_restart,
              ElementsAre(HasSubstr("listen changed"), HasSubstr("moim.toml:1: host changed")));
}

TEST(RunningConfig, SecretsChangeWithoutBeingShown) {
  const auto server = [](const std::string& secret) {
    return "ice_server = \"turn:t,username=u,credential=" + secret + "\"";
  };
  Program program{server("geheim")};
  EXPECT_THAT(program.reads(server("anders")).changed, ElementsAre("ice_server (a secret in it)"));
  EXPECT_EQ(program.running->config().ice_servers.front().credential, "anders");
  const auto news = program.reads(server("neu") + "\nmax_rooms = 1");
  EXPECT_THAT(news.changed, testing::Each(Not(HasSubstr("neu"))));
}

}  // namespace
}  // namespace moim::app::test
