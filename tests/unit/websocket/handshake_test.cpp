#include "moim/websocket/handshake.h"

#include <gtest/gtest.h>

namespace moim::websocket {
namespace {

constexpr UpgradeRequest kGood{.is_get = true,
                               .http_1_1 = true,
                               .upgrade = "websocket",
                               .connection = "Upgrade",
                               .sec_websocket_key = "dGhlIHNhbXBsZSBub25jZQ==",
                               .sec_websocket_version = "13"};

template <class Change>
std::optional<UpgradeError> check_with(Change change) {
  UpgradeRequest request = kGood;
  change(request);
  return check_upgrade(request);
}

TEST(Handshake, TakesAGoodRequestInAnySpelling) {
  EXPECT_EQ(check_upgrade(kGood), std::nullopt);
  EXPECT_EQ(check_with([](auto& r) { r.upgrade = "WebSocket"; }), std::nullopt);
  EXPECT_EQ(check_with([](auto& r) { r.upgrade = "h2c, websocket"; }), std::nullopt);
  EXPECT_EQ(check_with([](auto& r) { r.connection = "keep-alive, Upgrade"; }), std::nullopt);
  EXPECT_EQ(check_with([](auto& r) { r.connection = "UPGRADE ,close"; }), std::nullopt);
}

TEST(Handshake, RefusesWithTheReason) {
  EXPECT_EQ(check_with([](auto& r) { r.is_get = false; }), UpgradeError::not_get);
  EXPECT_EQ(check_with([](auto& r) { r.http_1_1 = false; }), UpgradeError::not_http_1_1);
  for (const std::string_view upgrade : {"", "websockets", "web socket", "h2c"}) {
    EXPECT_EQ(check_with([&](auto& r) { r.upgrade = upgrade; }), UpgradeError::upgrade_header_missing)
        << upgrade;
  }
  for (const std::string_view connection : {"", "keep-alive", "upgraded", ",,"}) {
    EXPECT_EQ(check_with([&](auto& r) { r.connection = connection; }),
              UpgradeError::connection_header_missing);
  }
  for (const std::string_view version : {"", "8", "130", "13, 8"}) {
    EXPECT_EQ(check_with([&](auto& r) { r.sec_websocket_version = version; }),
              UpgradeError::version_unsupported);
  }
  for (const std::string_view key : {"", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=",
                                     "dGhlIHNhbXBsZSBub25j!Q==", "dGhlIHNhbXBsZSBub25jZQAAAA=="}) {
    EXPECT_EQ(check_with([&](auto& r) { r.sec_websocket_key = key; }), UpgradeError::key_invalid) << key;
  }
}

TEST(Handshake, RefusalsHaveAStatusAndAWord) {
  EXPECT_EQ(status_of(UpgradeError::not_get), 405);
  EXPECT_EQ(status_of(UpgradeError::version_unsupported), 426);
  EXPECT_EQ(status_of(UpgradeError::key_invalid), 400);
  for (int i = 0; i <= static_cast<int>(UpgradeError::key_invalid); ++i) {
    EXPECT_FALSE(describe(static_cast<UpgradeError>(i)).empty());
  }
}

TEST(Handshake, KnowsWhoWantsAWebSocket) {
  EXPECT_TRUE(wants_websocket("websocket"));
  EXPECT_FALSE(wants_websocket("h2c"));
  EXPECT_FALSE(wants_websocket(""));
}

// RFC 6455 1.3: the key, what is hashed, the digest and the answer.
TEST(Handshake, AnswersTheKeyOfTheRfc) {
  const Sha1Function sha1 = [](base::ByteView input) {
    EXPECT_EQ(input, "dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    constexpr unsigned kDigest[] = {0xb3, 0x7a, 0x4f, 0x2c, 0xc0, 0x62, 0x4f, 0x16, 0x90, 0xf6,
                                    0x46, 0x06, 0xcf, 0x38, 0x59, 0x45, 0xb2, 0xbe, 0xc4, 0xea};
    Sha1Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::byte>(kDigest[i]);
    return digest;
  };
  EXPECT_EQ(accept_key("dGhlIHNhbXBsZSBub25jZQ==", sha1), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  EXPECT_EQ(accept_key(" dGhlIHNhbXBsZSBub25jZQ== ", sha1), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

}  // namespace
}  // namespace moim::websocket
