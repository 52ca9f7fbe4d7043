#include "config/toml_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "load.h"

namespace moim::app::test {
namespace {

using testing::ElementsAre;

Given with_file(const std::string& text) { return {{"--config=moim.toml"}, {}, {{"moim.toml", text}}}; }

TEST(TomlFile, ValuesHaveTheirOwnTypesOrAreStrings) {
  const Config config =
      config_of(with_file("max_rooms = 5\nlog_addresses = true\nport = \"81\"\nping_interval = '3s'"));
  EXPECT_EQ(config.max_rooms, 5U);
  EXPECT_TRUE(config.log_addresses);
  EXPECT_EQ(config.port, 81);
  EXPECT_EQ(config.ping_interval, std::chrono::seconds{3});
}

TEST(TomlFile, AListMayBeASingleString) {
  EXPECT_THAT(config_of(with_file("trusted_proxy = '::1'")).trusted_proxies, ElementsAre("::1"));
  EXPECT_THAT(config_of(with_file("trusted_proxy = []")).trusted_proxies, ElementsAre());
}

TEST(TomlFile, IceServersAreTables) {
  const Config config = config_of(with_file(R"(
[[ice_servers]]
urls = "stun:stun.example.org"

[[ice_servers]]
urls = ["turn:turn.example.org:3478", "turns:turn.example.org?transport=tcp"]
username = "1700000000:me"
credential = "a,b=c,credential=d"
)"));
  EXPECT_THAT(config.ice_servers,
              ElementsAre(IceServer{{"stun:stun.example.org"}, "", ""},
                          IceServer{{"turn:turn.example.org:3478", "turns:turn.example.org?transport=tcp"},
                                    "1700000000:me",
                                    "a,b=c,credential=d"}));
}

TEST(TomlFile, ErrorsNameTheLine) {
  const std::pair<std::string, std::string> cases[] = {
      {"max_rooms = 5\nmax_room = 6",
       "moim.toml:2: max_room: there is no such option. Did you mean max_rooms?"},
      {"max-rooms = 5", "moim.toml:1: max-rooms: there is no such option. Did you mean max_rooms?"},
      {"xyzzy = 1", "moim.toml:1: xyzzy: there is no such option."},
      {"config = 'x'", "moim.toml:1: config: there is no such option."},
      {"[tls]\ncert = 'x'", "moim.toml:1: tls: there is no such option."},
      {"max_rooms = 1.5", "moim.toml:1: max_rooms: a string, a whole number, true or false is expected."},
      {"max_rooms = [1]", "moim.toml:1: max_rooms: a string, a whole number, true or false is expected."},
      {"\ncors_origin = [\n'*', 1.5]", "moim.toml:3: cors_origin: an array of strings is expected."},
      {"cors_origin = {a = 1}", "moim.toml:1: cors_origin: a string or an array of strings is expected."},
      {"ice_servers = 'stun:h'", "moim.toml:1: ice_servers: [[ice_servers]] tables are expected."},
      {"ice_servers = ['stun:h']", "moim.toml:1: ice_servers: [[ice_servers]] tables are expected."},
      {"[[ice_servers]]\nurl = 'stun:h'",
       "moim.toml:2: ice_servers.url: only urls, username and credential are known."},
      {"[[ice_servers]]\nurls = 7", "moim.toml:2: ice_servers.urls: a string is expected."},
      {"[[ice_servers]]\nurls = 'turn:h'\nusername = 'a,b'\ncredential = 'c'",
       "moim.toml:1: ice_servers: a username must not have commas."},
      {"[[ice_servers]]\nurls = 'turn:h'\nusername = 'a'",
       "moim.toml:1: ice_servers: username and credential go together."},
      {"ice_server = 'stun:h'\n[[ice_servers]]\nurls = 'stun:h'",
       "moim.toml:2: ice_servers: use either ice_server or [[ice_servers]]."},
  };
  for (const auto& [text, error] : cases) EXPECT_EQ(error_of(with_file(text)), error);
}

TEST(TomlFile, ErrorsOfTheLanguageNameTheLineToo) {
  for (const std::string text :
       {"max_rooms = 5\nmax_rooms =", "max_rooms = 5\nmax_rooms = 6", "max_rooms = 5\n= 6",
        "max_rooms = 5\n\u018b = 6", "max_rooms = 5\n[{ice_servers]]", "max_rooms = 5\n[[;"}) {
    EXPECT_THAT(error_of(with_file(text)), testing::StartsWith("moim.toml:2: ")) << text;
  }
}

}  // namespace
}  // namespace moim::app::test
