// The situations of the public Autobahn test suite for servers that can be put as "these octets, then these
// events", by its categories.
#include <gtest/gtest.h>

#include "wire.h"

namespace moim::websocket::test {
namespace {

using namespace std::string_literals;

struct Case {
  std::string name;
  std::string wire;
  Lines events;
};

const std::string k125(125, '*');
const std::string k126(126, '*');
const std::string kGreek = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";

std::string repeat(const std::string& octets, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += octets;
  return out;
}

std::vector<Case> framing() {
  std::vector<Case> cases;
  for (const std::size_t size : {0UL, 125UL, 126UL, 127UL, 128UL, 65535UL, 65536UL}) {
    const std::string payload(size, '*');
    cases.push_back({"1.1 text of " + std::to_string(size), text(payload), {"text:" + payload}});
    cases.push_back({"1.2 binary of " + std::to_string(size), binary(payload), {"binary:" + payload}});
  }
  return cases;
}

std::vector<Case> pings() {
  return {
      {"2.1 empty ping", ping(), {"ping:"}},
      {"2.2 ping with text", ping("Hello, world!"), {"ping:Hello, world!"}},
      {"2.3 ping with binary",
       ping("\x00\xff\xfe\xfd\xfc\xfb\x00\xff"s),
       {"ping:\x00\xff\xfe\xfd\xfc\xfb\x00\xff"s}},
      {"2.4 ping of 125", ping(k125), {"ping:" + k125}},
      {"2.5 ping of 126", ping(k126), {"fail:1002"}},
      {"2.7 unasked empty pong", pong(), {"pong:"}},
      {"2.8 unasked pong", pong("unsolicited"), {"pong:unsolicited"}},
      {"2.9 unasked pong, then ping", pong("unsolicited") + ping("x"), {"pong:unsolicited", "ping:x"}},
      {"2.10 ten pings", repeat(ping("x"), 10), Lines(10, "ping:x")},
  };
}

std::vector<Case> reserved_bits() {
  return {
      {"3.1 RSV1 in text", raw(0x81 | 0x40, "x"), {"fail:1002"}},
      {"3.2 RSV2 after a message", text("x") + raw(0x81 | 0x20, "x") + ping(), {"text:x", "fail:1002"}},
      {"3.3 RSV1 and RSV2", text("x") + raw(0x81 | 0x60, "x"), {"text:x", "fail:1002"}},
      {"3.4 RSV3", text("x") + raw(0x81 | 0x10, "x"), {"text:x", "fail:1002"}},
      {"3.5 RSV3 and RSV1 in binary", raw(0x82 | 0x50, "x"), {"fail:1002"}},
      {"3.6 RSV3 and RSV2 in ping", raw(0x89 | 0x30, "x"), {"fail:1002"}},
      {"3.7 all three in close", raw(0x88 | 0x70, ""), {"fail:1002"}},
  };
}

std::vector<Case> opcodes() {
  std::vector<Case> cases;
  for (const unsigned opcode : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U}) {
    const std::string name = "4 opcode " + std::to_string(opcode);
    cases.push_back({name, raw(0x80 | opcode), {"fail:1002"}});
    cases.push_back(
        {name + " after a message", text("x") + raw(0x80 | opcode, "y") + ping(), {"text:x", "fail:1002"}});
    cases.push_back({name + " between fragments", text("x", false) + raw(0x80 | opcode, "y"), {"fail:1002"}});
  }
  return cases;
}

std::vector<Case> fragmentation() {
  return {
      {"5.1 fragmented ping", from_client(Opcode::text) + raw(0x09, "a") + last("b"), {"text:", "fail:1002"}},
      {"5.2 fragmented pong", raw(0x0a, "a") + last("b"), {"fail:1002"}},
      {"5.3 text in two", text("frag1", false) + last("frag2"), {"text:frag1frag2"}},
      {"5.6 ping between", text("frag1", false) + ping("p") + last("frag2"), {"ping:p", "text:frag1frag2"}},
      {"5.9 continuation of nothing, final", last("x") + text("y"), {"fail:1002"}},
      {"5.10 the same after a message", text("x") + last("x") + text("y"), {"text:x", "fail:1002"}},
      {"5.12 continuation of nothing, not final", more("x") + text("y"), {"fail:1002"}},
      {"5.15 continuation after the end", text("a", false) + last("b") + more("c"), {"text:ab", "fail:1002"}},
      {"5.16 continuations of nothing, repeated",
       repeat(more("a") + text("b", false) + last("c"), 2),
       {"fail:1002"}},
      {"5.18 text within text", text("a", false) + text("b"), {"fail:1002"}},
      {"5.18 binary within text", text("a", false) + binary("b"), {"fail:1002"}},
      {"5.19 five fragments, two pings",
       text("1", false) + more("2") + ping("p1") + more("3") + more("4") + ping("p2") + last("5"),
       {"ping:p1", "ping:p2", "text:12345"}},
      {"5 close between fragments",
       text("1", false) + close(close_payload(1000)) + last("5"),
       {"close:1000:"}},
      {"5 empty fragments", text("", false) + repeat(more(""), 5) + last(""), {"text:"}},
      {"5 binary in three, then text",
       binary("a", false) + more("b") + last("c") + text("d"),
       {"binary:abc", "text:d"}},
      {"5 unmasked", "\x81\x05Hello", {"fail:1002"}},
  };
}

// Valid and invalid UTF-8 from categories 6.1 to 6.23. Text is judged as a whole, at the end of the message.
std::vector<Case> utf8() {
  const std::string valid[] = {
      "",
      "Hello-\xc2\xb5@\xc3\x9f\xc3\xb6\xc3\xa4\xc3\xbc\xc3\xa0\xc3\xa1-UTF-8!!",
      kGreek,
      "\x00"s,
      "\xc2\x80",
      "\xe0\xa0\x80",
      "\xf0\x90\x80\x80",
      "\x7f",
      "\xdf\xbf",
      "\xef\xbf\xbf",
      "\xf4\x8f\xbf\xbf",
      "\xed\x9f\xbf",
      "\xee\x80\x80",
      "\xef\xbf\xbd",
      "\xef\xbf\xbe",
      "\xf0\x9f\xbf\xbf",
      "모임 \xf0\x9f\x91\x8b",
  };
  const std::string invalid[] = {
      "\xce",
      "\xce\xba\xe1",
      kGreek + "\xed\xa0\x80" + "edited",
      "\xf8\x88\x80\x80\x80",
      "\xfc\x84\x80\x80\x80\x80",
      "\xf7\xbf\xbf\xbf",
      "\xfb\xbf\xbf\xbf\xbf",
      "\xfd\xbf\xbf\xbf\xbf\xbf",
      "\xf4\x90\x80\x80",
      "\x80",
      "\xbf",
      "\x80\xbf",
      "\xc0 ",
      "\xc0\xaf",
      "\xe0\x80\xaf",
      "\xf0\x80\x80\xaf",
      "\xc1\xbf",
      "\xe0\x9f\xbf",
      "\xf0\x8f\xbf\xbf",
      "\xc0\x80",
      "\xed\xa0\x80",
      "\xed\xaf\xbf",
      "\xed\xbf\xbf",
      "\xed\xa0\x80\xed\xb0\x80",
      "\xfe",
      "\xff",
      "\xfe\xfe\xff\xff",
  };
  std::vector<Case> cases;
  for (const std::string& payload : valid) {
    cases.push_back({"6 valid", text(payload), {"text:" + payload}});
    const std::size_t half = payload.size() / 2;  // characters may be cut by fragments
    cases.push_back({"6 valid, fragmented",
                     text(payload.substr(0, half), false) + last(payload.substr(half)),
                     {"text:" + payload}});
  }
  for (const std::string& payload : invalid) {
    cases.push_back({"6 invalid", text(payload) + ping(), {"fail:1007"}});
    cases.push_back({"6 invalid, fragmented",
                     text(payload.substr(0, 1), false) + last(payload.substr(1)),
                     {"fail:1007"}});
    cases.push_back({"6 the same is fine in binary", binary(payload), {"binary:" + payload}});
  }
  return cases;
}

std::vector<Case> closing() {
  const std::string close_1000 = close(close_payload(1000));
  std::vector<Case> cases = {
      {"7.1.1 message, close", text("Hello") + close_1000, {"text:Hello", "close:1000:"}},
      {"7.1.2 two closes", close_1000 + close_1000, {"close:1000:"}},
      {"7.1.3 ping after close", close_1000 + ping(), {"close:1000:"}},
      {"7.1.4 text after close", close_1000 + text("late"), {"close:1000:"}},
      {"7.1.5 rest of a message after close", text("a", false) + close_1000 + last("b"), {"close:1000:"}},
      {"7.1.6 256 KiB, then close",
       binary(std::string(262144, 'x')) + close_1000,
       {"binary:" + std::string(262144, 'x'), "close:1000:"}},
      {"7.3.1 empty close", close(), {"close:1005:"}},
      {"7.3.2 close of one octet", close("a"), {"fail:1002"}},
      {"7.3.4 close with reason", close(close_payload(1000, "Hello World!")), {"close:1000:Hello World!"}},
      {"7.3.5 longest reason",
       close(close_payload(1000, std::string(123, 'r'))),
       {"close:1000:" + std::string(123, 'r')}},
      {"7.3.6 too long a reason", close(close_payload(1000, std::string(124, 'r'))), {"fail:1002"}},
      {"7.5.1 reason not UTF-8", close(close_payload(1000, kGreek + "\xed\xa0\x80")), {"fail:1007"}},
  };
  for (const unsigned code :
       {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 3000U, 3999U, 4000U, 4999U}) {
    cases.push_back({"7.7 valid code", close(close_payload(code)), {"close:" + std::to_string(code) + ":"}});
  }
  for (const unsigned code :
       {0U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 1100U, 2000U, 2999U, 5000U, 65535U}) {
    cases.push_back({"7.9 invalid code " + std::to_string(code), close(close_payload(code)), {"fail:1002"}});
    cases.push_back({"7.9 invalid code with reason", close(close_payload(code, "reason")), {"fail:1002"}});
  }
  return cases;
}

// A header and nothing behind it: lengths are judged before any payload arrives.
std::vector<Case> lengths() {
  return {
      {"16-bit length below 126", "\x82\xfe\x00\x7d"s, {"fail:1002"}},
      {"64-bit length below 65536", "\x82\xff\x00\x00\x00\x00\x00\x00\xff\xff"s, {"fail:1002"}},
      {"64-bit length with the top bit", "\x82\xff\x80\x00\x00\x00\x00\x00\x00\x00"s, {"fail:1002"}},
      {"just too big", "\x82\xff\x00\x00\x00\x00\x00\x0f\x42\x41"s, {"fail:1009"}},
      {"the largest there is", "\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff"s, {"fail:1009"}},
      {"too big together", text("x", false) + "\x80\xff\x00\x00\x00\x00\x00\x0f\x42\x40"s, {"fail:1009"}},
      {"control with a 16-bit length", "\x89\xfe\x00\x7e"s, {"fail:1002"}},
      {"control with a 64-bit length", "\x88\xff\x00\x00\x00\x00\x00\x01\x00\x00"s, {"fail:1002"}},
  };
}

class ReceiverTable : public testing::TestWithParam<std::vector<Case>> {};

TEST_P(ReceiverTable, GivesTheSameEventsWholeAndCutAnywhere) {
  for (const Case& c : GetParam()) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(receive(c.wire, c.wire.size()), c.events);
    EXPECT_EQ(receive(c.wire, 1), c.events);
    EXPECT_EQ(receive(c.wire, 997), c.events);
    if (c.wire.size() > 2000) continue;
    for (std::size_t cut = 1; cut < c.wire.size(); ++cut)
      EXPECT_EQ(receive_cut(c.wire, cut), c.events) << "cut at " << cut;
  }
}

INSTANTIATE_TEST_SUITE_P(Autobahn, ReceiverTable,
                         testing::Values(framing(), pings(), reserved_bits(), opcodes(), fragmentation(),
                                         utf8(), closing(), lengths()));

}  // namespace
}  // namespace moim::websocket::test
