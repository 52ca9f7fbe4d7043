#include "moim/engineio/packet.h"

#include <string>

#include <gtest/gtest.h>

namespace moim::engineio {
namespace {

using namespace std::string_literals;

struct Case {
  Version version;
  bool binary;
  std::string wire;
  PacketType type;
  bool data_binary;
  std::string data;
};

const Case kPackets[] = {
    {Version::v4, false, "0{}", PacketType::open, false, "{}"},
    {Version::v4, false, "1", PacketType::close, false, ""},
    {Version::v4, false, "2", PacketType::ping, false, ""},
    {Version::v4, false, "2probe", PacketType::ping, false, "probe"},
    {Version::v4, false, "3probe", PacketType::pong, false, "probe"},
    {Version::v4, false, "4hello", PacketType::message, false, "hello"},
    {Version::v4, false, "4", PacketType::message, false, ""},
    {Version::v4, false, "4\xea\xb0\x80\xf0\x9f\x98\x80", PacketType::message, false,
     "\xea\xb0\x80\xf0\x9f\x98\x80"},
    {Version::v4, false, "5", PacketType::upgrade, false, ""},
    {Version::v4, false, "6", PacketType::noop, false, ""},
    {Version::v4, true, "\1\2\3\4", PacketType::message, true, "\1\2\3\4"},
    {Version::v4, true, "", PacketType::message, true, ""},
    {Version::v3, false, "4HelloWorld", PacketType::message, false, "HelloWorld"},
    {Version::v3, true, "\4\0\1\2"s, PacketType::message, true, "\0\1\2"s},
    {Version::v3, true, "\4", PacketType::message, true, ""},
};

TEST(Packet, ReadsAndWritesEveryKind) {
  for (const Case& one : kPackets) {
    base::Bytes scratch;
    const auto packet = decode_packet(one.version, one.binary, one.wire, scratch);
    ASSERT_TRUE(packet) << one.wire;
    EXPECT_EQ(packet->type, one.type);
    EXPECT_EQ(packet->binary, one.data_binary);
    EXPECT_EQ(packet->data, one.data);
    base::Bytes wire;
    append_packet(wire, one.version, *packet);
    EXPECT_EQ(wire, one.wire);
  }
}

TEST(Packet, ReadsAndWritesBase64) {
  base::Bytes scratch;
  for (const auto& [version, wire] : {std::pair{Version::v4, "bAQIDBA=="}, {Version::v3, "b4AQIDBA=="}}) {
    const auto packet = decode_packet(version, false, wire, scratch);
    ASSERT_TRUE(packet) << wire;
    EXPECT_EQ(packet->type, PacketType::message);
    EXPECT_TRUE(packet->binary);
    EXPECT_EQ(packet->data, "\1\2\3\4");
    base::Bytes out;
    append_base64_message(out, version, packet->data);
    EXPECT_EQ(out, wire);
  }
}

TEST(Packet, RefusesWhatIsNone) {
  struct Bad {
    Version version;
    bool binary;
    std::string wire;
    ParseError error;
  };
  const Bad bad[] = {
      {Version::v4, false, "", ParseError::empty},
      {Version::v4, false, "7", ParseError::unknown_type},
      {Version::v4, false, "abc", ParseError::unknown_type},
      {Version::v4, false, "\0"s, ParseError::unknown_type},
      {Version::v4, false, "\xff", ParseError::unknown_type},
      {Version::v4, false, "b?", ParseError::bad_base64},
      {Version::v4, false, "bAQ", ParseError::bad_base64},
      {Version::v3, false, "", ParseError::empty},
      {Version::v3, false, "b", ParseError::empty},
      {Version::v3, false, "b9AQ==", ParseError::unknown_type},
      {Version::v3, false, "b1AQ==", ParseError::unknown_type},
      {Version::v3, true, "", ParseError::empty},
      {Version::v3, true, "4a", ParseError::unknown_type},
      {Version::v3, true, "\1", ParseError::unknown_type},
  };
  for (const Bad& one : bad) {
    base::Bytes scratch;
    const auto packet = decode_packet(one.version, one.binary, one.wire, scratch);
    ASSERT_FALSE(packet) << one.wire;
    EXPECT_EQ(packet.error(), one.error) << one.wire;
  }
}

}  // namespace
}  // namespace moim::engineio
