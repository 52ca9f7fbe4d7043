// A chat over Socket.IO. Open http://localhost:3000 in two windows, or connect with socket.io-client.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "moim/crypto/system_random.h"
#include "moim/net/server.h"
#include "moim/socketio/server.h"

#include "page.h"

using namespace moim;

// What a socket carries with it: Socket::data().
struct Guest {
  std::string name;
  std::string room;
};

static Guest& guest_of(socketio::Socket& socket) { return std::any_cast<Guest&>(socket.data()); }

// "join" {name, room}: acknowledged with whether it worked.
static void join(socketio::Event& event) {
  const auto name = event.arg().find("name").value_or(json::View{}).string();
  const auto room = event.arg().find("room").value_or(json::View{}).string();
  if (!name || !room || name->size() > 100 || room->size() > 100) return event.ack(false);
  socketio::Socket& socket = event.socket();
  socket.leave(guest_of(socket).room);
  guest_of(socket) = {*name, *room};
  socket.join(*room);
  event.ack(true);
  socket.nsp().to(*room).emit("joined", *name);
}

// "say" text: passed on to everyone in the room, the text as it came.
static void say(socketio::Event& event) {
  const Guest& guest = guest_of(event.socket());
  if (event.arg().is_string()) event.socket().nsp().to(guest.room).emit("said", guest.name, event.arg());
}

static void run(std::uint16_t port) {
  crypto::SystemRandom random;
  socketio::Server io({}, random);
  io.on_connection([](socketio::Socket& socket) {
    socket.data() = Guest{"someone", "nowhere"};
    socket.on("join", join);
    socket.on("say", say);
    socket.on_disconnecting(
        [&socket](auto) { socket.to(guest_of(socket).room).emit("left", guest_of(socket).name); });
  });

  net::EventLoop loop;
  net::Server server(loop, random, {});
  server.serve(io, {});
  server.serve_http([](const net::HttpRequest& request) -> net::HttpResponse {
    if (request.path != "/") return {.status = 404};
    return {.content_type = "text/html; charset=utf-8", .body = net::HttpBody::of_static(chat_page())};
  });
  std::printf("listening on http://localhost:%u\n", unsigned{server.listen("localhost", port)});
  std::fflush(stdout);
  loop.on_signal(SIGINT, [&] { server.stop(std::chrono::seconds(1), [&] { loop.stop(); }); });
  loop.run();
}

int main(int argc, char** argv) try {
  run(argc > 1 ? static_cast<std::uint16_t>(std::atoi(argv[1])) : std::uint16_t{3000});
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "chat: %s\n", error.what());
  return 1;
}
