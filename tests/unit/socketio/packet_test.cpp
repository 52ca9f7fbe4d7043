#include "moim/socketio/packet.h"

#include <string>

#include <gtest/gtest.h>

#include "moim/socketio/packet_writer.h"

namespace moim::socketio {
namespace {

struct Parsed {
  std::string_view text;
  PacketType type;
  std::size_t attachments;
  std::string_view nsp;
  std::optional<std::uint64_t> id;
  std::string_view data;
};

// The examples of the protocol documents, revisions 4 and 5, and the corners of the format.
constexpr Parsed kPackets[] = {
    {"0", PacketType::connect, 0, "/", {}, ""},
    {"0{\"token\":\"123\"}", PacketType::connect, 0, "/", {}, "{\"token\":\"123\"}"},
    {"0/admin,", PacketType::connect, 0, "/admin", {}, ""},
    {"0/admin", PacketType::connect, 0, "/admin", {}, ""},
    {"0/admin,{\"token\":\"123\"}", PacketType::connect, 0, "/admin", {}, "{\"token\":\"123\"}"},
    {"0/admin?token=1234&uid=abcd,", PacketType::connect, 0, "/admin?token=1234&uid=abcd", {}, ""},
    {"1", PacketType::disconnect, 0, "/", {}, ""},
    {"1/admin,", PacketType::disconnect, 0, "/admin", {}, ""},
    {"2[\"hello\",1]", PacketType::event, 0, "/", {}, "[\"hello\",1]"},
    {"2/admin,456[\"project:delete\",123]", PacketType::event, 0, "/admin", 456, "[\"project:delete\",123]"},
    {"212[\"hello\"]", PacketType::event, 0, "/", 12, "[\"hello\"]"},
    {"3/admin,456[]", PacketType::ack, 0, "/admin", 456, "[]"},
    {"318446744073709551615[]", PacketType::ack, 0, "/", UINT64_MAX, "[]"},
    {"4\"Not authorized\"", PacketType::connect_error, 0, "/", {}, "\"Not authorized\""},
    {"51-[\"hello\",{\"_placeholder\":true,\"num\":0}]",
     PacketType::binary_event,
     1,
     "/",
     {},
     "[\"hello\",{\"_placeholder\":true,\"num\":0}]"},
    {"51-/admin,456[\"x\",{\"_placeholder\":true,\"num\":0}]", PacketType::binary_event, 1, "/admin", 456,
     "[\"x\",{\"_placeholder\":true,\"num\":0}]"},
    {"61-/admin,456[{\"_placeholder\":true,\"num\":0}]", PacketType::binary_ack, 1, "/admin", 456,
     "[{\"_placeholder\":true,\"num\":0}]"},
    {"50-[\"x\"]", PacketType::binary_event, 0, "/", {}, "[\"x\"]"},
    {"2/,[\"x\"]", PacketType::event, 0, "/", {}, "[\"x\"]"},
    {"2/한국,[\"x\"]", PacketType::event, 0, "/한국", {}, "[\"x\"]"},
};

TEST(Packet, ReadsHeaders) {
  for (const Parsed& expected : kPackets) {
    const auto packet = parse_packet(expected.text, {});
    ASSERT_TRUE(packet) << expected.text;
    EXPECT_EQ(packet->type, expected.type) << expected.text;
    EXPECT_EQ(packet->attachments, expected.attachments) << expected.text;
    EXPECT_EQ(packet->nsp, expected.nsp) << expected.text;
    EXPECT_EQ(packet->id, expected.id) << expected.text;
    EXPECT_EQ(packet->data, expected.data) << expected.text;
  }
}

TEST(Packet, WritesTheHeadersItReads) {
  for (const std::string_view text :
       {"0", "0/admin,", "1/admin,", "212[\"hello\"]", "2/admin,456[\"a\"]", "3/admin,456[]",
        "51-/admin,456[]", "61-7[]", "318446744073709551615[]"}) {
    const auto packet = parse_packet(text, {});
    ASSERT_TRUE(packet) << text;
    std::string out;
    append_header(out, *packet);
    out += packet->data;
    EXPECT_EQ(out, text);
  }
}

struct Refused {
  std::string text;
  ProtocolError error;
};

std::optional<ProtocolError> error_of(std::string_view text, Revision revision = Revision::v5,
                                      const Options& options = {}) {
  static json::Validator validator;
  std::string scratch;
  const auto packet = parse_packet(text, options);
  if (!packet) return packet.error();
  const auto payload = parse_payload(*packet, revision, options, validator, scratch);
  if (!payload) return payload.error();
  return std::nullopt;
}

TEST(Packet, RefusesWhatIsMalformed) {
  const std::string deep = "2[\"a\"," + std::string(64, '[') + "1" + std::string(64, ']') + "]";
  const Refused refused[] = {
      {"", ProtocolError::unknown_packet_type},
      {"abc", ProtocolError::unknown_packet_type},
      {"7", ProtocolError::unknown_packet_type},
      {" 2[\"a\"]", ProtocolError::unknown_packet_type},
      {"5[\"a\"]", ProtocolError::bad_attachment_count},
      {"5-[\"a\"]", ProtocolError::bad_attachment_count},
      {"51[\"a\"]", ProtocolError::bad_attachment_count},
      {"5x-[\"a\"]", ProtocolError::bad_attachment_count},
      {"5-1-[\"a\"]", ProtocolError::bad_attachment_count},
      {"51.0-[\"a\"]", ProtocolError::bad_attachment_count},
      {"51", ProtocolError::bad_attachment_count},
      {"51001-[\"a\"]", ProtocolError::too_many_attachments},
      {"599999999999999999999999-[\"a\"]", ProtocolError::too_many_attachments},
      {"0/" + std::string(5'000, 'x'), ProtocolError::bad_namespace},
      {"0/\xff", ProtocolError::bad_namespace},
      {"218446744073709551616[\"a\"]", ProtocolError::bad_ack_id},
      {"3[]", ProtocolError::bad_ack_id},
      {"60-[]", ProtocolError::bad_ack_id},
      {"2abc[\"a\"]", ProtocolError::bad_json},
      {"2[\"a\"", ProtocolError::bad_json},
      {"2[\"a\"]]", ProtocolError::bad_json},
      {"2[\"a\"] x", ProtocolError::bad_json},
      {"2[\"\\ud800\"]", ProtocolError::bad_json},
      {"2-1[\"a\"]", ProtocolError::bad_json},
      {"2admin,[\"a\"]", ProtocolError::bad_json},
      {"2[\"\xff\"]", ProtocolError::bad_json_encoding},
      {deep, ProtocolError::json_too_deep},
      {"2", ProtocolError::bad_payload},
      {"2{}", ProtocolError::bad_payload},
      {"2[]", ProtocolError::bad_payload},
      {"2[ ]", ProtocolError::bad_payload},
      {"2[null]", ProtocolError::bad_payload},
      {"2[{\"a\":1}]", ProtocolError::bad_payload},
      {"2[true]", ProtocolError::bad_payload},
      {"2\"a\"", ProtocolError::bad_payload},
      {"2null", ProtocolError::bad_payload},
      {"31{}", ProtocolError::bad_payload},
      {"31", ProtocolError::bad_payload},
      {"1{}", ProtocolError::bad_payload},
      {"1/admin,[]", ProtocolError::bad_payload},
      {"0[]", ProtocolError::bad_payload},
      {"0\"token\"", ProtocolError::bad_payload},
      {"0null", ProtocolError::bad_payload},
      {"2[\"connect\"]", ProtocolError::reserved_event},
      {"2[\"disconnect\",\"x\"]", ProtocolError::reserved_event},
      {"2[\"\\u0064isconnect\"]", ProtocolError::reserved_event},
      {"2[\"connect_error\"]", ProtocolError::reserved_event},
      {"2[\"disconnecting\"]", ProtocolError::reserved_event},
      {"2[\"newListener\"]", ProtocolError::reserved_event},
      {"2[\"removeListener\"]", ProtocolError::reserved_event},
      {"2[\"" + std::string(257, 'x') + "\"]", ProtocolError::event_name_too_long},
      {"4\"x\"", ProtocolError::unexpected_packet},
      {"4", ProtocolError::unexpected_packet},
      {"51-[\"a\",{\"_placeholder\":true,\"num\":1}]", ProtocolError::bad_placeholder},
      {"51-[\"a\",{\"_placeholder\":true,\"num\":-1}]", ProtocolError::bad_placeholder},
      {"51-[\"a\",{\"_placeholder\":true,\"num\":0.5}]", ProtocolError::bad_placeholder},
      {"51-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]", ProtocolError::bad_placeholder},
      {"51-[\"a\",{\"_placeholder\":true}]", ProtocolError::bad_placeholder},
      {"51-[\"a\",[1,{\"x\":{\"num\":7,\"_placeholder\" : true }}]]", ProtocolError::bad_placeholder},
      {"51-[\"a\",{\"\\u005fplaceholder\":true,\"num\":3}]", ProtocolError::bad_placeholder},
      {"51-[\"a\",{\"_placeholder\":true,\"num\":0,\"num\":9}]", ProtocolError::bad_placeholder},
      {"51-[\"a\",{\"_placeholder\":true,\"num\":0,\"x\":{\"_placeholder\":true,\"num\":2}}]",
       ProtocolError::bad_placeholder},
      {"50-[\"a\",{\"_placeholder\":true,\"num\":0}]", ProtocolError::bad_placeholder},
      {"61-1[{\"_placeholder\":true,\"num\":1}]", ProtocolError::bad_placeholder},
  };
  for (const auto& [text, error] : refused) {
    const auto got = error_of(text);
    ASSERT_TRUE(got) << text;
    EXPECT_EQ(to_string(*got), to_string(error)) << text;
  }
}

TEST(Packet, AcceptsTheCorners) {
  const std::string deep = "2[\"a\"," + std::string(63, '[') + "1" + std::string(63, ']') + "]";
  for (const std::string& text :
       {std::string{"2[ \"a\" , 1 ] "}, std::string{"2[42,1]"}, std::string{"2[\"\"]"},
        std::string{"2[\"a\",123456789012345680000]"}, deep, std::string{"31[]"},
        std::string{"2[\"" + std::string(256, 'x') + "\"]"}, std::string{"51-[\"a\"]"},
        std::string{"52-[\"a\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":1}]"},
        std::string{
            "51-[\"a\",{\"_placeholder\":false,\"num\":9},{\"_placeholder\":\"true\"},[{\"num\":7}]]"},
        std::string{"51-[\"a\",{\"_placeholder\":true,\"_placeholder\":1,\"num\":9}]"},
        std::string{"51-[\"a\",{\"_placeholder\":true,\"num\":9,\"num\":0}]"},
        std::string{"2[\"a\",{\"_placeholder\":true,\"num\":9}]"}}) {
    EXPECT_EQ(error_of(text), std::nullopt) << text;
  }
  EXPECT_EQ(error_of("0[]", Revision::v4), std::nullopt);
}

TEST(Packet, SeparatesNameAndArguments) {
  json::Validator validator;
  const auto split = [&](std::string_view text) {
    std::string scratch;
    const auto payload = parse_payload(*parse_packet(text, {}), Revision::v5, {}, validator, scratch);
    return std::string{payload->name} + "|" + std::string{payload->args};
  };
  EXPECT_EQ(split("2[\"a\"]"), "a|");
  EXPECT_EQ(split("2[ \"a\" ]"), "a|");
  EXPECT_EQ(split("2[ \"a\" , 1 , [ 2 ] ]"), "a|1 , [ 2 ]");
  EXPECT_EQ(split("2[\"a\\n\\ud55c\",{\"x\":\"]\"}]"), "a\n한|{\"x\":\"]\"}");
  EXPECT_EQ(split("2[42,\"x\"]"), "42|\"x\"");
  EXPECT_EQ(split("31[ 1,2 ]"), "|1,2");
  EXPECT_EQ(split("31[ ]"), "|");
}

std::string written(const EncodedPacket& packet) {
  std::string out{packet.text};
  for (const auto attachment : packet.attachments) (out += '|') += attachment;
  return out;
}

template <class... T>
std::string event_with(const T&... args) {
  PacketWriter writer;
  writer.begin({.attachments = (std::size_t{0} + ... + attachment_count(args))}, "e");
  (writer.add(args), ...);
  return written(writer.finish());
}

TEST(PacketWriter, WritesArgumentsOfEveryType) {
  EXPECT_EQ(event_with(), R"(2["e"])");
  EXPECT_EQ(event_with(1, "two", 3.5, true, nullptr, json::Raw{"{\"x\": 1}"}),
            R"(2["e",1,"two",3.5,true,null,{"x": 1}])");
  EXPECT_EQ(event_with(Args{"1 , [2]"}), R"(2["e",1 , [2]])");
  EXPECT_EQ(event_with(Args{}, 1), R"(2["e",1])");
  EXPECT_EQ(event_with(Binary{"xyz"}, 1, Binary{""}),
            R"(52-["e",{"_placeholder":true,"num":0},1,{"_placeholder":true,"num":1}]|xyz|)");
}

TEST(PacketWriter, PassesArgumentsWithAttachmentsOn) {
  const base::ByteView attachments[] = {"A", "B"};
  const Args args{R"({ "num":1,"_placeholder":true },[{"_placeholder":true,"num":0}])", attachments};
  EXPECT_EQ(event_with(args),
            R"(52-["e",{ "num":1,"_placeholder":true },[{"_placeholder":true,"num":0}]]|A|B)");
  EXPECT_EQ(
      event_with(Binary{"x"}, args, Binary{"y"}),
      R"(54-["e",{"_placeholder":true,"num":0},{ "num":2,"_placeholder":true },[{"_placeholder":true,"num":1}],{"_placeholder":true,"num":3}]|x|A|B|y)");
  const base::ByteView unused[] = {"C"};
  EXPECT_EQ(event_with(Args{"", unused}), R"(51-["e"]|C)");
  EXPECT_EQ(event_with(Args{"", unused}, Binary{"x"}), R"(52-["e",{"_placeholder":true,"num":1}]|C|x)");
}

// Plain data that looks like a placeholder is data as long as no attachment travels along; with one it would
// end the receiver's connection.
TEST(PacketWriter, NeverTurnsDataIntoPlaceholders) {
  const json::Raw forged{R"({"_placeholder":true,"num":9})"};
  EXPECT_EQ(event_with(forged), R"(2["e",{"_placeholder":true,"num":9}])");
  EXPECT_EQ(event_with(forged, Binary{"x"}),
            R"(51-["e",{"_placeholder":1,"num":9},{"_placeholder":true,"num":0}]|x)");
  EXPECT_EQ(event_with(Args{forged.text}, Binary{"x"}),
            R"(51-["e",{"_placeholder":1,"num":9},{"_placeholder":true,"num":0}]|x)");
  EXPECT_EQ(event_with(json::View{forged.text}, Binary{"x"}), event_with(forged, Binary{"x"}));
}

TEST(Args, AreReadByIndex) {
  const base::ByteView attachments[] = {"A"};
  const Args args{R"(1,"two",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1})", attachments};
  EXPECT_EQ(args.size(), 4U);
  EXPECT_EQ(args[0].integer(), 1);
  EXPECT_EQ(args[1].string(), "two");
  EXPECT_EQ(args.binary(args[2]), "A");
  EXPECT_EQ(args.binary(args[3]), std::nullopt);
  EXPECT_EQ(args.binary(args[0]), std::nullopt);
  EXPECT_TRUE(args[4].is_null());
  OwnedArgs{args}.view([&](const Args& copy) {
    EXPECT_EQ(copy.list(), args.list());
    EXPECT_EQ(copy.binary(copy[2]), "A");
  });
}

}  // namespace
}  // namespace moim::socketio
