#include "moim/websocket/frame.h"

#include <gtest/gtest.h>

#include "wire.h"

namespace moim::websocket {
namespace {

using namespace std::string_literals;

// RFC 6455 5.7.
TEST(Frame, FollowsTheExamplesOfTheRfc) {
  std::string out;
  append_frame(out, Opcode::text, "Hello");
  EXPECT_EQ(out, "\x81\x05Hello");

  out.clear();
  append_frame(out, Opcode::text, "Hello", {.mask = test::kKey});
  EXPECT_EQ(out, "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");

  out.clear();
  append_frame(out, Opcode::text, "Hel", {.final = false});
  append_frame(out, Opcode::continuation, "lo");
  EXPECT_EQ(out, "\x01\x03Hel\x80\x02lo"s);

  out.clear();
  append_frame(out, Opcode::ping, "Hello");
  append_frame(out, Opcode::pong, "Hello", {.mask = test::kKey});
  EXPECT_EQ(out, "\x89\x05Hello\x8a\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");

  out.clear();
  append_header(out, Opcode::binary, 256);
  EXPECT_EQ(out, "\x82\x7e\x01\x00"s);

  out.clear();
  append_header(out, Opcode::binary, 65536);
  EXPECT_EQ(out, "\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00"s);
}

TEST(Frame, WritesTheShortestFormOfALength) {
  const std::pair<std::size_t, std::size_t> cases[] = {{0, 2}, {125, 2}, {126, 4}, {65535, 4}, {65536, 10}};
  for (const auto& [payload_size, header_size] : cases) {
    std::string out;
    append_header(out, Opcode::binary, payload_size);
    EXPECT_EQ(out.size(), header_size) << payload_size;
  }
}

TEST(Frame, MasksEverySizeAndPositionAsTheDefinitionSays) {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t position = 0; position < 9; ++position) {
      std::string octets(size, 'x');
      std::string expected = octets;
      for (std::size_t i = 0; i < size; ++i)
        expected[i] = static_cast<char>('x' ^ test::kKey[(position + i) % 4]);
      apply_mask(octets, test::kKey, position);
      EXPECT_EQ(octets, expected) << size << " at " << position;
    }
  }
}

TEST(Frame, CloseCarriesCodeAndReason) {
  std::string out;
  append_close(out, CloseCode::normal, "bye");
  EXPECT_EQ(out,
            "\x88\x05\x03\xe8"s
            "bye");

  out.clear();
  append_close(out, CloseCode::no_status, "not sent");
  EXPECT_EQ(out, "\x88\x00"s);
}

TEST(Frame, CloseReasonIsCutBetweenCharacters) {
  std::string reason(kMaxCloseReason - 1, 'a');
  reason += "모임";  // three octets each: the first one would be cut in the middle
  std::string out;
  append_close(out, CloseCode::normal, reason);
  EXPECT_EQ(out.size(), 2 + 2 + kMaxCloseReason - 1);
  EXPECT_EQ(out.back(), 'a');
}

TEST(Frame, KnowsWhichCloseCodesMayBeSent) {
  for (const int code :
       {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999}) {
    EXPECT_TRUE(is_sendable(static_cast<CloseCode>(code))) << code;
  }
  for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
    EXPECT_FALSE(is_sendable(static_cast<CloseCode>(code))) << code;
  }
}

}  // namespace
}  // namespace moim::websocket
