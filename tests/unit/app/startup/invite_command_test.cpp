#include "startup/invite_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moim::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using namespace std::chrono_literals;

std::expected<InviteCommand, ConfigError> read(const std::vector<std::string>& arguments) {
  return read_invite_command(arguments);
}

TEST(InviteCommand, ReadsItsOwnAndLeavesTheRest) {
  const auto command =
      read({"--room", "모임", "--role=host", "--public-url", "https://h", "--expires", "72h"});
  ASSERT_TRUE(command);
  EXPECT_EQ(command->room, "모임");
  EXPECT_EQ(command->role, rooms::Role::host);
  EXPECT_EQ(command->life, 72h);
  EXPECT_THAT(command->rest, ElementsAre("--public-url", "https://h"));
  const auto least = read({"--room=r"});
  ASSERT_TRUE(least);
  EXPECT_EQ(least->role, rooms::Role::guest);
  EXPECT_EQ(least->life, 24h);
}

TEST(InviteCommand, SaysWhatIsWrong) {
  EXPECT_THAT(read({}).error().to_string(), HasSubstr("--room is needed"));
  EXPECT_THAT(read({"--room"}).error().to_string(), HasSubstr("--room: a value must follow"));
  EXPECT_THAT(read({"--room", ""}).error().to_string(), HasSubstr("1 to 128 bytes"));
  EXPECT_THAT(read({"--room", std::string(129, 'r')}).error().to_string(), HasSubstr("1 to 128 bytes"));
  EXPECT_THAT(read({"--room=r", "--role", "boss"}).error().to_string(), HasSubstr("guest or host"));
  for (const auto* life : {"24", "59s", "721h", "soon"})
    EXPECT_THAT(read({"--room=r", "--expires", life}).error().to_string(), HasSubstr("from 1m to 720h"));
}

TEST(InviteCommand, HelpsBeforeItComplains) {
  const auto command = read({"--help"});
  ASSERT_TRUE(command);
  EXPECT_TRUE(command->help);
  for (const auto* flag : {"--room", "--role", "--expires", "--state-dir", "--public-url"})
    EXPECT_THAT(invite_help_text(), HasSubstr(flag));
}

TEST(InviteCommand, MakesALinkThatTheServerTakes) {
  const crypto::Sealer sealer{std::string(32, 'k')};
  const signaling::WallTime now{1'000s};
  const signaling::Invitation invitation{.room = "a b/모?", .role = rooms::Role::host, .expires = now + 1h};
  const std::string link = invite_link("https://h/", invitation, sealer);
  const std::string start = "https://h/r/a%20b%2F%EB%AA%A8%3F#invite=";
  ASSERT_THAT(link, StartsWith(start));
  EXPECT_EQ(signaling::open_invitation(link.substr(start.size()), sealer, now), invitation);
}

TEST(InviteCommand, BeginsLinksWithThePublicUrl) {
  Config config;
  config.listen = {{Scheme::http, "127.0.0.1", 8080}};
  EXPECT_EQ(link_origin(config), "http://localhost:8080/");
  config.public_url = "https://meet.example.org";
  EXPECT_EQ(link_origin(config), "https://meet.example.org/");
  config.public_url.reset();
  config.listen = {{Scheme::http, "127.0.0.1", 0}};
  EXPECT_EQ(link_origin(config), "");
}

}  // namespace
}  // namespace moim::app
