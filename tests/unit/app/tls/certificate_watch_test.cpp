#include "tls/certificate_watch.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

namespace moim::app {
namespace {

class CertificateWatchTest : public testing::Test {
 protected:
  ~CertificateWatchTest() override { std::filesystem::remove_all(folder_); }

  static void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

  static net::TlsFiles make_files(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    net::TlsFiles files{folder / "cert.pem", folder / "key.pem"};
    write(files.certificate, "certificate");
    write(files.key, "key");
    return files;
  }

  std::filesystem::path folder_ = testing::TempDir() + "/moim_watch_" + std::to_string(::getpid());
  net::TlsFiles files_ = make_files(folder_);
  int reloads_ = 0;
  std::expected<void, std::string> result_{};
  CertificateWatch watch_{files_, [this] {
                            ++reloads_;
                            return result_;
                          }};
};

TEST_F(CertificateWatchTest, ReadsNothingWhileNothingChanges) {
  for (int i = 0; i < 5; ++i) watch_.check();
  EXPECT_EQ(reloads_, 0);
}

TEST_F(CertificateWatchTest, ReadsChangedFilesOnceTheyStayAsTheyAre) {
  write(files_.certificate, "another certificate");
  watch_.check();
  EXPECT_EQ(reloads_, 0) << "the key may be on its way";
  write(files_.key, "another key");
  watch_.check();
  EXPECT_EQ(reloads_, 0);
  watch_.check();
  EXPECT_EQ(reloads_, 1);
  watch_.check();
  EXPECT_EQ(reloads_, 1);
}

TEST_F(CertificateWatchTest, NoticesAFileThatDisappearsOnceAndItsReturn) {
  std::filesystem::remove(files_.certificate);
  result_ = std::unexpected("cert.pem: no such file");
  for (int i = 0; i < 5; ++i) watch_.check();
  EXPECT_EQ(reloads_, 1) << "said once, not at every look";
  write(files_.certificate, "certificate");
  result_ = {};
  for (int i = 0; i < 5; ++i) watch_.check();
  EXPECT_EQ(reloads_, 2);
}

TEST_F(CertificateWatchTest, AFileOfAnyDateIsReadOnce) {
  for (const auto age : {std::chrono::hours{24 * 365 * 20}, std::chrono::hours{-24 * 365}}) {
    const int before = reloads_;
    std::filesystem::last_write_time(files_.certificate, std::filesystem::file_time_type::clock::now() - age);
    for (int i = 0; i < 5; ++i) watch_.check();
    EXPECT_EQ(reloads_, before + 1);
  }
}

TEST_F(CertificateWatchTest, ReadsAtOnceWhenAsked) {
  watch_.reload();
  EXPECT_EQ(reloads_, 1);
  write(files_.key, "another key");
  watch_.reload();
  for (int i = 0; i < 3; ++i) watch_.check();
  EXPECT_EQ(reloads_, 2);
}

}  // namespace
}  // namespace moim::app
