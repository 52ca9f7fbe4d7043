// The validator against simdjson: two readers of the same RFC must accept the same texts.
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "moim/json/validator.h"

namespace moim::json {
namespace {

class Reference {
 public:
  Reference() { EXPECT_EQ(parser_.allocate(64 * 1024, kMaxDepth + 1), simdjson::SUCCESS); }

  // simdjson refuses numbers that no machine word holds; on those it has nothing to say.
  enum class Verdict { accepted, refused, none };
  Verdict judge(std::string_view text) {
    padded_.assign(text);
    padded_.resize(text.size() + simdjson::SIMDJSON_PADDING);
    switch (parser_.parse(padded_.data(), text.size(), false).error()) {
      case simdjson::SUCCESS:
        return Verdict::accepted;
      case simdjson::NUMBER_ERROR:
        return Verdict::none;
      default:
        return Verdict::refused;
    }
  }

 private:
  simdjson::dom::parser parser_;
  std::string padded_;
};

class Texts {
 public:
  explicit Texts(unsigned seed) : random_{seed} {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string document(int depth = 0) {
    switch (below(depth > 5 ? 4 : 7)) {
      case 0:
        return pick(
            {"null", "true", "false", "0", "-0", "12.5e-3", "1E+2", "-7", "4611731400430051336", "1e5"});
      case 1:
      case 2:
        return string(below(8) == 0 ? 200 : 20);
      case 3:
        return pick({"[]", "{}", " [ ] ", "{\n}"});
      case 4:
      case 5:
        return container(depth, '{', '}');
      default:
        return container(depth, '[', ']');
    }
  }

  // Alters, doubles, cuts or inserts a few octets.
  std::string mutated(std::string text) {
    for (std::size_t left = 1 + below(3); left > 0; --left) mutate(text);
    return text;
  }

  std::string noise() {
    std::string text;
    for (std::size_t left = below(24); left > 0; --left) text += piece();
    return text;
  }

 private:
  std::string pick(const std::vector<std::string>& choices) { return choices[below(choices.size())]; }

  std::string piece() {
    static const std::vector<std::string> pieces = {"\"",
                                                    "\\",
                                                    "{",
                                                    "}",
                                                    "[",
                                                    "]",
                                                    ",",
                                                    ":",
                                                    " ",
                                                    "\n",
                                                    "a",
                                                    "0",
                                                    "1",
                                                    "-",
                                                    ".",
                                                    "e",
                                                    "E",
                                                    "+",
                                                    "u",
                                                    "\\u",
                                                    "d83d",
                                                    "\\ude00",
                                                    "\\ud83d\\ude00",
                                                    "\\n",
                                                    "\\\"",
                                                    "\\\\",
                                                    "\\/",
                                                    "true",
                                                    "null",
                                                    "false",
                                                    "\x01",
                                                    "\x1f",
                                                    "\x7f",
                                                    "\xc3\xa9",
                                                    "\xed\x95\x9c",
                                                    "\xf0\x9f\x8e\x89",
                                                    "\xff",
                                                    "\xc0\x80",
                                                    "\xed\xa0\x80",
                                                    std::string(1, '\0')};
    return pick(pieces);
  }

  std::string string(std::size_t length) {
    static const std::vector<std::string> inside = {
        "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\xed\x95\x9c", "\xf0\x9f\x8e\x89", "\x7f"};
    std::string text = "\"";
    for (std::size_t left = below(length); left > 0; --left) {
      text += below(6) == 0 ? pick(inside) : std::string(1, static_cast<char>('a' + below(26)));
    }
    return text + '"';
  }

  std::string container(int depth, char opening, char closing) {
    std::string text{opening};
    const std::size_t count = 1 + below(4);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) text += ',';
      if (below(4) == 0) text += ' ';
      if (opening == '{') text += string(12) + ':';
      text += document(depth + 1);
    }
    return text + closing;
  }

  void mutate(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    switch (below(4)) {
      case 0:
        return void(text.insert(at, piece()));
      case 1:
        return void(text.erase(at, 1 + below(3)));
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        return;
      default:
        return void(text.insert(at, text.substr(below(text.size() + 1), below(20))));
    }
  }

  std::minstd_rand random_;
};

class Differential : public testing::Test {
 protected:
  void compare(std::string_view text) {
    const auto expected = reference_.judge(text);
    if (expected == Reference::Verdict::none) return;
    const auto result = validator_.validate(text);
    ASSERT_EQ(result.has_value(), expected == Reference::Verdict::accepted) << testing::PrintToString(text);
    accepted_ += result ? 1U : 0U;
    refused_ += result ? 0U : 1U;
    if (!result) {
      ASSERT_EQ(result.error() == Invalid::encoding, !simdjson::validate_utf8(text.data(), text.size()))
          << testing::PrintToString(text);
    }
  }

  Reference reference_;
  Validator validator_;
  std::size_t accepted_ = 0;
  std::size_t refused_ = 0;
};

TEST_F(Differential, AgreesOnDocumentsAndOnWhatIsNearlyOne) {
  Texts texts{1};
  for (int i = 0; i < 20'000 && !HasFatalFailure(); ++i) {
    const std::string document = texts.document();
    compare(document);
    compare(texts.mutated(document));
  }
  EXPECT_GT(accepted_, 15'000U);
  EXPECT_GT(refused_, 10'000U);
}

TEST_F(Differential, AgreesOnNoise) {
  Texts texts{2};
  for (int i = 0; i < 60'000 && !HasFatalFailure(); ++i) compare(texts.noise());
  EXPECT_GT(accepted_, 100U);
  EXPECT_GT(refused_, 30'000U);
}

TEST_F(Differential, AgreesOnADocumentCutAnywhere) {
  Texts texts{3};
  for (int i = 0; i < 50 && !HasFatalFailure(); ++i) {
    const std::string document = texts.document();
    for (std::size_t size = 0; size < document.size(); ++size)
      compare(std::string_view{document}.substr(0, size));
  }
  EXPECT_GT(refused_, 1'000U);
}

// What ends a string, at every distance from its beginning: the octets are looked at in blocks.
TEST_F(Differential, AgreesOnEveryOctetAtEveryPlace) {
  for (std::size_t length = 0; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        std::string inside(length, 'x');
        inside[at] = static_cast<char>(octet);
        compare("\"" + inside + "\"");
        if (HasFatalFailure()) return;
      }
    }
  }
  EXPECT_GT(accepted_, 0U);
}

// All there is over a small alphabet.
TEST_F(Differential, AgreesOnAllShortTexts) {
  constexpr std::string_view kAlphabet = "[]{},:\"\\u0-1.e ";
  for (std::size_t length = 1; length <= 4; ++length) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < length; ++i) count *= kAlphabet.size();
    for (std::size_t number = 0; number < count; ++number) {
      std::string text;
      for (std::size_t rest = number, i = 0; i < length; ++i, rest /= kAlphabet.size()) {
        text += kAlphabet[rest % kAlphabet.size()];
      }
      compare(text);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(accepted_, 10U);
}

}  // namespace
}  // namespace moim::json
