// Whether the generator sees that a server passes a message on under another sender's name. People know each
// other's ids only from a server, so there is a small one here.
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "moim/websocket/frame.h"

#include "traffic.h"

namespace moim::bench {
namespace {

/// Lets one person in and tells them who is in the room.
class Host {
 public:
  Host() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener_, 1), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port = ntohs(address.sin_port);
  }
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  ~Host() {
    ::close(listener_);
    ::close(guest_);
  }

  /// Reads the request for a WebSocket, turning the guest's loop, and answers it.
  void welcome(Loop& loop) {
    guest_ = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    ASSERT_GE(guest_, 0);
    std::string request;
    while (request.find("\r\n\r\n") == std::string::npos) {
      loop.turn(kMillisecond);
      std::string piece(4096, '\0');
      const ssize_t count = ::recv(guest_, piece.data(), piece.size(), MSG_DONTWAIT);
      if (count > 0) request.append(piece, 0, static_cast<std::size_t>(count));
    }
    // The guest's key is the one of RFC 6455 1.3, and so is the answer.
    EXPECT_NE(request.find("dGhlIHNhbXBsZSBub25jZQ=="), std::string::npos);
    send("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
  }
  void say(std::string_view packet) {
    std::string frame;
    websocket::append_frame(frame, websocket::Opcode::text, packet);
    send(frame);
  }

  std::uint16_t port = 0;

 private:
  void send(std::string_view octets) const {
    EXPECT_EQ(::send(guest_, octets.data(), octets.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(octets.size()));
  }

  int listener_;
  int guest_ = -1;
};

TEST(Traffic, AMessageUnderAnotherSendersIdIsSeen) {
  Host host;
  Loop loop{now() + 20 * kSecond};
  Crowd crowd{loop, {.port = host.port, .introduce = true}, kRoomSize};
  crowd.start_some(1);
  host.welcome(loop);
  host.say(R"(0{"sid":"engine"})");
  host.say(R"(40{"sid":"own"})");
  host.say(R"(42["all_users",[{"id":"second","email":"seat1"},{"id":"third","email":"seat2"},)"
           R"({"id":"fourth","email":"seat3"}]])");
  while (crowd.joined() == 0) loop.turn(kMillisecond);
  const Person& receiver = crowd[0];
  ASSERT_EQ(receiver.mate(3), "fourth");

  Traffic traffic{crowd, {.bytes = 0}};
  constexpr std::size_t kSender = 3;  // the last of a room sends to its first
  const std::string document = make_document(DocumentKind::candidate, {kSender, 0, 0}, 0);
  const auto packet = [&](std::string_view id) { return candidate({id, "", ""}, document); };
  const auto arrives = [&](std::string_view id) { return traffic.receive(receiver, packet(id)).has_value(); };
  traffic.send(kSender);
  for (const std::string_view other : {"second", "third", "own", ""}) EXPECT_FALSE(arrives(other)) << other;
  EXPECT_EQ(traffic.wrong_sender(), 4U);
  EXPECT_EQ(traffic.wrong(), 4U) << "and nothing else was wrong";
  EXPECT_EQ(traffic.received(), 0U);
  EXPECT_TRUE(arrives("fourth"));
  EXPECT_EQ(traffic.wrong(), 4U);
}

}  // namespace
}  // namespace moim::bench
