#include "startup/self_signed.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "moim/crypto/system_random.h"

#include "config/file_reader.h"

namespace moim::app {
namespace {

using namespace std::chrono_literals;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

constexpr crypto::WallTime kNow{std::chrono::seconds{1'800'000'000}};

InterfaceAddress interface(const std::string& name, const std::string& address) {
  return {name, net::Address::parse(address).value(), name == "lo"};
}

TEST(CertificateNames, AreAllThatReachTheMachine) {
  const InterfaceAddress interfaces[] = {interface("lo", "127.0.0.1"), interface("lo", "::1"),
                                         interface("eth0", "192.168.0.7"), interface("eth0", "fe80::1"),
                                         interface("eth0", "2001:db8::7")};
  const auto names = certificate_names("MyBox", interfaces);
  EXPECT_THAT(names.dns, ElementsAre("localhost", "mybox", "mybox.local"));
  EXPECT_THAT(names.addresses, ElementsAre("127.0.0.1", "::1", "192.168.0.7", "2001:db8::7"));
  EXPECT_THAT(certificate_names("box.example.org", {}).dns, ElementsAre("localhost", "box.example.org"));
  for (const std::string host : {"", "localhost", "with space", "모임", ".", "a..b"}) {
    EXPECT_THAT(certificate_names(host, {}).dns, ElementsAre("localhost")) << host;
  }
}

crypto::CertificateInfo info_of(std::vector<std::string> addresses) {
  return {.subject = "CN=moim",
          .not_before = kNow - 24h,
          .not_after = kNow + std::chrono::days{365},
          .names = {.dns = {"localhost"}, .addresses = std::move(addresses)},
          .sha256_fingerprint = {}};
}

TEST(ReasonToRemake, IsTheEndOrAMissingName) {
  const crypto::CertificateNames wanted{.dns = {"localhost"},
                                        .addresses = {"127.0.0.1", "192.168.0.7", "2001:db8::7"}};
  const auto good = info_of({"10.0.0.1", "127.0.0.1", "192.168.0.7"});
  EXPECT_EQ(reason_to_remake(good, wanted, kNow), std::nullopt)
      << "IPv6 may be missing, others may be too many";
  EXPECT_EQ(reason_to_remake(good, wanted, kNow + std::chrono::days{334}), std::nullopt);
  EXPECT_EQ(reason_to_remake(good, wanted, kNow + std::chrono::days{335}), "it expires soon");
  EXPECT_EQ(reason_to_remake(good, wanted, kNow + std::chrono::days{365}), "it has expired");
  EXPECT_EQ(reason_to_remake(good, wanted, kNow - 25h), "it is not valid yet");
  EXPECT_EQ(reason_to_remake(info_of({"127.0.0.1"}), wanted, kNow), "it lacks 192.168.0.7");
  EXPECT_EQ(reason_to_remake(good, {.dns = {"box"}, .addresses = {}}, kNow), "it lacks box");
  const crypto::CertificateNames only_v6{.dns = {}, .addresses = {"127.0.0.1", "2001:db8::7"}};
  EXPECT_EQ(reason_to_remake(good, only_v6, kNow), "it lacks 2001:db8::7");
}

class KeepSelfSigned : public testing::Test {
 protected:
  KeepSelfSigned() { std::filesystem::remove_all(directory_); }
  ~KeepSelfSigned() override { std::filesystem::remove_all(directory_); }

  StoredCertificate keep(const crypto::CertificateNames& wanted, crypto::WallTime now = kNow) {
    auto stored = keep_self_signed(directory_, wanted, now, random_);
    EXPECT_TRUE(stored) << stored.error();
    return stored ? std::move(*stored) : StoredCertificate{};
  }

  static crypto::CertificateInfo read(const StoredCertificate& stored) {
    return crypto::read_certificate(*read_file_from_disk(stored.certificate)).value();
  }

  std::filesystem::path directory_ =
      std::filesystem::path{testing::TempDir()} /
      ("moim-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} +
       std::to_string(::getpid()));
  crypto::SystemRandom random_;
  const crypto::CertificateNames home_{.dns = {"localhost"}, .addresses = {"127.0.0.1", "192.168.0.7"}};
  const crypto::CertificateNames office_{.dns = {"localhost"}, .addresses = {"127.0.0.1", "10.0.0.7"}};
};

TEST_F(KeepSelfSigned, MakesOneAndKeepsIt) {
  const auto made = keep(home_);
  EXPECT_EQ(made.made_because, "there was none");
  const auto kept = keep(home_);
  EXPECT_EQ(kept.made_because, std::nullopt);
  EXPECT_EQ(kept.fingerprint, made.fingerprint);
  EXPECT_EQ(read(kept).sha256_fingerprint, made.fingerprint);
  EXPECT_TRUE(crypto::check_key_pair(*read_file_from_disk(made.certificate), *read_file_from_disk(made.key)));
}

TEST_F(KeepSelfSigned, OnlyTheOwnerMayReadTheKey) {
  const auto made = keep(home_);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(made.key).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::status(made.key.parent_path()).permissions(), perms::owner_all);
}

TEST_F(KeepSelfSigned, MovingBetweenNetworksMakesOneNewCertificateNotMany) {
  keep(home_);
  const auto moved = keep(office_);
  EXPECT_EQ(moved.made_because, "it lacks 10.0.0.7");
  EXPECT_THAT(read(moved).names.addresses, IsSupersetOf({"10.0.0.7", "192.168.0.7", "127.0.0.1"}));
  EXPECT_EQ(keep(home_).made_because, std::nullopt);
  EXPECT_EQ(keep(office_).made_because, std::nullopt);
}

TEST_F(KeepSelfSigned, OldAddressesAreForgottenInTheEnd) {
  for (int i = 0; i < 40; ++i) keep({.dns = {"localhost"}, .addresses = {"10.0.0." + std::to_string(i)}});
  EXPECT_EQ(read(keep(home_)).names.addresses.size(), 32U);
}

TEST_F(KeepSelfSigned, AnExpiredOneIsReplaced) {
  keep(home_);
  EXPECT_EQ(keep(home_, kNow + std::chrono::days{400}).made_because, "it has expired");
}

// A machine without a clock of its own is in 1970 until the network tells.
TEST_F(KeepSelfSigned, WhateverTheClockSaysThereIsOneThatIsValidThen) {
  using std::chrono::days;
  for (const crypto::WallTime now :
       {kNow, kNow - days{7'000}, kNow, kNow + days{7'000}, crypto::WallTime{}, kNow}) {
    const auto info = read(keep(home_, now));
    EXPECT_LE(info.not_before, now);
    EXPECT_GT(info.not_after, now);
    EXPECT_EQ(keep(home_, now).made_because, std::nullopt);
  }
}

TEST_F(KeepSelfSigned, DamagedFilesAreReplaced) {
  const auto made = keep(home_);
  std::ofstream{made.key} << "damaged";
  EXPECT_EQ(keep(home_).made_because, "there was none");
  std::ofstream{made.certificate} << "";
  EXPECT_EQ(keep(home_).made_because, "there was none");
  EXPECT_EQ(keep(home_).made_because, std::nullopt);
}

TEST_F(KeepSelfSigned, SaysWhereItCannotWrite) {
  std::filesystem::create_directories(directory_.parent_path());
  std::ofstream{directory_} << "a file where the directory should be";
  const auto stored = keep_self_signed(directory_, home_, kNow, random_);
  ASSERT_FALSE(stored);
  EXPECT_THAT(stored.error(), testing::AllOf(HasSubstr(directory_.string()), HasSubstr("--state-dir")));
}

}  // namespace
}  // namespace moim::app
