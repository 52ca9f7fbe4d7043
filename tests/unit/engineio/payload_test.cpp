#include "moim/engineio/payload.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace moim::engineio {
namespace {

using namespace std::string_literals;

// One packet per entry: type digit, 't' or 'b', data.
using Packets = std::vector<std::string>;

struct Result {
  Packets packets;
  std::optional<ParseError> error;
};

Result read_all(PayloadFormat format, base::ByteView body, std::size_t max_packets = 100) {
  PayloadDecoder decoder{format, body, max_packets};
  Result result;
  while (true) {
    const auto packet = decoder.next();
    if (!packet) {
      result.error = packet.error();
      const auto again = decoder.next();
      EXPECT_TRUE(!again && again.error() == packet.error()) << "an error must stay";
      return result;
    }
    if (!*packet) {
      const auto again = decoder.next();
      EXPECT_TRUE(again && !*again) << "the end must stay";
      return result;
    }
    const Packet& one = **packet;
    result.packets.push_back(std::to_string(static_cast<int>(one.type)) + (one.binary ? "b" : "t") +
                             std::string{one.data});
  }
}

struct Vector {
  PayloadFormat format;
  std::string body;
  Packets packets;
};

const Vector kVectors[] = {
    {PayloadFormat::v4_text, "4hello", {"4thello"}},
    {PayloadFormat::v4_text,
     "4hello\x1e"s
     "2\x1e"s
     "4world",
     {"4thello", "2t", "4tworld"}},
    {PayloadFormat::v4_text,
     "4hello\x1e"s
     "bAQIDBA==",
     {"4thello", "4b\1\2\3\4"}},
    {PayloadFormat::v4_text,
     "4\xe2\x82\xac\x1e"s
     "4",
     {"4t\xe2\x82\xac", "4t"}},
    {PayloadFormat::v3_text, "6:4hello", {"4thello"}},
    {PayloadFormat::v3_text, "6:4hello2:4\xe2\x82\xac", {"4thello", "4t\xe2\x82\xac"}},
    // U+1F600 counts as two UTF-16 code units.
    {PayloadFormat::v3_text,
     "3:4\xf0\x9f\x98\x80"
     "1:2",
     {"4t\xf0\x9f\x98\x80", "2t"}},
    {PayloadFormat::v3_text,
     "4:4\xed\x95\x9c\xea\xb5\xad\xeb\xa7\x90",
     {"4t\xed\x95\x9c\xea\xb5\xad\xeb\xa7\x90"}},
    {PayloadFormat::v3_text, "6:4hello10:b4AQIDBA==", {"4thello", "4b\1\2\3\4"}},
    {PayloadFormat::v3_binary,
     "\0\6\xff"s
     "4hello\1\5\xff\4\1\2\3\4"s,
     {"4thello", "4b\1\2\3\4"}},
    {PayloadFormat::v3_binary,
     "\0\1\2\xff"s
     "4abcdefghijk"s,
     {"4tabcdefghijk"}},
    {PayloadFormat::v3_binary,
     "\0\4\xff"s
     "4\xe2\x82\xac"s,
     {"4t\xe2\x82\xac"}},
    {PayloadFormat::v3_binary, "\1\1\xff\4"s, {"4b"}},
};

TEST(Payload, ReadsTheVectors) {
  for (const Vector& one : kVectors) {
    const Result result = read_all(one.format, one.body);
    EXPECT_FALSE(result.error) << one.body;
    EXPECT_EQ(result.packets, one.packets) << one.body;
  }
}

TEST(Payload, WritesTheVectors) {
  for (const Vector& one : kVectors) {
    PayloadEncoder encoder{one.format};
    const Version version = one.format == PayloadFormat::v4_text ? Version::v4 : Version::v3;
    for (const std::string& packet : one.packets) {
      base::Bytes wire;
      append_packet(
          wire, version,
          {static_cast<PacketType>(packet[0] - '0'), packet[1] == 'b', base::ByteView{packet}.substr(2)});
      encoder.add(packet[1] == 'b', wire);
    }
    EXPECT_EQ(std::move(encoder).take(), one.body);
  }
}

TEST(Payload, RefusesWhatIsNone) {
  struct Bad {
    PayloadFormat format;
    std::string body;
    ParseError error;
  };
  const Bad bad[] = {
      {PayloadFormat::v4_text, "", ParseError::empty},
      {PayloadFormat::v4_text, "abc", ParseError::unknown_type},
      {PayloadFormat::v4_text, "\x1e", ParseError::empty},
      {PayloadFormat::v4_text, "4a\x1e", ParseError::empty},
      {PayloadFormat::v4_text, "4\xff", ParseError::bad_utf8},
      {PayloadFormat::v4_text, "4\xed\xa0\x80", ParseError::bad_utf8},      // a surrogate
      {PayloadFormat::v4_text, "4\xc0\x80", ParseError::bad_utf8},          // overlong
      {PayloadFormat::v4_text, "4\xf4\x90\x80\x80", ParseError::bad_utf8},  // above U+10FFFF
      {PayloadFormat::v4_text, "4aaaaaaaaaaaaaaaa\xe2\x82", ParseError::bad_utf8},
      {PayloadFormat::v4_text, "b4", ParseError::bad_base64},
      {PayloadFormat::v3_text, "", ParseError::empty},
      {PayloadFormat::v3_text, "abc", ParseError::bad_length},
      {PayloadFormat::v3_text, "6", ParseError::truncated},
      {PayloadFormat::v3_text, ":4hello", ParseError::bad_length},
      {PayloadFormat::v3_text, "-1:4", ParseError::bad_length},
      {PayloadFormat::v3_text, "1.0:4", ParseError::bad_length},
      {PayloadFormat::v3_text, "7:4hello", ParseError::truncated},
      {PayloadFormat::v3_text, "0:", ParseError::empty},
      {PayloadFormat::v3_text, "5:4hello", ParseError::bad_length},
      {PayloadFormat::v3_text, "99999999999:4", ParseError::bad_length},
      {PayloadFormat::v3_text, "9999999999:4", ParseError::truncated},
      {PayloadFormat::v3_text, "2:4\xf0\x9f\x98\x80", ParseError::bad_length},  // half of a surrogate pair
      {PayloadFormat::v3_text, "2:4\xff", ParseError::bad_utf8},
      {PayloadFormat::v3_binary, "", ParseError::empty},
      {PayloadFormat::v3_binary, "6:4hello", ParseError::unknown_type},
      {PayloadFormat::v3_binary,
       "\2\1\xff"s
       "4",
       ParseError::unknown_type},
      {PayloadFormat::v3_binary, "\0"s, ParseError::truncated},
      {PayloadFormat::v3_binary, "\0\1"s, ParseError::truncated},
      {PayloadFormat::v3_binary,
       "\0\xff"s
       "4",
       ParseError::bad_length},
      {PayloadFormat::v3_binary,
       "\0\n\xff"s
       "4",
       ParseError::bad_length},
      {PayloadFormat::v3_binary,
       "\0\2\xff"s
       "4",
       ParseError::truncated},
      {PayloadFormat::v3_binary,
       "\0\2\xff"s
       "4\xff",
       ParseError::bad_utf8},
      {PayloadFormat::v3_binary, "\1\1\xff\3"s, ParseError::unknown_type},
  };
  for (const Bad& one : bad) {
    const Result result = read_all(one.format, one.body);
    ASSERT_TRUE(result.error) << one.body;
    EXPECT_EQ(to_string(*result.error), to_string(one.error)) << one.body;
  }
}

TEST(Payload, HasALimitOfPackets) {
  EXPECT_FALSE(read_all(PayloadFormat::v4_text,
                        "4a\x1e"s
                        "4b\x1e"s
                        "4c",
                        3)
                   .error);
  const Result result = read_all(PayloadFormat::v4_text,
                                 "4a\x1e"s
                                 "4b\x1e"s
                                 "4c",
                                 2);
  EXPECT_EQ(result.packets.size(), 2U);
  EXPECT_EQ(result.error, ParseError::too_many_packets);
}

// Cut anywhere, a payload yields a prefix of its packets and then an error or an end, never something else.
TEST(Payload, CutAnywhereYieldsAPrefix) {
  for (const Vector& one : kVectors) {
    for (std::size_t size = 0; size < one.body.size(); ++size) {
      const std::string body = one.body.substr(0, size);  // a copy, so that reading past its end is seen
      const Result result = read_all(one.format, body);
      ASSERT_LE(result.packets.size(), one.packets.size());
      for (std::size_t i = 0; i + 1 < result.packets.size(); ++i)
        EXPECT_EQ(result.packets[i], one.packets[i]);
      if (one.format != PayloadFormat::v4_text) {
        for (std::size_t i = 0; i < result.packets.size(); ++i) EXPECT_EQ(result.packets[i], one.packets[i]);
      }
    }
  }
}

TEST(Payload, TakesGarbage) {
  std::mt19937 random{11};
  for (int round = 0; round < 60'000; ++round) {
    std::string body = kVectors[random() % std::size(kVectors)].body;
    for (unsigned edits = random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % (body.size() + 1);
      switch (random() % 3) {
        case 0:
          body.insert(at, 1, static_cast<char>(random() & 0xffU));
          break;
        case 1:
          body = body.substr(0, at);
          break;
        default:
          if (at < body.size()) body[at] = static_cast<char>(random() & 0xffU);
      }
    }
    for (const auto format : {PayloadFormat::v4_text, PayloadFormat::v3_text, PayloadFormat::v3_binary}) {
      ASSERT_LE(read_all(format, body).packets.size(), body.size() + 1);
    }
  }
}

TEST(Payload, WhatIsWrittenIsReadBack) {
  const std::vector<std::string> data = {"", "x", "\xe2\x82\xac", "\xf0\x9f\x98\x80 and more",
                                         std::string(3000, 'y')};
  std::mt19937 random{5};
  for (int round = 0; round < 3'000; ++round) {
    for (const auto format : {PayloadFormat::v4_text, PayloadFormat::v3_text, PayloadFormat::v3_binary}) {
      const Version version = format == PayloadFormat::v4_text ? Version::v4 : Version::v3;
      PayloadEncoder encoder{format};
      Packets packets;
      for (std::size_t count = random() % 6 + 1; count > 0; --count) {
        const bool binary = random() % 2 == 0;
        const std::string& one = data[random() % data.size()];
        base::Bytes wire;
        append_packet(wire, version, {PacketType::message, binary, one});
        encoder.add(binary, wire);
        packets.push_back((binary ? "4b" : "4t") + one);
      }
      const base::Bytes body = std::move(encoder).take();
      const Result result = read_all(format, body);
      ASSERT_FALSE(result.error);
      ASSERT_EQ(result.packets, packets);
    }
  }
}

}  // namespace
}  // namespace moim::engineio
