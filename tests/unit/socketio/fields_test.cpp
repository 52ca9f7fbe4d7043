#include "moim/socketio/fields.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moim::socketio {
namespace {

using testing::ElementsAre;

std::vector<std::string> listed(const Fields& fields) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < fields.size(); ++i)
    out.push_back(std::string{fields[i].name} + "=" + std::string{fields[i].value});
  return out;
}

TEST(Fields, KeepTheirOrderAndEmptyOnes) {
  Fields fields;
  fields.add("host", "example.org");
  fields.add("", "");
  fields.add("cookie", "");
  fields.add("host", "again");
  EXPECT_THAT(listed(fields), ElementsAre("host=example.org", "=", "cookie=", "host=again"));
}

TEST(Fields, FindTheFirstOfAName) {
  Fields fields;
  EXPECT_EQ(fields.find("a"), "");
  fields.add("a", "1");
  fields.add("b", "");
  fields.add("a", "2");
  EXPECT_EQ(fields.find("a"), "1");
  EXPECT_EQ(fields.find("b"), "");
  EXPECT_EQ(fields.find("c"), "");
}

TEST(Fields, AreReadFromAQuery) {
  EXPECT_THAT(listed(read_query("EIO=4&transport=websocket")), ElementsAre("EIO=4", "transport=websocket"));
  EXPECT_THAT(listed(read_query("a=x%20y&&b&c=1+2&d=e=f")), ElementsAre("a=x y", "b=", "c=1 2", "d=e=f"));
  EXPECT_THAT(listed(read_query("bad=%zz%4&%41%2=%")), ElementsAre("bad=%zz%4", "A%2=%"));
  EXPECT_THAT(listed(read_query("")), ElementsAre());
}

}  // namespace
}  // namespace moim::socketio
