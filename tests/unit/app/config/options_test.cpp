// Every option, good and bad, through flag, environment and file.
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/command_line.h"
#include "config/effective.h"
#include "config/option.h"
#include "config/running_config.h"
#include "load.h"

namespace moim::app::test {
namespace {

using testing::HasSubstr;

struct Case {
  std::string option;
  std::vector<std::string> good;  // with what `shown` has for each
  std::vector<std::string> shown;
  std::vector<std::string> bad;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"listen",
       {":0", "127.0.0.1:80", "localhost:80", "[::1]:65535", "http://[::]:1", "http://0.0.0.0:443"},
       {"http://0.0.0.0:0", "http://127.0.0.1:80", "http://127.0.0.1:80", "http://[::1]:65535",
        "http://[::]:1", "http://0.0.0.0:443"},
       {"8080", "localhost", "example.org:80", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:80",
        "[::1]", "ftp://127.0.0.1:80", "127.0.0.1:80x", "https://:443"}},
      {"host",
       {"0.0.0.0", "localhost", "::1", "[::1]"},
       {"0.0.0.0", "127.0.0.1", "::1", "::1"},
       {"example.org", "1.2.3", "*"}},
      {"port", {"0", "80", "65535"}, {"0", "80", "65535"}, {"65536", "-1", "http", "80.5", "8 0", "0x50"}},
      {"public-url",
       {"https://meet.example.org", "HTTPS://Meet.Example.org/", "http://h:8080", "https://h:443",
        "https://[2001:db8::1]:444"},
       {"https://meet.example.org", "https://meet.example.org", "http://h:8080", "https://h",
        "https://[2001:db8::1]:444"},
       {"meet.example.org", "https://", "https://h/path", "https://h?x", "wss://h", "https://h:0",
        "https://u@h", "https://a b"}},
      {"trusted-proxy",
       {"127.0.0.1", "10.0.0.0/8", "2001:db8::/32"},
       {"127.0.0.1", "10.0.0.0/8", "2001:db8::/32"},
       {"proxy", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/"}},
      {"socketio-path",
       {"/socket.io/", "/socket.io", "/a/b_c~d"},
       {"/socket.io/", "/socket.io/", "/a/b_c~d/"},
       {"socket.io", "/", "/r", "/assets/", "/healthz", "/readyz", "/a//b", "/a?b", "/a b", "/../a",
        "/모임"}},
      {"cors-origin",
       {"https://example.org", "http://localhost:5173", "*", "HTTPS://EXAMPLE.ORG:443"},
       {"https://example.org", "http://localhost:5173", "*", "https://example.org"},
       {"example.org", "https://example.org/app", "https://*.example.org", "null"}},
      {"state-dir", {"/var/lib/moim"}, {"/var/lib/moim"}, {}},
      {"recovery-window", {"0s", "15s", "10m"}, {"0ms", "15s", "10m"}, {"15", "11m", "-1s"}},
      {"max-participants",
       {"2", "4", "100"},
       {"2", "4", "100"},
       {"1", "0", "101", "four", "-4", "4.0", " 4", "99999999999999999999"}},
      {"max-rooms", {"1", "10000000"}, {"1", "10000000"}, {"0", "10000001", "many"}},
      {"create-rooms", {"anyone", "invited"}, {"anyone", "invited"}, {"nobody", "INVITED"}},
      {"max-waiting", {"1", "1000"}, {"1", "1000"}, {"0", "1001", "many"}},
      {"max-chat-messages", {"0", "10000"}, {"0", "10000"}, {"10001", "-1"}},
      {"max-chat-memory", {"0", "1MiB", "10GB"}, {"0", "1048576", "10000000000"}, {"11GB", "much"}},
      {"ice-server",
       {"stun:stun.example.org", "STUN:Stun.Example.org:3478",
        "turn:t.example.org?transport=udp,username=u,credential=a,b=c",
        "turns:[2001:db8::1]:443?transport=tcp,username=1:u,credential=c",
        "turn:a,turns:a,username=u,credential=c"},
       {"stun:stun.example.org", "stun:stun.example.org:3478",
        "turn:t.example.org?transport=udp,username=u,credential=<hidden>",
        "turns:[2001:db8::1]:443?transport=tcp,username=1:u,credential=<hidden>",
        "turn:a,turns:a,username=u,credential=<hidden>"},
       {"stun.example.org", "stun:", "stun://h", "http://h", "stun:h?transport=udp", "turn:h",
        "turn:h?transport=sctp,username=u,credential=c", "turn:h,username=u", "turn:h,credential=c",
        "turn:h,username=,credential=c", "turn:h,username=u,credential=", "turn:h:0,username=u,credential=c",
        "turn:u@h,username=u,credential=c", "stun:a b", "turn:h,username=a,b,credential=c"}},
      {"max-connections", {"1", "1000000"}, {"1", "1000000"}, {"0", "1000001"}},
      {"max-connections-per-address", {"1", "1000000"}, {"1", "1000000"}, {"0", "1000001"}},
      {"max-sessions-per-address", {"1", "1000000"}, {"1", "1000000"}, {"0", "1000001"}},
      {"max-handshakes", {"1", "8192"}, {"1", "8192"}, {"0", "1000001"}},
      {"shutdown-timeout", {"0ms", "5s", "1h"}, {"0ms", "5s", "1h"}, {"5", "61m"}},
      {"message-rate", {"0", "200", "100000000"}, {"0", "200", "100000000"}, {"-1", "100000001", "2.5"}},
      {"message-burst", {"0", "5000"}, {"0", "5000"}, {"-1", "many"}},
      {"message-rate-per-address", {"0", "2000"}, {"0", "2000"}, {"-1", "many"}},
      {"message-burst-per-address", {"0", "50000"}, {"0", "50000"}, {"-1", "many"}},
      {"max-payload",
       {"16384", "1MB", "1MiB", "64kB", "100000000"},
       {"16384", "1000000", "1048576", "64000", "100000000"},
       {"16383", "100000001", "1mb", "1 MB", "MB", "1TB", "99999999999GB"}},
      {"max-outgoing", {"1MB", "256MiB"}, {"1000000", "268435456"}, {"999999", "2TB", "256"}},
      {"ping-interval",
       {"100ms", "25s", "1m", "90s", "1h"},
       {"100ms", "25s", "1m", "90s", "1h"},
       {"25", "99ms", "61m", "s", "1.5s", "-1s"}},
      {"ping-timeout", {"200ms", "20s"}, {"200ms", "20s"}, {"20", "2h"}},
      {"call-ping-interval", {"100ms", "4s"}, {"100ms", "4s"}, {"4", "2h"}},
      {"call-ping-timeout", {"100ms", "5s"}, {"100ms", "5s"}, {"5", "2h"}},
      {"log-level",
       {"debug", "info", "warn", "error", "off"},
       {"debug", "info", "warn", "error", "off"},
       {"INFO", "verbose"}},
      {"log-format", {"text", "json"}, {"text", "json"}, {"xml"}},
      {"log-addresses", {"true", "false", "yes", "0"}, {"true", "false", "true", "false"}, {"maybe"}},
      {"metrics-listen",
       {"127.0.0.1:9100", ":9100"},
       {"127.0.0.1:9100", "0.0.0.0:9100"},
       {"9100", "http://127.0.0.1:9100", "h:1"}},
  };
  return all;
}

// These name files, or need others beside them; they have tests of their own.
const std::vector<std::string> kElsewhere = {"tls-cert", "tls-key", "tls-self-signed", "web-root",
                                             "secret-file"};

std::string shown(const Config& config, const std::string& name) {
  const auto values = find_option(name)->binding.get(config);
  return values.size() == 1 ? values.front() : std::to_string(values.size()) + " values";
}

std::string quote(const std::string& value) { return "\"" + value + "\""; }

bool fits_variable(const Option& option, const std::string& value) {
  return option.kind != OptionKind::list || !value.contains(' ');
}

// A way to give an option a value, and how errors call it.
struct Way {
  std::function<Given(const Option&, const std::string&)> give;
  std::function<std::string(const Option&)> origin;
};

const std::vector<Way>& ways() {
  const auto flag = [](const Option& option) { return "--" + std::string{option.name}; };
  const auto variable = [](const Option& option) {
    return option.own_variable ? variable_of(option) : std::string{option.variable};
  };
  static const std::vector<Way> all = {
      {[=](const Option& o, const std::string& v) { return Given{{flag(o) + "=" + v}}; }, flag},
      {[=](const Option& o, const std::string& v) { return Given{{}, {{variable(o), v}}}; }, variable},
      {[](const Option& o, const std::string& v) {
         return Given{
             {"--config", "moim.toml"}, {}, {{"moim.toml", "# a comment\n" + key_of(o) + " = " + quote(v)}}};
       },
       [](const Option& o) { return "moim.toml:2: " + key_of(o); }},
  };
  return all;
}

TEST(Options, TakeWhatIsAllowedEveryWay) {
  for (const Case& c : cases()) {
    const Option& option = *find_option(c.option);
    ASSERT_EQ(c.good.size(), c.shown.size()) << c.option;
    for (std::size_t i = 0; i < c.good.size(); ++i) {
      for (const Way& way : ways()) {
        SCOPED_TRACE(way.origin(option) + " = " + c.good[i]);
        EXPECT_EQ(shown(config_of(way.give(option, c.good[i])), c.option), c.shown[i]);
      }
    }
  }
}

TEST(Options, RefuseWhatIsNotAndSayWhereAndWhatIs) {
  for (const Case& c : cases()) {
    const Option& option = *find_option(c.option);
    for (const std::string& bad : c.bad) {
      for (const Way& way : ways()) {
        if (!fits_variable(option, bad)) continue;
        const std::string error = error_of(way.give(option, bad));
        EXPECT_TRUE(error.starts_with(way.origin(option) + ": \"")) << bad << ": " << error;
        EXPECT_THAT(error, HasSubstr("is not allowed. Allowed: ")) << bad;
      }
    }
  }
}

TEST(Options, AllHaveACase) {
  for (const Option& option : option_table()) {
    const bool here = std::ranges::find(cases(), option.name, &Case::option) != cases().end();
    const bool elsewhere = std::ranges::find(kElsewhere, option.name) != kElsewhere.end();
    EXPECT_TRUE(here != elsewhere) << option.name;
  }
}

// What the program starts with is overruled by a file that was not there before.
TEST(Options, ChangeWhileItRunsOrWaitForARestart) {
  for (const Case& c : cases()) {
    const Option& option = *find_option(c.option);
    for (const std::string& good : c.good) {
      Given given{{"--config", "moim.toml"}, {}, {{"moim.toml", ""}}};
      RunningConfig running{*load(given), [&given] { return load(given); }};
      const Config before = running.config();
      given.files["moim.toml"] = key_of(option) + " = " + quote(good);
      const Config wanted = config_of(given);
      if (option.binding.same(before, wanted)) continue;
      SCOPED_TRACE(c.option + " = " + good);
      const auto news = running.read_again();
      ASSERT_TRUE(news.has_value());
      const bool live = option.change == Change::live;
      EXPECT_EQ(news->changed.size(), live ? 1U : 0U);
      EXPECT_EQ(news->for_restart.size(), live ? 0U : 1U);
      EXPECT_TRUE(option.binding.same(running.config(), live ? wanted : before));
      EXPECT_FALSE(option.binding.same(running.config(), live ? before : wanted));
    }
  }
}

TEST(Options, SayInTheHelpThatTheyNeedARestart) {
  std::istringstream words{help_text()};
  std::ptrdiff_t said = 0;
  std::string before;
  for (std::string word; words >> word; before = word) said += before == "Read" && word == "only" ? 1 : 0;
  EXPECT_EQ(said, std::ranges::count(option_table(), Change::restart, &Option::change));
}

TEST(Options, HaveDefaultsThatTheyWouldTake) {
  for (const Option& option : option_table()) {
    const auto values = option.binding.get(Config{});
    if (values.empty()) continue;
    Config config;
    EXPECT_FALSE(option.binding.set(config, values)) << option.name;
    EXPECT_EQ(option.binding.get(config), values) << option.name;
  }
}

TEST(Options, ErrorsNeverShowASecret) {
  for (const std::string bad :
       {"turn:h,username=u,credential=geheim,", "turn:h:x,username=u,credential=geheim", "turn:u:geheim@h",
        "turn:h,CREDENTIAL=geheim"}) {
    const std::string error = error_of({{"--ice-server", bad}});
    EXPECT_THAT(error, testing::Not(HasSubstr("geheim")));
  }
}

}  // namespace
}  // namespace moim::app::test
