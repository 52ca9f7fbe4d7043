// The whole server without its sockets: octets on Engine.IO sessions become Socket.IO events, room commands
// and what the others are told. See support/network.h for the script, support/witness.h for what has to hold.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "moim/socketio/server.h"

#include "signaling/signaling.h"
#include "support/input.h"
#include "support/network.h"
#include "support/witness.h"

namespace moim::fuzz {
namespace {

using namespace std::chrono_literals;

// Small, so that a short script reaches every limit.
constexpr std::size_t kMaxParticipants = 3;

signaling::Options signaling_options() {
  return {.rooms = {.max_participants = kMaxParticipants,
                    .max_rooms = 2,
                    .max_room_id = 8,
                    .max_label = 8,
                    .max_waiting = 2,
                    .waiting_time = 3s,
                    .max_bans = 2,
                    .knock_rate = {1, 4},
                    .max_guessers = 2,
                    .max_chat_messages = 2,
                    .max_chat_bytes_in_all = 600},
          .ice_servers = {{{"stun:stun.example.org"}, "", ""}},
          .seat_hold = {}};  // the witness knows who is there by their sessions
}

socketio::Options socketio_options() {
  socketio::Options options;
  options.connect_timeout = 2s;
  options.max_attachments = 3;
  options.max_attachment_bytes = 100;
  options.max_auth_bytes = 50;
  options.max_namespaces = 2;
  return options;
}

engineio::Options engineio_options() {
  engineio::Options options;
  options.ping_interval = 2s;
  options.ping_timeout = 1s;
  options.max_payload = 500;
  options.max_queued_bytes = 2'000;
  options.max_sessions = 8;
  return options;
}

socketio::TransportClose to_transport_close(engineio::CloseReason reason) {
  switch (reason) {
    case engineio::CloseReason::ping_timeout:
      return socketio::TransportClose::ping_timeout;
    case engineio::CloseReason::parse_error:
      return socketio::TransportClose::parse_error;
    case engineio::CloseReason::overflow:
      return socketio::TransportClose::overflow;
    default:
      return socketio::TransportClose::closed;
  }
}

signaling::Options signaling_options(std::size_t quarters) {
  signaling::Options options = signaling_options();
  rooms::Options& rooms = options.rooms;
  for (auto* limit :
       {&rooms.max_participants, &rooms.max_rooms, &rooms.max_room_id, &rooms.max_label, &rooms.max_waiting,
        &rooms.max_bans, &rooms.max_guessers, &rooms.max_chat_messages, &rooms.max_chat_bytes_in_all}) {
    *limit = portion(*limit, quarters);
  }
  if (quarters % 2 != 0) rooms.chat_rate = rooms.reaction_rate = {1, 1};
  return options;
}

socketio::Options socketio_options(std::size_t quarters) {
  socketio::Options options = socketio_options();
  for (auto* limit : {&options.max_attachments, &options.max_attachment_bytes, &options.max_auth_bytes,
                      &options.max_namespaces}) {
    *limit = portion(*limit, quarters);
  }
  return options;
}

/// Beyond the network's verbs: `Z` shuts the server down. In what clients send, `@0` stands for the public id
/// of the participant in session 0.
class Site final : public Application, socketio::Outbox {
 public:
  Site()
      : server_(socketio_options(), random_),
        witness_(kMaxParticipants),
        signaling_(server_, signaling_options(),
                   {random_, crypto::Sealer{std::string(crypto::Sealer::kMinKeyOctets, 'k')},
                    [] { return signaling::WallTime{}; },
                    [](std::string_view address) { return std::string{address}; }},
                   witness_) {
    server_.attach(*this);
  }

  void attach(Network& network) { network_ = &network; }

  void handle_open(std::size_t session, engineio::Version version) override {
    socketio::Handshake handshake;
    handshake.revision = version == engineio::Version::v3 ? socketio::Revision::v4 : socketio::Revision::v5;
    handshake.address = std::to_string(session);
    server_.handle_open(network_->now(), to_connection(session), std::move(handshake));
    check();
  }
  void handle_message(std::size_t session, bool binary, base::ByteView payload) override {
    server_.handle_message(network_->now(), to_connection(session), binary, payload);
    check();
  }
  void handle_close(std::size_t session, engineio::CloseReason reason) override {
    server_.handle_close(network_->now(), to_connection(session), to_transport_close(reason));
    check();
  }
  [[nodiscard]] base::TimePoint next_deadline() const override {
    return std::min(server_.next_deadline(), signaling_.next_deadline());
  }
  void handle_timeout(base::TimePoint now) override {
    server_.handle_timeout(now);
    signaling_.handle_timeout(now);
    check();
  }
  void handle_limits(std::size_t quarters) override {
    const signaling::Options options = signaling_options(quarters);
    server_.set_options(socketio_options(quarters));
    signaling_.set_options(options);
    witness_.limit(options.rooms.max_participants);
    check();
  }
  [[nodiscard]] std::string expand(std::string_view sent) const override {
    std::string expanded;
    while (!sent.empty()) {
      expanded += take_until(sent, '@');
      if (!sent.empty()) expanded += witness_.id_of(take_number(sent));
    }
    return expanded;
  }
  void handle_command(char verb, std::string_view) override {
    if (verb != 'Z') return;
    witness_.server_ends();
    server_.shut_down();
    check();
  }

  /// After everybody is gone.
  void check_empty() const {
    MOIM_CHECK(server_.connection_count() == 0 && server_.next_deadline() == base::kNever);
    const signaling::Statistics left = signaling_.statistics();
    MOIM_CHECK(left.members == 0 && left.rooms == 0 && left.waiting == 0 && left.chat_bytes == 0);
    MOIM_CHECK(signaling_.next_deadline() == base::kNever);
  }

 private:
  static socketio::ConnectionId to_connection(std::size_t session) { return socketio::ConnectionId{session}; }

  void send(socketio::ConnectionId connection, bool binary, base::ByteView payload) override {
    witness_.sent(static_cast<std::size_t>(connection), binary, payload);
    network_->send(static_cast<std::size_t>(connection), binary, payload);
  }
  void close(socketio::ConnectionId connection) override {
    network_->close(static_cast<std::size_t>(connection));
  }

  void check() const { witness_.check(signaling_.statistics()); }

  RepeatableRandom random_;
  socketio::Server server_;
  Witness witness_;
  signaling::Signaling signaling_;
  Network* network_ = nullptr;
};

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  Site site;
  Network network{engineio_options(), site};
  site.attach(network);
  network.run(text_of(data, size));
  site.check_empty();
  return 0;
}
