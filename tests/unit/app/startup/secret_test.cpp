#include "startup/secret.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "moim/crypto/system_random.h"

#include "startup/private_file.h"

namespace moim::app {
namespace {

class SecretTest : public testing::Test {
 protected:
  void SetUp() override { config_.state_dir = directory_ / "state"; }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::filesystem::path directory_ =
      std::filesystem::path{testing::TempDir()} /
      (std::string{"secret_"} + testing::UnitTest::GetInstance()->current_test_info()->name());
  Config config_;
  crypto::SystemRandom random_;
};

TEST_F(SecretTest, IsMadeOnceAndKept) {
  const auto first = keep_secret(config_, random_);
  ASSERT_TRUE(first);
  EXPECT_GE(first->key.size(), 32U);
  EXPECT_FALSE(first->warning);
  const auto second = keep_secret(config_, random_);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->key, first->key);
  const auto permissions = std::filesystem::status(secret_path(config_)).permissions();
  EXPECT_EQ(permissions, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(SecretTest, OneThatWillNotDoIsReplaced) {
  ASSERT_TRUE(make_private_directory(secret_path(config_).parent_path()));
  ASSERT_TRUE(write_private_file(secret_path(config_), "short"));
  const auto made = keep_secret(config_, random_);
  ASSERT_TRUE(made);
  EXPECT_GE(made->key.size(), 32U);
  EXPECT_EQ(keep_secret(config_, random_)->key, made->key);
}

TEST_F(SecretTest, WithoutAPlaceItLastsForThisRunOnly) {
  config_.state_dir.clear();
  const auto nowhere = keep_secret(config_, random_);
  ASSERT_TRUE(nowhere);
  EXPECT_THAT(nowhere->warning.value_or(""), testing::HasSubstr("--secret-file"));
  EXPECT_NE(keep_secret(config_, random_)->key, nowhere->key);
}

TEST_F(SecretTest, ANamedFileIsUsedAsItIs) {
  std::filesystem::create_directories(directory_);
  config_.secret_file = directory_ / "named";
  std::ofstream{*config_.secret_file} << std::string(40, 's') << "\n";
  const auto named = keep_secret(config_, random_);
  ASSERT_TRUE(named);
  EXPECT_EQ(named->key, std::string(40, 's'));
  std::filesystem::remove(*config_.secret_file);
  EXPECT_FALSE(keep_secret(config_, random_));
}

}  // namespace
}  // namespace moim::app
