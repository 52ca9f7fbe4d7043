#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "moim/socketio/packet.h"

#include "signaling/signaling.h"

namespace moim::fuzz {

/// Watches what the signaling tells whom, and holds it to docs/protocol.md: nothing crosses rooms, everybody
/// knows exactly who is in the room with them, somebody who came goes once, and all of it is JSON.
class Witness final : public signaling::Observer {
 public:
  explicit Witness(std::size_t max_participants) : max_participants_(max_participants) {}

  /// From now on a room takes nobody beyond this; who is inside stays.
  void limit(std::size_t max_participants) { max_participants_ = max_participants; }

  void entered(const rooms::Member& member, std::string_view address) override;
  void away(const rooms::Member&) override {}
  void back(const rooms::Member&) override {}
  void exited(const rooms::Member& member, rooms::ExitReason reason) override;
  void moderated(const rooms::Member& host, signaling::Act act, std::string_view target) override;

  /// One message to a session.
  void sent(std::size_t session, bool binary, std::string_view payload);

  /// The public id of who is in that session; empty for somebody in no room.
  [[nodiscard]] std::string_view id_of(std::size_t session) const;

  /// Between two commands: what everybody was told adds up to what is.
  void check(const signaling::Statistics& statistics) const;
  /// A server that ends does not say who leaves.
  void server_ends() { ending_ = true; }

 private:
  using Ids = std::set<std::string>;
  struct Seat {
    std::string id;
    std::string room;
  };

  void door_event(const std::string& name, const nlohmann::json& payload) const;
  void room_event(std::size_t session, const std::string& name, const nlohmann::json& payload);
  void event(std::size_t session, const std::string& name, const nlohmann::json& payload);
  [[nodiscard]] Ids others_in(const std::string& room, std::string_view but) const;

  std::size_t max_participants_;
  std::map<std::size_t, Seat> seats_;  // by session
  std::map<std::size_t, Ids> known_;   // whom each session was told of
  socketio::Options limits_{};         // the client's, wide
  bool ending_ = false;
};

}  // namespace moim::fuzz
