#include "person.h"

#include <charconv>

namespace moim::bench {
namespace {

// Of little interest, but what an offer and its answer really begin with.
constexpr std::string_view kOffer =
    R"({"type":"offer","sdp":"v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"})";
constexpr std::string_view kAnswer =
    R"({"type":"answer","sdp":"v=0\r\no=- 3 4 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"})";

// Each person comes from one of so many loopback addresses, so that neither ports nor a server's limit per
// address run out.
constexpr std::uint32_t kAddresses = 64;

std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view path_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::engineio3:
      return "/socket.io/?EIO=3&transport=websocket";
    case Dialect::engineio4:
      return "/socket.io/?EIO=4&transport=websocket";
    case Dialect::floor:
      break;
  }
  return "/";
}

}  // namespace

bool Person::enter(std::size_t room, std::size_t seat) {
  room_ = room;
  seat_ = seat;
  email_ = "seat" + std::to_string(seat);
  own_id_.clear();
  for (std::string& mate : mates_) mate.clear();
  unanswered_ = 0;
  joined_ = introduced_ = false;
  const auto source = static_cast<std::uint32_t>(room * kRoomSize + seat) + entries_++;
  return socket_.connect(place_.port, path_of(place_.dialect), 2 + source % kAddresses);
}

void Person::ping() {
  if (place_.dialect == Dialect::engineio3 && joined_) socket_.send("2");
}

void Person::on_open() {
  if (place_.dialect == Dialect::floor) join();
}

void Person::on_text(std::string_view text) {
  if (text.starts_with("42")) return on_event(text);
  if (text.starts_with('0')) return on_engine_open(text);
  if (text.starts_with("40")) return on_namespace_open(text);
  if (text == "2") socket_.send("3");
}

void Person::on_engine_open(std::string_view packet) {
  own_id_ = string_member(packet, "sid");
  if (place_.dialect == Dialect::engineio4) socket_.send("40");
}

void Person::on_namespace_open(std::string_view packet) {
  if (place_.dialect == Dialect::engineio4) own_id_ = string_member(packet, "sid");
  join();
}

void Person::join() { socket_.send(join_room(place_.rooms + std::to_string(room_), email_)); }

void Person::on_event(std::string_view packet) {
  const std::string_view name = event_name(packet);
  if (!joined_) {
    if (name == "all_users") on_all_users(packet);
    if (name == "room_full") socket_.close();
  } else if (name == "getCandidate" || name == "candidate" || name == "offer") {
    observer_.on_relayed(*this, packet);
  } else if (name == "getOffer") {
    if (introduced_ || !place_.introduce) return observer_.on_relayed(*this, packet);
    on_offer(packet);
  } else if (name == "getAnswer") {
    --unanswered_;
    check_introduced();
  }
}

void Person::on_all_users(std::string_view packet) {
  joined_ = true;
  if (place_.dialect == Dialect::floor) {
    slot_ = number(string_member(packet, "id"));
  } else if (place_.introduce) {
    for (std::size_t at = packet.find("{\"id\""); at != std::string_view::npos; at = packet.find("{\"id\"")) {
      packet.remove_prefix(at);
      meet(string_member(packet, "id"), string_member(packet, "email"));
      socket_.send(offer({own_id_, email_, string_member(packet, "id")}, kOffer));
      ++unanswered_;
      packet.remove_prefix(1);
    }
  }
  observer_.on_joined(*this);
}

void Person::on_offer(std::string_view packet) {
  const std::string_view id = string_member(packet, "offerSendID");
  meet(id, string_member(packet, "offerSendEmail"));
  socket_.send(answer({own_id_, email_, id}, kAnswer));
  check_introduced();
}

void Person::meet(std::string_view id, std::string_view email) {
  const std::size_t seat = email.starts_with("seat") ? number(email.substr(4)) : kRoomSize;
  if (seat < kRoomSize && seat != seat_) mates_[seat] = id;
}

void Person::check_introduced() {
  if (introduced_ || unanswered_ > 0) return;
  for (std::size_t seat = 0; seat < kRoomSize; ++seat) {
    if (seat != seat_ && mates_[seat].empty()) return;
  }
  introduced_ = true;
  observer_.on_introduced(*this);
}

}  // namespace moim::bench
