#include "moim/crypto/sealer.h"

#include <string>

#include <gtest/gtest.h>

namespace moim::crypto {
namespace {

const std::string kKey(32, 'k');

TEST(Sealer, OpensWhatItSealed) {
  const Sealer sealer{kKey};
  for (const std::string& text :
       {std::string{}, std::string{"a"}, std::string("\0.\xff", 3), std::string(1'000, 'x')}) {
    EXPECT_EQ(sealer.open("seat", sealer.seal("seat", text)), text);
  }
}

TEST(Sealer, IsTextForUrls) {
  const std::string token = Sealer{kKey}.seal("seat", "\xfb\xff\xfe~~~>>>");
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."),
            std::string::npos);
}

TEST(Sealer, OpensNothingOfAnotherKeyOrPurpose) {
  const Sealer sealer{kKey};
  const std::string token = sealer.seal("seat", "text");
  EXPECT_EQ(Sealer{std::string(32, 'K')}.open("seat", token), std::nullopt);
  EXPECT_EQ(sealer.open("invite", token), std::nullopt);
  EXPECT_EQ(sealer.open("", token), std::nullopt);
  EXPECT_NE(sealer.seal("a", "bc"), sealer.seal("ab", "c"));
}

TEST(Sealer, OpensNothingThatWasTouched) {
  const Sealer sealer{kKey};
  const std::string token = sealer.seal("seat", "a text of some length");
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string touched = token;
    touched[i] = touched[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(sealer.open("seat", touched), std::nullopt) << i;
    EXPECT_EQ(sealer.open("seat", token.substr(0, i)), std::nullopt) << i;
    EXPECT_EQ(sealer.open("seat", token.substr(i + 1)), std::nullopt) << i;
  }
  EXPECT_EQ(sealer.open("seat", token + "A"), std::nullopt);
  EXPECT_EQ(sealer.open("seat", token + "."), std::nullopt);
}

}  // namespace
}  // namespace moim::crypto
