#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "moim/base/hash.h"
#include "moim/socketio/adapter.h"

namespace moim::socketio {

/// The rooms of one process. Joining and leaving cost the number of rooms the socket is in, broadcasting the
/// number of members; a broadcast allocates nothing. An empty room leaves nothing behind.
class MemoryAdapter final : public Adapter {
 public:
  /// `nsp` outlives it.
  explicit MemoryAdapter(Namespace& nsp) : nsp_(nsp) {}

  void add(Socket& socket, std::string_view room) override;
  void remove(Socket& socket, std::string_view room) override;
  void remove_all(Socket& socket) override;
  void broadcast(const EncodedPacket& packet, const Selection& selection) override;
  [[nodiscard]] std::vector<std::shared_ptr<Socket>> sockets(const Selection& selection) override;
  [[nodiscard]] std::vector<std::string> rooms_of(const Socket& socket) const override;
  [[nodiscard]] std::size_t room_count_of(const Socket& socket) const override;
  [[nodiscard]] bool contains(const Socket& socket, std::string_view room) const override;
  [[nodiscard]] std::size_t room_count() const override { return rooms_.size(); }

 private:
  struct Room {
    std::string_view name;  // the key it is found by
    std::vector<Socket*> members;
  };
  // Where in a room's list a socket stands, so that leaving needs no search through a big room.
  struct Membership {
    Room* room;
    std::size_t position;
  };

  template <class Use>
  void for_each(const Selection& selection, const Use& use);
  template <class Use>
  void for_each_in(std::string_view room, const Use& use);
  void remove_from(Room& room, std::size_t position);

  Namespace& nsp_;
  base::StringMap<Room> rooms_;
  std::unordered_map<const Socket*, std::vector<Membership>> memberships_;
  std::uint64_t round_ = 0;
};

}  // namespace moim::socketio
