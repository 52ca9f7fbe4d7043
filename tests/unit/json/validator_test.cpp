#include "moim/json/validator.h"

#include <string>

#include <gtest/gtest.h>

namespace moim::json {
namespace {

std::optional<Invalid> reason(std::string_view text) {
  static Validator validator;
  const auto result = validator.validate(text);
  return result ? std::nullopt : std::optional{result.error()};
}

TEST(Validator, AcceptsEveryKindOfDocument) {
  for (const std::string_view text :
       {"null", "true", "false", "0", "-0", "12.5e-3", "1E+2", "\"\"", "[]", "{}", " [ 1 , \"a\" ] \n",
        R"({"a":{"b":[null,{"c":"\u00e9\ud83d\ude00\"\\\/\b\f\n\r\t"}]}})", "\"한국어 🎉\"",
        R"({"a":1,"a":2})"}) {
    EXPECT_EQ(reason(text), std::nullopt) << text;
  }
}

TEST(Validator, AcceptsNumbersBeyondEveryMachineWord) {
  for (const std::string_view text :
       {"123456789012345680000", "[-9223372036854775809]", "1e400", "[1,-1e-999,{\"a\":1E+400}]",
        "{\"n\":18446744073709551616,\"s\":\"\\ud83d\\ude00\\n\"} "}) {
    EXPECT_EQ(reason(text), std::nullopt) << text;
  }
}

TEST(Validator, RefusesWhatIsNotJson) {
  for (const std::string_view text :
       {"",         " ",           "abc",        "nul", "truee",         "01",   "1.",    ".5",
        "-",        "1e",          "+1",         "0x1", "NaN",           "[1,]", "[,1]",  "{\"a\"}",
        "{\"a\":}", "{a:1}",       "{\"a\":1,}", "[1",  "1 2",           "]",    "\"abc", "'a'",
        "\"\\x\"",  "\"\\u12g4\"", "\"a\nb\"",   "[1}", "\xef\xbb\xbf[]"}) {
    EXPECT_EQ(reason(text), Invalid::syntax) << text;
  }
  EXPECT_EQ(reason(std::string_view{"\"a\0b\"", 5}), Invalid::syntax);
}

// Long strings are looked at in blocks: what is special may lie anywhere in one, or across two.
TEST(Validator, FindsWhatIsSpecialWhereverItLies) {
  const auto text = [](std::size_t before, std::string_view middle, std::size_t after) {
    return "[\"\\n" + std::string(before, 'a') + std::string{middle} + std::string(after, 'z') + "\"]";
  };
  for (std::size_t before = 0; before < 140; ++before) {
    for (const std::size_t after : {0U, 1U, 70U}) {
      for (const std::string_view good : {"\\r\\n", "\\\\", "\\\"", "\\\\\\\"", "\\ud83d\\ude00", "한"}) {
        EXPECT_EQ(reason(text(before, good, after)), std::nullopt) << before << good << after;
      }
      for (const std::string_view bad : {"\\x", "\n", "\"", "\\\\\"", "\\r\\", "\\ud83d"}) {
        EXPECT_EQ(reason(text(before, bad, after)), Invalid::syntax) << before << bad << after;
      }
      EXPECT_EQ(reason(text(before, "\xed\xa0\x80", after)), Invalid::encoding) << before << after;
      EXPECT_EQ(reason(text(before, "\\r\\", after).substr(0, before + 7)), Invalid::syntax) << before;
    }
  }
}

TEST(Validator, StaysStrictBesideAHugeNumber) {
  for (const std::string_view rest : {"01",
                                      "1.",
                                      "-",
                                      "1e",
                                      "1e+",
                                      "abc",
                                      "tru",
                                      "\"abc",
                                      "\"\\x\"",
                                      "\"\\u12\"",
                                      "\"\\u12g4\"",
                                      "\"\t\"",
                                      "\"\\ud800\"",
                                      "\"\\udc00\"",
                                      "\"\\ud800\\u0041\"",
                                      "\"\\ud800x\"",
                                      "[1,]",
                                      "[1",
                                      "{\"a\"}",
                                      "{a:1}",
                                      "{\"a\":1,}",
                                      "{1:1}",
                                      "[1}",
                                      "1]",
                                      "1 2",
                                      "",
                                      "\""}) {
    const std::string text = "[1e400," + std::string{rest} + "]";
    EXPECT_EQ(reason(text), Invalid::syntax) << text;
  }
}

TEST(Validator, RefusesLoneSurrogates) {
  for (const std::string_view text :
       {R"("\ud800")", R"("\udc00")", R"("\ud800\u0041")", R"("\ud800\ud800")"}) {
    EXPECT_EQ(reason(text), Invalid::syntax) << text;
  }
}

TEST(Validator, RefusesInvalidUtf8) {
  for (const std::string_view text : {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"",
                                      "\"\xe2\x82\"", "[1e400,\"\xff\"]"}) {
    EXPECT_EQ(reason(text), Invalid::encoding) << text;
  }
}

TEST(Validator, CountsNestingExactly) {
  const auto nested = [](std::size_t depth, std::string_view inner) {
    return std::string(depth, '[') + std::string{inner} + std::string(depth, ']');
  };
  for (const std::string_view inner : {"1", "\"a\"", "1e400"}) {
    EXPECT_EQ(reason(nested(kMaxDepth, inner)), std::nullopt) << inner;
    EXPECT_EQ(reason(nested(kMaxDepth + 1, inner)), Invalid::depth) << inner;
  }
  EXPECT_EQ(reason(nested(100'000, "")), Invalid::depth);
  EXPECT_NE(reason(std::string(100'000, '[')), std::nullopt);
  std::string objects;
  for (std::size_t i = 0; i < kMaxDepth + 1; ++i) objects += "{\"a\":";
  EXPECT_EQ(reason(objects + "1" + std::string(kMaxDepth + 1, '}')), Invalid::depth);

  Validator shallow{2};
  EXPECT_TRUE(shallow.validate("[[1]]"));
  EXPECT_FALSE(shallow.validate("[[[1]]]"));
}

TEST(Validator, GivesTheValueWithoutTheSpaceAroundIt) {
  Validator validator;
  EXPECT_EQ(validator.validate(" \n[1, 2]\t ")->text(), "[1, 2]");
}

TEST(Validator, TakesLongTextsAndGoesOnWithShortOnes) {
  Validator validator;
  const std::string text = "[\"" + std::string(3'000'000, 'x') + "\"]";
  EXPECT_EQ(validator.validate(text)->text().size(), text.size());
  EXPECT_TRUE(validator.validate("[1]"));
  EXPECT_FALSE(validator.validate("[1"));
}

}  // namespace
}  // namespace moim::json
