#include "moim/websocket/receiver.h"

#include <random>

#include <gtest/gtest.h>

#include "wire.h"

namespace moim::websocket::test {
namespace {

using namespace std::string_literals;

bool lies_within(base::ByteView part, const std::string& whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

TEST(Receiver, HandsOnAMessageInPlace) {
  std::string wire = text("one") + binary("two");
  Receiver receiver{{}};
  receiver.feed(wire);
  for (const std::string_view payload : {"one", "two"}) {
    const auto event = receiver.next();
    ASSERT_TRUE(event);
    const auto& message = std::get<Message>(*event);
    EXPECT_EQ(message.payload, payload);
    EXPECT_TRUE(lies_within(message.payload, wire));
  }
  EXPECT_FALSE(receiver.next());
  EXPECT_EQ(receiver.buffered(), 0U);
  EXPECT_FALSE(receiver.in_message());
}

TEST(Receiver, GivesBackItsBufferOnceTheMessageWasHandedOn) {
  const std::string payload(100'000, 'p');
  const std::string wire = binary(payload);
  std::string head = wire.substr(0, 60'000);
  std::string tail = wire.substr(60'000);
  Receiver receiver{{}};
  receiver.feed(head);
  EXPECT_FALSE(receiver.next());
  EXPECT_TRUE(receiver.in_message());
  EXPECT_EQ(receiver.buffered(), 60'000U - kMaxHeaderSize);
  receiver.feed(tail);
  const auto event = receiver.next();
  ASSERT_TRUE(event);
  EXPECT_EQ(std::get<Message>(*event).payload, payload);
  EXPECT_FALSE(receiver.next());
  EXPECT_EQ(receiver.buffered(), 0U);
  EXPECT_FALSE(receiver.in_message());
}

TEST(Receiver, HoldsNoMoreThanHasArrived) {
  std::string header = binary(std::string(900'000, 'x')).substr(0, kMaxHeaderSize + 10);
  Receiver receiver{{}};
  receiver.feed(header);
  EXPECT_FALSE(receiver.next());
  EXPECT_EQ(receiver.buffered(), 10U);
}

TEST(Receiver, HoldsFragmentsWhileControlFramesPass) {
  Receiver receiver{{}};
  Lines lines;
  receive_into(lines, receiver, text("12345", false));
  EXPECT_EQ(receiver.buffered(), 5U);
  EXPECT_TRUE(receiver.in_message());
  const std::string cut = ping("0123456789");
  receive_into(lines, receiver, cut.substr(0, 10));
  EXPECT_EQ(receiver.buffered(), 9U);
  receive_into(lines, receiver, cut.substr(10));
  EXPECT_EQ(receiver.buffered(), 5U);
  receive_into(lines, receiver, last("6"));
  EXPECT_EQ(receiver.buffered(), 0U);
  EXPECT_EQ(lines, (Lines{"ping:0123456789", "text:123456"}));
}

// Autobahn 9 and 10, with sizes below, at and above the limit.
TEST(Receiver, HoldsTheLimitOfAMessageExactly) {
  const Receiver::Options options{.max_message_size = 1000};
  const std::string fits(1000, 'f');
  const std::string too_big(1001, 't');
  EXPECT_EQ(receive(text(fits), 100, options), Lines{"text:" + fits});
  EXPECT_EQ(receive(text(too_big), 100, options), Lines{"fail:1009"});
  EXPECT_EQ(receive(text(fits.substr(0, 400), false) + last(fits.substr(400)), 64, options),
            Lines{"text:" + fits});
  EXPECT_EQ(receive(text(fits, false) + last("x"), 64, options), Lines{"fail:1009"});
  EXPECT_EQ(receive(text(fits, false) + ping("p") + last(""), 64, options),
            (Lines{"ping:p", "text:" + fits}));
}

TEST(Receiver, TakesLargeMessagesInPiecesOfAnySize) {
  const Receiver::Options options{.max_message_size = 4 << 20};
  const std::string payload(4 << 20, '*');
  const std::string wire = text(payload);
  for (const std::size_t piece : {64UL, 256UL, 4096UL, 65536UL}) {
    EXPECT_EQ(receive(wire, piece, options), Lines{"text:" + payload}) << piece;
  }
  std::string fragments = text("", false);
  for (std::size_t at = 0; at < payload.size(); at += 4096) fragments += more(payload.substr(at, 4096));
  EXPECT_EQ(receive(fragments + last(""), 65536, options), Lines{"text:" + payload});
}

TEST(Receiver, JudgesAHeaderBeforeItsPayload) {
  Receiver receiver{{}};
  Lines lines;
  receive_into(lines, receiver, "\x81\x05"s);  // not masked; not one octet of payload has come
  EXPECT_EQ(lines, Lines{"fail:1002"});
  EXPECT_TRUE(receiver.ended());
}

TEST(Receiver, IgnoresEverythingAfterTheEnd) {
  Receiver receiver{{}};
  Lines lines;
  receive_into(lines, receiver, close() + text("late"));
  receive_into(lines, receiver, text("later"));
  EXPECT_EQ(lines, Lines{"close:1005:"});
  EXPECT_EQ(receiver.buffered(), 0U);
}

TEST(Receiver, AsAClientTakesOnlyUnmaskedFrames) {
  const Receiver::Options client{.role = Role::client};
  EXPECT_EQ(receive("\x81\x05Hello\x89\x00"s, 3, client), (Lines{"text:Hello", "ping:"}));
  EXPECT_EQ(receive(text("Hello"), 3, client), Lines{"fail:1002"});
}

TEST(Receiver, HasAWordForEveryError) {
  for (int i = 0; i < static_cast<int>(ReceiveError::count_); ++i) {
    const auto error = static_cast<ReceiveError>(i);
    EXPECT_FALSE(describe(error).empty()) << i;
    EXPECT_LE(describe(error).size(), kMaxCloseReason);
    EXPECT_TRUE(is_sendable(close_code_of(error)));
  }
}

class RoundTrip : public testing::TestWithParam<Role> {
 protected:
  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
  }

  MaskingKey random_key() {
    MaskingKey key{};
    for (char& c : key) c = static_cast<char>(below(256));
    return key;
  }

  FrameOptions options(bool final) {
    FrameOptions options{.final = final};
    if (GetParam() == Role::server) options.mask = random_key();
    return options;
  }

  std::string random_payload(std::size_t limit) {
    std::string payload(below(below(8) == 0 ? limit : 200), ' ');
    for (char& c : payload) c = static_cast<char>(' ' + below(90));
    return payload;
  }

  void append_message(std::string& wire, Lines& expected) {
    const bool is_binary = below(2) == 0;
    std::string whole;
    const std::size_t fragments = 1 + below(3);
    for (std::size_t i = 0; i < fragments; ++i) {
      const std::string payload = random_payload(70'000);
      const Opcode first = is_binary ? Opcode::binary : Opcode::text;
      append_frame(wire, i == 0 ? first : Opcode::continuation, payload, options(i + 1 == fragments));
      whole += payload;
      if (i + 1 < fragments && below(2) == 0) append_ping(wire, expected);
    }
    expected.push_back((is_binary ? "binary:" : "text:") + whole);
  }

  void append_ping(std::string& wire, Lines& expected) {
    const std::string payload = random_payload(kMaxControlPayload).substr(0, kMaxControlPayload);
    append_frame(wire, Opcode::ping, payload, options(true));
    expected.push_back("ping:" + payload);
  }

  std::mt19937 random_{7};  // NOLINT: the same run every time
};

TEST_P(RoundTrip, WhatIsWrittenIsRead) {
  for (int round = 0; round < 100; ++round) {
    std::string wire;
    Lines expected;
    for (int i = 0; i < 20; ++i) below(4) == 0 ? append_ping(wire, expected) : append_message(wire, expected);

    Receiver receiver{{.role = GetParam()}};
    Lines lines;
    for (std::size_t at = 0; at < wire.size();) {
      const std::size_t piece = 1 + below(below(2) == 0 ? 20'000 : 300);
      receive_into(lines, receiver, wire.substr(at, piece));
      at += piece;
    }
    ASSERT_EQ(lines, expected) << "round " << round;
    EXPECT_EQ(receiver.buffered(), 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(BothWays, RoundTrip, testing::Values(Role::server, Role::client));

// Whatever comes, in whatever pieces: no crash, and the same events.
TEST(Receiver, TakesNoiseTheSameWayWholeAndInPieces) {
  std::mt19937 random{11};  // NOLINT: the same run every time
  for (int round = 0; round < 3000; ++round) {
    std::string wire = round % 2 == 0 ? text("ab", false) + ping("c") + last("d") + text("e") : "";
    const std::size_t noise = random() % 60;
    for (std::size_t i = 0; i < noise; ++i) wire += static_cast<char>(random());
    for (int flips = 0; flips < 2 && !wire.empty(); ++flips)
      wire[random() % wire.size()] ^= static_cast<char>(1U << random() % 8);
    EXPECT_EQ(receive(wire, std::max<std::size_t>(wire.size(), 1)), receive(wire, 1)) << round;
  }
}

}  // namespace
}  // namespace moim::websocket::test
