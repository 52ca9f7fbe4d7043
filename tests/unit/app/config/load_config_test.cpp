#include "config/load_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "moim/crypto/certificate.h"
#include "moim/crypto/system_random.h"

#include "config/option.h"
#include "load.h"

namespace moim::app::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

Files file(const std::string& text) { return {{"moim.toml", text}}; }

TEST(LoadConfig, ListensOnThisMachineOnlyByDefault) {
  EXPECT_THAT(config_of({}).listen, ElementsAre(ListenAddress{Scheme::http, "127.0.0.1", 8080}));
}

TEST(LoadConfig, FlagsWinOverEnvironmentOverFileOverDefaults) {
  Given given{{"--config", "moim.toml"}, {}, file("max_rooms = 3\nport = 3")};
  EXPECT_EQ(config_of({}).max_rooms, 100'000U);
  EXPECT_EQ(config_of(given).max_rooms, 3U);
  given.environment["MOIM_MAX_ROOMS"] = "5";
  EXPECT_EQ(config_of(given).max_rooms, 5U);
  given.arguments.push_back("--max-rooms=7");
  EXPECT_EQ(config_of(given).max_rooms, 7U);
  given.arguments.push_back("--max-rooms=8");
  EXPECT_EQ(config_of(given).max_rooms, 8U) << "the last flag counts";
  EXPECT_EQ(config_of(given).port, 3);
}

TEST(LoadConfig, ListsAreReplacedNotMixed) {
  Given given{{"--config", "moim.toml"}, {}, file("cors_origin = [\"https://a\", \"https://b\"]")};
  EXPECT_THAT(config_of(given).cors_origins, ElementsAre("https://a", "https://b"));
  given.environment["MOIM_CORS_ORIGIN"] = " https://c\n https://d ";
  EXPECT_THAT(config_of(given).cors_origins, ElementsAre("https://c", "https://d"));
  given.arguments.insert(given.arguments.end(), {"--cors-origin", "https://e", "--cors-origin=https://f"});
  EXPECT_THAT(config_of(given).cors_origins, ElementsAre("https://e", "https://f"));
}

TEST(LoadConfig, KnowsTheVariablesOfTheOriginal) {
  const Config config = config_of({{}, {{"PORT", "9000"}, {"MAXIMUM", "6"}}});
  EXPECT_THAT(config.listen, ElementsAre(ListenAddress{Scheme::http, "127.0.0.1", 9000}));
  EXPECT_EQ(config.max_participants, 6U);
  EXPECT_EQ(config_of({{}, {{"MAXIMUM", "6"}, {"MOIM_MAX_PARTICIPANTS", "7"}}}).max_participants, 7U);
  EXPECT_EQ(config_of({{}, {{"PORT", ""}, {"MAXIMUM", ""}}}).port, 8080) << "empty is not set";
  EXPECT_EQ(config_of({{}, {{"MOIM_PORT", "tcp://10.0.0.1:80"}}}).port, 8080)
      << "made up by container platforms";
}

TEST(LoadConfig, PortKeepsTheAddressUnlessHostSaysOtherwise) {
  const Config config = config_of({{"--host", "0.0.0.0"}, {{"PORT", "9000"}}});
  EXPECT_THAT(config.listen, ElementsAre(ListenAddress{Scheme::http, "0.0.0.0", 9000}));
}

TEST(LoadConfig, ListenReplacesHostAndPort) {
  const Given platform{{"--listen", ":443"}, {{"PORT", "9000"}}};
  EXPECT_THAT(config_of(platform).listen, ElementsAre(ListenAddress{Scheme::http, "0.0.0.0", 443}));
  EXPECT_EQ(error_of({{"--listen", ":443", "--port", "80"}}),
            "--port: cannot be combined with --listen, which has host and port.");
  EXPECT_THAT(error_of({{"--config", "moim.toml"}, {}, file("listen = \":1\"\nhost = \"0.0.0.0\"")}),
              StartsWith("moim.toml:2: host: cannot be combined with moim.toml:1: listen"));
}

TEST(LoadConfig, ACertificateOpensHttpsForEverybody) {
  const Given given{{"--tls-self-signed", "--state-dir", "/s"}};
  EXPECT_THAT(config_of(given).listen, ElementsAre(ListenAddress{Scheme::http, "127.0.0.1", 8080},
                                                   ListenAddress{Scheme::https, "0.0.0.0", 8443}));
  const Given listen{{"--tls-self-signed", "--state-dir=/s", "--listen=:1", "--listen=http://:2",
                      "--listen=https://[::1]:3"}};
  EXPECT_THAT(config_of(listen).listen,
              ElementsAre(ListenAddress{Scheme::https, "0.0.0.0", 1},
                          ListenAddress{Scheme::http, "0.0.0.0", 2}, ListenAddress{Scheme::https, "::1", 3}));
}

TEST(LoadConfig, ListenersMustNotCollide) {
  EXPECT_THAT(error_of({{"--listen", ":80", "--listen", "0.0.0.0:80"}}), HasSubstr("each address once"));
  EXPECT_EQ(config_of({{"--listen", ":0", "--listen", ":0"}}).listen.size(), 2U);
  EXPECT_THAT(error_of({{"--metrics-listen", "127.0.0.1:8080"}}),
              StartsWith("--metrics-listen: \"127.0.0.1:8080\""));
}

TEST(LoadConfig, KeepsStateWhereTheEnvironmentSays) {
  EXPECT_EQ(config_of({{}, {{"HOME", "/people/me"}}}).state_dir, "/people/me/.local/state/moim");
  EXPECT_EQ(config_of({{}, {{"HOME", "/people/me"}, {"XDG_STATE_HOME", "/x"}}}).state_dir, "/x/moim");
  EXPECT_EQ(config_of({{}, {{"HOME", "/people/me"}, {"XDG_STATE_HOME", "relative"}}}).state_dir,
            "/people/me/.local/state/moim");
  EXPECT_EQ(config_of({{"--state-dir", "/s"}, {{"HOME", "/people/me"}}}).state_dir, "/s");
  EXPECT_EQ(error_of({{"--tls-self-signed"}}),
            "--tls-self-signed: needs --state-dir, because neither XDG_STATE_HOME nor HOME is set.");
}

class WithCertificate : public testing::Test {
 protected:
  static crypto::KeyAndCertificate make() {
    crypto::SystemRandom random;
    return *crypto::make_self_signed({.now = std::chrono::system_clock::now()}, random);
  }

  crypto::KeyAndCertificate made_ = make();
  Given given_{
      {"--tls-cert=c.pem", "--tls-key=k.pem"}, {}, {{"c.pem", made_.certificate}, {"k.pem", made_.key}}};
};

TEST_F(WithCertificate, ReadsBothFiles) {
  const Config config = config_of(given_);
  EXPECT_EQ(config.tls_cert, "c.pem");
  EXPECT_TRUE(config.has_certificate());
  EXPECT_EQ(config.listen.back().scheme, Scheme::https);
}

TEST_F(WithCertificate, MissingFilesAreErrors) {
  given_.files.erase("k.pem");
  EXPECT_EQ(error_of(given_), "--tls-key: cannot read k.pem: No such file or directory");
  given_.files.erase("c.pem");
  EXPECT_EQ(error_of(given_), "--tls-cert: cannot read c.pem: No such file or directory");
}

TEST_F(WithCertificate, KeyAndCertificateBelongTogether) {
  given_.files["k.pem"] = make().key;
  EXPECT_EQ(error_of(given_), "--tls-key: k.pem: the key does not belong to the certificate.");
  given_.files["c.pem"] = "nothing";
  EXPECT_THAT(error_of(given_), StartsWith("--tls-cert: c.pem holds no certificate in PEM"));
}

TEST_F(WithCertificate, HalfOfThePairIsAnError) {
  given_.arguments = {"--tls-cert=c.pem"};
  EXPECT_EQ(error_of(given_), "--tls-cert: needs --tls-key as well.");
  given_.arguments = {"--tls-key=k.pem"};
  EXPECT_EQ(error_of(given_), "--tls-key: needs --tls-cert as well.");
}

TEST_F(WithCertificate, OneKindOfCertificateIsEnough) {
  given_.arguments.insert(given_.arguments.end(), {"--tls-self-signed", "--state-dir=/s"});
  EXPECT_EQ(error_of(given_), "--tls-self-signed: cannot be combined with --tls-cert.");
}

TEST(LoadConfig, WebRootMustHoldAPage) {
  EXPECT_EQ(config_of({{"--web-root=/w"}, {}, {{"/w/index.html", "<html>"}}}).web_root, "/w");
  EXPECT_EQ(error_of({{"--web-root=/w"}}),
            "--web-root: cannot read /w/index.html: No such file or directory");
}

TEST(LoadConfig, ASecretIsThereAndLongEnough) {
  const Given given{{"--secret-file=s"}, {}, {{"s", std::string(32, 'x') + "\n"}}};
  EXPECT_EQ(config_of(given).secret_file, "s");
  EXPECT_EQ(error_of({{"--secret-file=s"}}), "--secret-file: cannot read s: No such file or directory");
  EXPECT_EQ(error_of({{"--secret-file=s"}, {}, {{"s", " short \n"}}}),
            "--secret-file: s holds 5 characters, a secret needs at least 32.");
}

TEST(LoadConfig, UnknownFlagsAreErrorsWithASuggestion) {
  EXPECT_EQ(error_of({{"--max-room", "3"}}),
            "--max-room: there is no such option. Did you mean --max-rooms? --help lists them all.");
  EXPECT_EQ(error_of({{"--max-room=3"}}),
            "--max-room: there is no such option. Did you mean --max-rooms? --help lists them all.");
  EXPECT_EQ(error_of({{"--xyzzy"}}), "--xyzzy: there is no such option. --help lists them all.");
  EXPECT_EQ(error_of({{"run"}}), "unexpected argument \"run\". Options begin with --.");
  EXPECT_EQ(error_of({{"--listen"}}), "--listen: a value must follow.");
}

TEST(LoadConfig, MisspeltVariablesAreWarnedAbout) {
  const auto loaded = load({{}, {{"MOIM_MAX_ROOM", "3"}, {"MOIM_SERVICE_HOST", "10.0.0.1"}, {"OTHER", "x"}}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(loaded->warnings,
              ElementsAre("the variable MOIM_MAX_ROOM is not used. Did you mean MOIM_MAX_ROOMS?"));
}

TEST(LoadConfig, TheFileMayBeNamedByTheEnvironment) {
  EXPECT_EQ(config_of({{}, {{"MOIM_CONFIG", "moim.toml"}}, file("max_rooms = 3")}).max_rooms, 3U);
  EXPECT_EQ(error_of({{}, {{"MOIM_CONFIG", "gone"}}}),
            "MOIM_CONFIG: cannot read gone: No such file or directory");
  EXPECT_EQ(error_of({{"--config=gone"}}), "--config: cannot read gone: No such file or directory");
}

TEST(LoadConfig, HelpNamesEveryOptionAndVariable) {
  const auto loaded = load({{"--help"}, {{"PORT", "bad"}}});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->action, Action::print);
  for (const Option& option : option_table()) {
    EXPECT_THAT(loaded->output, HasSubstr("\n  --" + std::string{option.name}));
    EXPECT_THAT(loaded->output, HasSubstr(option.variable));
  }
  EXPECT_THAT(load({{"-h"}})->output, HasSubstr("Usage: moim"));
  EXPECT_THAT(load({{"--version"}})->output, testing::MatchesRegex("moim [0-9.]+\n"));
}

TEST(LoadConfig, CheckConfigShowsWhatIsInForceAndWhereItCameFrom) {
  const Given given{{"--check-config", "--config=moim.toml", "--max-rooms", "7", "--ice-server",
                     "turn:h,username=u,credential=geheim"},
                    {{"PORT", "9000"}, {"HOME", "/people/a \"b\""}},
                    file("log_level = \"warn\"")};
  const auto loaded = load(given);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->action, Action::print);
  for (const std::string line :
       {"listen = [\"http://127.0.0.1:9000\"]  # PORT", "max_rooms = 7  # --max-rooms",
        "max_participants = 4", "log_level = \"warn\"  # moim.toml:1: log_level", "tls_self_signed = false",
        "ice_server = [\"turn:h,username=u,credential=<hidden>\"]  # --ice-server",
        "state_dir = \"/people/a \\\"b\\\"/.local/state/moim\""}) {
    EXPECT_THAT(loaded->output, HasSubstr("\n" + line + "\n"));
  }
  EXPECT_THAT(loaded->output, testing::Not(HasSubstr("geheim")));
}

TEST(LoadConfig, CheckConfigPrintsAFileThatSaysTheSame) {
  const auto first = load({{"--check-config", "--max-rooms=7", "--cors-origin=*", "--log-addresses"}});
  const Given again{{"--check-config", "--config=moim.toml"}, {}, file(first->output)};
  const Config config = config_of(again);
  EXPECT_EQ(config.max_rooms, 7U);
  EXPECT_THAT(config.cors_origins, ElementsAre("*"));
  EXPECT_TRUE(config.log_addresses);
  EXPECT_EQ(config.listen, config_of({}).listen);
}

}  // namespace
}  // namespace moim::app::test
