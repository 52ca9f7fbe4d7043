#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "vocabulary.h"
#include "web_socket.h"

namespace moim::bench {

/// People in a room: what the base vocabulary allows.
inline constexpr std::size_t kRoomSize = 4;

/// What everyone in a run has in common.
struct Place {
  std::uint16_t port = 0;
  Dialect dialect = Dialect::engineio4;
  std::string rooms = "bench";  ///< how the names of the rooms begin
  bool introduce = false;       ///< everybody offers to whom they find, as the vocabulary has it
};

/// One participant: connects, joins a room, gets to know the others in it, and from then on sends and
/// receives what it is told.
class Person final : private WebSocket::Handler {
 public:
  class Observer {
   public:
    virtual void on_joined(Person& person) = 0;
    /// It knows everyone in its full room, and has an answer to every offer. Only if `Place::introduce` is
    /// set.
    virtual void on_introduced(Person& person) = 0;
    /// A candidate or an offer that is not part of getting to know each other.
    virtual void on_relayed(Person& receiver, std::string_view packet) = 0;
    /// The connection has ended. `clean`: because of `leave`.
    virtual void on_gone(Person& person, bool clean) = 0;

   protected:
    ~Observer() = default;
  };

  Person(Loop& loop, const Place& place, Observer& observer)
      : place_(place), observer_(observer), socket_(loop, *this) {}

  /// Connects and takes `seat` (0 to 3) of room number `room`. False: no connection is to be had, see errno.
  [[nodiscard]] bool enter(std::size_t room, std::size_t seat);
  void leave() { socket_.close(); }
  void send(std::string_view packet) { socket_.send(packet); }
  /// What an Engine.IO 3 client has to send from time to time; nothing in the other dialects.
  void ping();

  /// Its place in the crowd; nothing the server knows of.
  std::size_t index = 0;

  [[nodiscard]] bool joined() const { return joined_; }
  [[nodiscard]] std::size_t room() const { return room_; }
  [[nodiscard]] std::size_t seat() const { return seat_; }
  [[nodiscard]] const std::string& email() const { return email_; }
  /// Only of the floor: which of its slots it gave us.
  [[nodiscard]] std::size_t slot() const { return slot_; }
  /// What this person was told as the public id of the one in `seat`; empty while unknown, always with the
  /// floor.
  [[nodiscard]] const std::string& mate(std::size_t seat) const { return mates_[seat]; }
  /// What this person writes as the sender's id.
  [[nodiscard]] const std::string& own_id() const { return own_id_; }
  [[nodiscard]] const WebSocket& socket() const { return socket_; }

 private:
  void on_open() override;
  void on_text(std::string_view text) override;
  void on_end(bool clean) override { observer_.on_gone(*this, clean); }

  void on_engine_open(std::string_view packet);
  void on_namespace_open(std::string_view packet);
  void on_event(std::string_view packet);
  void on_all_users(std::string_view packet);
  void on_offer(std::string_view packet);
  void meet(std::string_view id, std::string_view email);
  void check_introduced();
  void join();

  const Place& place_;
  Observer& observer_;
  WebSocket socket_;
  std::size_t room_ = 0;
  std::size_t seat_ = 0;
  std::size_t slot_ = 0;
  std::string email_;
  std::string own_id_;
  std::array<std::string, kRoomSize> mates_;
  std::size_t unanswered_ = 0;  // offers of ours
  std::uint32_t entries_ = 0;   // how often it has connected
  bool joined_ = false;
  bool introduced_ = false;
};

}  // namespace moim::bench
