#include "moim/socketio/memory_adapter.h"

#include <algorithm>

#include "moim/socketio/namespace.h"
#include "moim/socketio/socket.h"

namespace moim::socketio {

void MemoryAdapter::add(Socket& socket, std::string_view room) {
  if (contains(socket, room)) return;
  auto found = rooms_.find(room);
  if (found == rooms_.end()) {
    found = rooms_.try_emplace(std::string{room}).first;
    found->second.name = found->first;
  }
  Room& entered = found->second;
  memberships_[&socket].push_back({&entered, entered.members.size()});
  entered.members.push_back(&socket);
}

void MemoryAdapter::remove(Socket& socket, std::string_view room) {
  const auto found = memberships_.find(&socket);
  if (found == memberships_.end()) return;
  auto& joined = found->second;
  const auto membership = std::ranges::find(joined, room, [](const Membership& m) { return m.room->name; });
  if (membership == joined.end()) return;
  const Membership left = *membership;
  joined.erase(membership);
  if (joined.empty()) memberships_.erase(found);
  remove_from(*left.room, left.position);
}

void MemoryAdapter::remove_all(Socket& socket) {
  const auto memberships = memberships_.extract(&socket);
  if (!memberships) return;
  for (const Membership& membership : memberships.mapped())
    remove_from(*membership.room, membership.position);
}

// The last member takes the free position.
void MemoryAdapter::remove_from(Room& room, std::size_t position) {
  Socket* last = room.members.back();
  room.members.pop_back();
  if (position < room.members.size()) {
    room.members[position] = last;
    for (Membership& membership : memberships_[last]) {
      if (membership.room == &room) membership.position = position;
    }
  }
  if (room.members.empty()) rooms_.erase(rooms_.find(room.name));
}

template <class Use>
void MemoryAdapter::for_each_in(std::string_view room, const Use& use) {
  if (Socket* own = nsp_.reach(room)) use(*own);
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return;
  for (Socket* member : found->second.members) use(*member);
}

// Whoever is left out counts as visited already.
template <class Use>
void MemoryAdapter::for_each(const Selection& selection, const Use& use) {
  ++round_;
  for (const std::string& room : selection.except) {
    for_each_in(room, [this](Socket& socket) { socket.first_visit(round_); });
  }
  const auto visit = [&](Socket& socket) {
    if (&socket != selection.sender && socket.first_visit(round_)) use(socket);
  };
  if (selection.rooms.empty()) return nsp_.for_each_socket(visit);
  for (const std::string& room : selection.rooms) for_each_in(room, visit);
}

void MemoryAdapter::broadcast(const EncodedPacket& packet, const Selection& selection) {
  for_each(selection, [&](Socket& socket) { socket.deliver(packet); });
}

std::vector<std::shared_ptr<Socket>> MemoryAdapter::sockets(const Selection& selection) {
  std::vector<std::shared_ptr<Socket>> chosen;
  for_each(selection, [&](Socket& socket) {
    if (socket.connected()) chosen.push_back(socket.shared_from_this());
  });
  return chosen;
}

std::vector<std::string> MemoryAdapter::rooms_of(const Socket& socket) const {
  std::vector<std::string> names;
  if (const auto found = memberships_.find(&socket); found != memberships_.end()) {
    for (const Membership& membership : found->second) names.emplace_back(membership.room->name);
  }
  return names;
}

std::size_t MemoryAdapter::room_count_of(const Socket& socket) const {
  const auto found = memberships_.find(&socket);
  return found == memberships_.end() ? 0 : found->second.size();
}

bool MemoryAdapter::contains(const Socket& socket, std::string_view room) const {
  const auto found = memberships_.find(&socket);
  return found != memberships_.end() &&
         std::ranges::any_of(found->second, [&](const Membership& m) { return m.room->name == room; });
}

}  // namespace moim::socketio
