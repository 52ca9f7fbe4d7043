#include "moim/json/view.h"

#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "moim/json/nlohmann.h"
#include "moim/json/validator.h"

namespace moim::json {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(const Elements& elements) {
  std::vector<std::string> out;
  for (const View element : elements) out.emplace_back(element.text());
  return out;
}

TEST(View, KnowsItsKind) {
  EXPECT_EQ(View{}.kind(), Kind::null);
  EXPECT_EQ(View{"null"}.kind(), Kind::null);
  EXPECT_EQ(View{"true"}.kind(), Kind::boolean);
  EXPECT_EQ(View{"-1"}.kind(), Kind::number);
  EXPECT_EQ(View{"\"\""}.kind(), Kind::string);
  EXPECT_EQ(View{"[]"}.kind(), Kind::array);
  EXPECT_EQ(View{"{}"}.kind(), Kind::object);
}

TEST(View, ReadsScalarsOfTheRightKindOnly) {
  EXPECT_EQ(View{"true"}.boolean(), true);
  EXPECT_EQ(View{"false"}.boolean(), false);
  EXPECT_EQ(View{"1"}.boolean(), std::nullopt);
  EXPECT_EQ(View{"-42"}.integer(), -42);
  EXPECT_EQ(View{"9223372036854775807"}.integer(), INT64_MAX);
  EXPECT_EQ(View{"9223372036854775808"}.integer(), std::nullopt);
  EXPECT_EQ(View{"1.0"}.integer(), std::nullopt);
  EXPECT_EQ(View{"1e3"}.integer(), std::nullopt);
  EXPECT_EQ(View{"\"1\""}.integer(), std::nullopt);
  EXPECT_EQ(View{"1e3"}.number(), 1000.0);
  EXPECT_EQ(View{"1e400"}.number(), std::nullopt);
  EXPECT_EQ(View{"null"}.string(), std::nullopt);
}

TEST(View, UnescapesStrings) {
  EXPECT_EQ(View{R"("plain")"}.string(), "plain");
  EXPECT_EQ(View{R"("\"\\\/\b\f\n\r\t")"}.string(), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(View{R"("\u0041\u00e9\ud55c\ud83d\ude00!")"}.string(), "Aé한😀!");
  EXPECT_EQ(View{R"("a\u0000b")"}.string(), std::string("a\0b", 3));
  EXPECT_TRUE(View{R"("\u0041b")"}.equals("Ab"));
  EXPECT_FALSE(View{R"("\u0041b")"}.equals("A"));
  EXPECT_FALSE(View{"1"}.equals("1"));
}

TEST(View, FindsTheFieldsOfAnObjectAtTheFront) {
  const auto texts_of = [](std::string_view list) {
    std::vector<std::string> out;
    for (const Field& field : leading_fields(list)) out.emplace_back(field.value.text());
    return out;
  };
  EXPECT_THAT(texts_of(R"({"a":1, "b" : {"c":[2]} })"), ElementsAre("1", R"({"c":[2]})"));
  EXPECT_THAT(texts_of(R"({"a":"}"} , {"b":2})"), ElementsAre("\"}\""));
  for (const std::string_view none : {"{}", "{ },1", "[1]", "1", ""})
    EXPECT_THAT(texts_of(none), ElementsAre()) << none;
}

TEST(View, NeedsNoCopyWithoutEscapes) {
  const std::string text = "\"plain\"";
  std::string scratch;
  EXPECT_EQ(View{text}.string(scratch)->data(), text.data() + 1);
  EXPECT_EQ(View{R"("\n")"}.string(scratch)->data(), scratch.data());
}

TEST(View, WalksArrays) {
  EXPECT_THAT(texts(View{"[]"}.elements()), ElementsAre());
  EXPECT_THAT(texts(View{"[ ]"}.elements()), ElementsAre());
  EXPECT_THAT(texts(View{"[ 1 ,\t[2,[3]] , {\"a\":[4,\"]\"]} ,\"x,\\\"y\\\\\",null ]"}.elements()),
              ElementsAre("1", "[2,[3]]", "{\"a\":[4,\"]\"]}", "\"x,\\\"y\\\\\"", "null"));
  EXPECT_THAT(texts(View{"{\"a\":1}"}.elements()), ElementsAre());
  EXPECT_EQ(View{"[1,2,3]"}.elements().size(), 3U);
}

TEST(View, WalksObjects) {
  std::vector<std::string> seen;
  for (const auto& [key, value] : View{"{ \"a\" : 1 , \"b:\\\"}\":{ } ,\"c\":[ ]}"}.fields()) {
    seen.push_back(std::string{key.text()} + "=" + std::string{value.text()});
  }
  EXPECT_THAT(seen, ElementsAre("\"a\"=1", "\"b:\\\"}\"={ }", "\"c\"=[ ]"));
  EXPECT_TRUE(View{"{}"}.fields().empty());
  EXPECT_TRUE(View{"[]"}.fields().empty());
}

TEST(View, FindsTheLastOfDuplicateKeys) {
  const View object{R"({"a":1,"__proto__":2,"\u0061":3})"};
  EXPECT_EQ(object.find("a")->text(), "3");
  EXPECT_EQ(object.find("__proto__")->text(), "2");
  EXPECT_EQ(object.find("b"), std::nullopt);
  EXPECT_EQ(View{"null"}.find("a"), std::nullopt);
}

// The scanner against a parser that builds documents: random documents, written with random white space.
class DocumentMaker {
 public:
  explicit DocumentMaker(unsigned seed) : random_(seed) {}

  void value(std::string& out, int depth) {
    space(out);
    switch (random_() % (depth > 5 ? 4U : 6U)) {
      case 0:
        out += pick({"null", "true", "false"});
        break;
      case 1:
        out += pick({"0", "-1", "2.5", "1e3", "-0.1E-2", "12345678901"});
        break;
      case 2:
      case 3:
        string(out);
        break;
      case 4:
        list(out, '[', ']', [&] { value(out, depth + 1); });
        break;
      default:
        list(out, '{', '}', [&] {
          space(out);
          string(out);
          space(out);
          out += ':';
          value(out, depth + 1);
        });
    }
    space(out);
  }

 private:
  std::string_view pick(std::initializer_list<std::string_view> choices) {
    return choices.begin()[random_() % choices.size()];
  }
  void space(std::string& out) {
    if (random_() % 3 == 0) out += pick({" ", "\n", "\t ", "\r\n"});
  }
  void string(std::string& out) {
    out += '"';
    for (auto n = random_() % 6; n > 0; --n) {
      out += pick({"a", "b", "한", "😀", "\\\"", "\\\\", "\\n", "\\u0041", "\\ud83d\\ude00", ",", ":", "]",
                   "}", "[", "{", " ", "\\/"});
    }
    out += '"';
  }
  template <class Item>
  void list(std::string& out, char open, char close, const Item& item) {
    out += open;
    const auto count = random_() % 4;
    for (unsigned i = 0; i < count; ++i) {
      if (i > 0) out += ',';
      item();
    }
    if (count == 0) space(out);
    out += close;
  }

  std::mt19937 random_;
};

nlohmann::json rebuild(View view) {
  switch (view.kind()) {
    case Kind::array: {
      auto out = nlohmann::json::array();
      for (const View element : view.elements()) out.push_back(rebuild(element));
      return out;
    }
    case Kind::object: {
      auto out = nlohmann::json::object();
      for (const auto& [key, value] : view.fields()) out[*key.string()] = rebuild(value);
      return out;
    }
    case Kind::string:
      return *view.string();
    case Kind::boolean:
      return *view.boolean();
    case Kind::number:
      return view.integer() ? nlohmann::json(*view.integer()) : nlohmann::json(view.number().value_or(0));
    case Kind::null:
      break;
  }
  return nullptr;
}

TEST(View, AgreesWithADocumentParserOnRandomDocuments) {
  Validator validator;
  for (unsigned seed = 0; seed < 20'000; ++seed) {
    std::string text;
    DocumentMaker{seed}.value(text, 0);
    const auto view = validator.validate(text);
    ASSERT_TRUE(view) << text;
    EXPECT_EQ(rebuild(*view), nlohmann::json::parse(text)) << text;
    EXPECT_EQ(to_nlohmann(*view), nlohmann::json::parse(text));
  }
}

// Texts that were cut or had an octet changed: both parsers agree on what is valid, and the scanner reads
// whatever passes.
TEST(View, SurvivesDamagedDocuments) {
  Validator validator;
  std::mt19937 random{1};
  for (unsigned seed = 0; seed < 20'000; ++seed) {
    std::string text;
    DocumentMaker{seed}.value(text, 0);
    if (random() % 2 == 0) text.resize(random() % (text.size() + 1));
    // Not a zero octet: that ends the text for the other parser.
    if (!text.empty()) text[random() % text.size()] = static_cast<char>(1 + random() % 255);
    const auto view = validator.validate(text);
    const bool accepted = nlohmann::json::accept(text);
    // The other parser refuses exponents beyond the range of double.
    if (accepted) {
      EXPECT_TRUE(view) << text;
    } else if (view) {
      EXPECT_NE(text.find_first_of("eE"), std::string::npos) << text;
    }
    if (view) rebuild(*view);
  }
}

}  // namespace
}  // namespace moim::json
