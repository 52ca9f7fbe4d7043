// A Socket.IO server with an application that uses all of it: namespaces, middleware that answers later,
// rooms, broadcasts, acknowledgements in both directions, disconnecting in the midst of it. The input is a
// script of lines, each a verb and what it applies to:
//
//     o5       a connection of revision 5 opens (o4)
//     f0text   text message on connection 0 (x: binary)
//     d0       connection 0 ends
//     t5       500 ms pass
//     n0       the middleware lets the first who waits pass (N: refuses)
//     a0       the application gives an acknowledgement it kept
//     e0       the application asks socket 0 for an acknowledgement (E: tells everybody in room 0)
//     l0       the application disconnects socket 0 (L: with its connection)
//     m2       every limit is half of what it was in the beginning (0 to 8: quarters of it)
//     Z        the server shuts down
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "moim/base/check.h"
#include "moim/socketio/packet.h"
#include "moim/socketio/server.h"

#include "support/input.h"
#include "support/repeatable_random.h"

namespace moim::fuzz {
namespace {

using namespace std::chrono_literals;
using namespace socketio;

constexpr std::size_t kMostLines = 200;
constexpr std::size_t kMostConnections = 6;

/// Reads what the server sends as a client would: packets that parse, followed by their attachments, and
/// nothing after the end.
class Receiver final : public Outbox {
 public:
  void send(ConnectionId connection, bool binary, base::ByteView payload) override {
    Client& client = clients_[connection];
    MOIM_CHECK(!client.closed);
    if (binary) {
      MOIM_CHECK(client.attachments > 0);
      --client.attachments;
      return;
    }
    MOIM_CHECK(client.attachments == 0);
    const auto packet = parse_packet(payload, {});
    MOIM_CHECK(packet.has_value());
    client.attachments = packet->attachments;
    if (!packet->data.empty()) MOIM_CHECK(validator_.validate(packet->data).has_value());
  }
  void close(ConnectionId connection) override {
    Client& client = clients_[connection];
    MOIM_CHECK(!client.closed && client.attachments == 0);
    client.closed = true;
  }
  [[nodiscard]] bool closed(ConnectionId connection) { return clients_[connection].closed; }
  void forget(ConnectionId connection) { clients_.erase(connection); }

 private:
  struct Client {
    std::size_t attachments = 0;  // still to come
    bool closed = false;
  };
  std::map<ConnectionId, Client> clients_;
  json::Validator validator_;
};

/// What an application does with it.
class Room {
 public:
  explicit Room(Server& server) : server_(server) {
    serve(server.of("/"));
    serve(server.of("/chat"));
    server.of("/chat").use([this](Socket& socket, Next next) {
      const auto token = socket.auth().find("token");
      if (token && token->equals("yes")) return next();
      if (token && token->equals("no")) return next.refuse("no", socket.auth());
      waiting_.push_back(std::move(next));
    });
    server.of("/chat").use([](Socket&, Next next) { next(); });
  }

  void command(char verb, std::string_view rest) {
    const std::size_t which = take_number(rest);
    if (verb == 'n' || verb == 'N') return answer_middleware(verb == 'n');
    if (verb == 'a' && !acks_.empty()) {
      Ack ack = std::move(acks_.back());
      acks_.pop_back();
      return ack("late", Binary{"octets"});
    }
    if (verb == 'E') return server_.to(std::to_string(which % 3)).emit("all", Binary{"octets"}, 1.5, "text");
    const auto socket = sockets_.empty() ? nullptr : sockets_[which % sockets_.size()].lock();
    if (!socket) return;
    if (verb == 'e') ask(*socket);
    if (verb == 'l') socket->disconnect();
    if (verb == 'L') socket->disconnect(true);
  }

  void check_empty() const { MOIM_CHECK(connected_ == 0 && asked_ == 0); }

 private:
  void serve(Namespace& nsp) {
    nsp.on_connection([this](Socket& socket) {
      ++connected_;
      sockets_.push_back(socket.weak_from_this());
      socket.on_disconnect([this](DisconnectReason) { --connected_; });
      socket.on("own", [this, &socket](Event& event) {
        ask(socket);
        event.ack(event.args());
      });
    });
    nsp.on_event("echo", [](Event& event) {
      event.socket().emit("echo", event.args());
      event.ack(event.args(), Binary{"more"});
    });
    nsp.on_event("join", [](Event& event) { event.socket().join(event.arg().string().value_or("0")); });
    nsp.on_event("leave", [](Event& event) { event.socket().leave(event.arg().string().value_or("0")); });
    nsp.on_event("say", [](Event& event) {
      event.socket().to(event.arg().string().value_or("0")).emit("said", Binary{"first"}, event.args());
    });
    nsp.on_event("others", [](Event& event) { event.socket().broadcast().emit("said", event.args()); });
    nsp.on_event("keep", [this](Event& event) { acks_.push_back(event.take_ack()); });
    nsp.on_event("quit",
                 [](Event& event) { event.socket().disconnect(event.arg().boolean().value_or(false)); });
    nsp.on_event("evict", [this](Event&) { server_.to("0").disconnect_sockets(true); });
    nsp.on_unhandled([](Event& event) { event.ack(event.name(), event.args().size()); });
  }

  void ask(Socket& socket) {
    ++asked_;
    socket.timeout(1s).emit_with_ack("ask", [this](std::expected<Args, AckError>) { --asked_; }, "really?");
  }

  void answer_middleware(bool pass) {
    if (waiting_.empty()) return;
    Next next = std::move(waiting_.back());
    waiting_.pop_back();
    pass ? next() : next.refuse("not today");
  }

  Server& server_;
  std::vector<std::weak_ptr<Socket>> sockets_;
  std::vector<Next> waiting_;
  std::vector<Ack> acks_;
  int connected_ = 0;
  int asked_ = 0;
};

Options options() {
  Options options;
  options.connect_timeout = 2s;
  options.attachment_timeout = 1s;
  options.max_namespaces = 2;
  options.max_auth_bytes = 40;
  options.max_attachments = 3;
  options.max_attachment_bytes = 50;
  options.max_pending_acks = 3;
  options.max_rooms_per_socket = 2;
  return options;
}

Options options(std::size_t quarters) {
  Options changed = options();
  for (auto* limit :
       {&changed.max_namespaces, &changed.max_auth_bytes, &changed.max_attachments,
        &changed.max_attachment_bytes, &changed.max_pending_acks, &changed.max_rooms_per_socket}) {
    *limit = portion(*limit, quarters);
  }
  if (quarters % 2 != 0) changed.max_waiting_bytes = 60;
  return changed;
}

class World {
 public:
  World() { server_.attach(receiver_); }

  void run(std::string_view script) {
    for (std::size_t line = 0; line < kMostLines && !script.empty(); ++line) play(take_until(script, '\n'));
    while (!connections_.empty()) close(0);
    advance(60s);
    MOIM_CHECK(server_.connection_count() == 0 && server_.next_deadline() == base::kNever);
    room_.check_empty();
  }

 private:
  void play(std::string_view line) {
    if (line.empty()) return;
    const char verb = line.front();
    std::string_view rest = line.substr(1);
    if (verb == 'o') return open(rest.starts_with('4') ? Revision::v4 : Revision::v5);
    if (verb == 't') return advance(take_number(rest) * 100ms);
    if (verb == 'Z') return server_.shut_down();
    if (verb == 'm') return server_.set_options(options(take_number(rest)));
    if (verb != 'f' && verb != 'x' && verb != 'd') {
      server_.set_time(now_);
      return room_.command(verb, rest);
    }
    if (connections_.empty()) return;
    const std::size_t which = take_number(rest) % connections_.size();
    if (verb == 'd') return close(which);
    const Exact payload{rest};
    server_.handle_message(now_, connections_[which], verb == 'x', payload.view());
  }

  void open(Revision revision) {
    if (connections_.size() >= kMostConnections) return;
    Handshake handshake;
    handshake.revision = revision;
    connections_.push_back(ConnectionId{++opened_});
    server_.handle_open(now_, connections_.back(), std::move(handshake));
  }

  void close(std::size_t which) {
    const ConnectionId connection = connections_[which];
    connections_.erase(connections_.begin() + static_cast<std::ptrdiff_t>(which));
    server_.handle_close(now_, connection, TransportClose::closed);
    receiver_.forget(connection);
  }

  void advance(base::Duration duration) {
    const base::TimePoint end = now_ + duration;
    while (server_.next_deadline() <= end) {
      now_ = std::max(now_, server_.next_deadline());
      server_.handle_timeout(now_);
    }
    now_ = end;
  }

  RepeatableRandom random_;
  Receiver receiver_;
  Server server_{options(), random_};
  Room room_{server_};
  base::TimePoint now_{};
  std::vector<ConnectionId> connections_;
  std::uint64_t opened_ = 0;
};

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  moim::fuzz::World world;
  world.run(moim::fuzz::text_of(data, size));
  return 0;
}
