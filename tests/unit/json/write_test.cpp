#include "moim/json/write.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "moim/json/nlohmann.h"
#include "moim/json/validator.h"

namespace moim::json {
namespace {

template <class T>
std::string written(const T& value) {
  std::string out;
  append(out, value);
  return out;
}

TEST(Write, Scalars) {
  EXPECT_EQ(written("text"), "\"text\"");
  EXPECT_EQ(written(std::string{"text"}), "\"text\"");
  EXPECT_EQ(written(std::string_view{"text"}), "\"text\"");
  EXPECT_EQ(written(true), "true");
  EXPECT_EQ(written(false), "false");
  EXPECT_EQ(written(nullptr), "null");
  EXPECT_EQ(written(-5), "-5");
  EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(written(2.5), "2.5");
  EXPECT_EQ(written(1e300), "1e+300");
  EXPECT_EQ(written(std::nan("")), "null");
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(written(Raw{"{\"a\" : 1}"}), "{\"a\" : 1}");
  EXPECT_EQ(written(View{"[1]"}), "[1]");
  EXPECT_EQ(written(std::optional<int>{}), "null");
  EXPECT_EQ(written(std::optional<int>{3}), "3");
  EXPECT_EQ(written(std::vector<std::string>{"a", "b"}), R"(["a","b"])");
  EXPECT_EQ(written(std::vector<int>{}), "[]");
  EXPECT_EQ(written(nlohmann::json{{"a", {1, nullptr, "x"}}}), R"({"a":[1,null,"x"]})");
}

TEST(Write, EscapesWhatMustBe) {
  EXPECT_EQ(written("\"\\/\b\f\n\r\t\x01\x1f\x7f"), "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
  EXPECT_EQ(written("한국어 😀"), "\"한국어 😀\"");
  EXPECT_EQ(written(std::string_view{"a\0b", 3}), "\"a\\u0000b\"");
}

TEST(Write, RepairsInvalidUtf8) {
  EXPECT_EQ(written("a\xff\"b"), "\"a\xef\xbf\xbd\\\"b\"");
  EXPECT_EQ(written("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(written("\xc0\x80|\xf4\x90\x80\x80|\xe2\x82"), "\"��|����|��\"");
}

TEST(Write, EveryStringReadsBack) {
  Validator validator;
  std::string all;
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  all += "é한😀";
  const std::string text = written(all);
  ASSERT_TRUE(validator.validate(text));
  EXPECT_EQ(View{text}.string(), all);
}

TEST(Write, Objects) {
  std::string out;
  {
    ObjectWriter object{out};
    object.field("ok", true).field("na\"me", "x");
    ObjectWriter{object.key("inner")}.field("n", 1);
    ArrayWriter{object.key("list")}.element(1).element("two").element(nullptr);
  }
  EXPECT_EQ(out, R"({"ok":true,"na\"me":"x","inner":{"n":1},"list":[1,"two",null]})");
  out.clear();
  ObjectWriter{out};
  ArrayWriter{out};
  EXPECT_EQ(out, "{}[]");
}

}  // namespace
}  // namespace moim::json
