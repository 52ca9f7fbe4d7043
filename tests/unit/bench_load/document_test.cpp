#include "document.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace moim::bench {
namespace {

constexpr DocumentKind kKinds[] = {DocumentKind::candidate, DocumentKind::offer};

TEST(Document, IsJsonOfTheSizeAskedFor) {
  for (const DocumentKind kind : kKinds) {
    const std::size_t least = make_document(kind, {}, 0).size();
    for (const std::size_t size :
         {least, least + 1, std::size_t{1'000}, std::size_t{6'000}, std::size_t{30'000}}) {
      const std::string document = make_document(kind, {1, 2, 0}, size);
      EXPECT_EQ(document.size(), size);
      EXPECT_TRUE(nlohmann::json::accept(document)) << document;
    }
  }
}

TEST(Document, TellsWhoSentItToWhomAndTheHowManyth) {
  for (const DocumentKind kind : kKinds) {
    std::string document = make_document(kind, {12, 19'999, 0}, 2'000);
    const std::size_t at = find_mark(document);
    ASSERT_NE(at, std::string::npos);
    write_number(document, at, 987'654'321'012);
    const auto mark = read_mark(document, at);
    ASSERT_TRUE(mark.has_value());
    EXPECT_EQ(mark->sender, 12U);
    EXPECT_EQ(mark->receiver, 19'999U);
    EXPECT_EQ(mark->number, 987'654'321'012U);
    EXPECT_EQ(document.size(), 2'000U);
  }
}

TEST(Document, WhatIsNoMarkIsNotReadAsOne) {
  const std::string document = make_document(DocumentKind::candidate, {1, 2, 3}, 0);
  const std::size_t at = find_mark(document);
  EXPECT_EQ(read_mark(document.substr(0, at + kMarkSize - 1), at), std::nullopt);
  EXPECT_EQ(read_mark(document, document.size() + 1), std::nullopt);
  EXPECT_EQ(read_mark("nothing", find_mark("nothing")), std::nullopt);
  for (std::size_t i = 0; i < kMarkSize; ++i) {
    std::string touched = document;
    touched[at + i] = '/';
    EXPECT_EQ(read_mark(touched, at), std::nullopt) << i;
  }
}

}  // namespace
}  // namespace moim::bench
