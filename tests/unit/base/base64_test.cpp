#include "moim/base/base64.h"

#include <gtest/gtest.h>

namespace moim::base {
namespace {

struct Vector {
  ByteView octets;
  std::string_view text;
};

// RFC 4648 section 10.
constexpr Vector kVectors[] = {{"", ""},
                               {"f", "Zg=="},
                               {"fo", "Zm8="},
                               {"foo", "Zm9v"},
                               {"foob", "Zm9vYg=="},
                               {"fooba", "Zm9vYmE="},
                               {"foobar", "Zm9vYmFy"}};

TEST(Base64, FollowsTheVectorsOfTheRfcBothWays) {
  for (const auto& [octets, text] : kVectors) {
    EXPECT_EQ(base64_encode(octets), text);
    EXPECT_EQ(base64_decode(text), Bytes{octets});
  }
}

TEST(Base64, KeepsEveryOctet) {
  Bytes all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
  EXPECT_EQ(base64_decode(base64_encode(all)), all);
}

TEST(Base64, RefusesWhatIsNotCanonical) {
  for (const std::string_view text :
       {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "Z===", "====", "Zm 9", "Zm9v\n", "Zm-v"}) {
    EXPECT_EQ(base64_decode(text), std::nullopt) << text;
  }
}

TEST(Base64, UrlAlphabetHasNoPadding) {
  EXPECT_EQ(base64url_encode("\xff\xfe"), "__4");
  EXPECT_EQ(base64url_encode("\xfb\xef\xbe"), "----");
}

TEST(Base64Url, DecodesWhatItEncoded) {
  for (const std::string& octets : {std::string{}, std::string{"f"}, std::string{"fo"}, std::string{"foo"},
                                    std::string{"foob"}, std::string("\0\xff\xfe\x3e\x3f", 5)}) {
    EXPECT_EQ(base64url_decode(base64url_encode(octets)), octets);
  }
  EXPECT_EQ(base64url_decode("-_8"), "\xfb\xff");
}

TEST(Base64Url, RefusesWhatItWouldNotEncode) {
  for (const char* text : {"A", "AB", "ABC", "AAAAA", "Zg==", "+/8", "Zm9v\n", "Zm 9v", "-_9"}) {
    EXPECT_EQ(base64url_decode(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace moim::base
