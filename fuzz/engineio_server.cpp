// Whole Engine.IO sessions: any requests, frames and lost connections in any order, while the application
// sends and closes. See support/network.h for the script and for what has to hold.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "moim/json/validator.h"

#include "support/input.h"
#include "support/network.h"

namespace moim::fuzz {
namespace {

using namespace std::chrono_literals;

/// Beyond the network's verbs:
///
///     s0text   sends text to session 0 (S: binary)
///     c0       closes session 0
///     C        closes all sessions
///     e1       from here on messages are answered: 1 to the sender, 2 to session 0, 4 and the sender is
///     closed
class Talker final : public Application {
 public:
  void attach(Network& network) { network_ = &network; }

  void handle_open(std::size_t, engineio::Version) override {}
  void handle_message(std::size_t session, bool binary, base::ByteView payload) override {
    if ((habit_ & 1U) != 0) network_->send(session, binary, payload);
    if ((habit_ & 2U) != 0) network_->send(0, binary, payload);
    if ((habit_ & 4U) != 0) network_->close(session);
  }
  void handle_close(std::size_t, engineio::CloseReason) override {}

  void handle_command(char verb, std::string_view rest) override {
    if (verb == 'C') return network_->close_all();
    if (verb == 'e') return habit_ = take_number(rest), void();
    if (network_->session_count() == 0) return;
    const std::size_t session = take_number(rest) % network_->session_count();
    if (verb == 'c') network_->close(session);
    if (verb == 'S' || (verb == 's' && json::valid_utf8(rest))) network_->send(session, verb == 'S', rest);
  }

 private:
  Network* network_ = nullptr;
  unsigned habit_ = 0;
};

// Small, so that a short script reaches every limit.
engineio::Options options() {
  engineio::Options options;
  options.ping_interval = 300ms;
  options.ping_timeout = 200ms;
  options.upgrade_timeout = 500ms;
  options.max_payload = 200;
  options.max_queued_bytes = 400;
  options.max_packets_per_payload = 8;
  options.max_sessions = 6;
  options.max_sessions_per_subscriber = 5;
  options.packet_rate = {20, 20};
  options.subscriber_packet_rate = {40, 40};
  options.spare_buffer_bytes = 1000;
  return options;
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  Talker talker;
  Network network{options(), talker};
  talker.attach(network);
  network.run(text_of(data, size));
  return 0;
}
