#include "connection_table.h"

#include <utility>

#include "moim/base/check.h"

namespace moim::net {
namespace {

std::uint32_t place_of(engineio::ConnectionId id) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(id));
}

}  // namespace

engineio::ConnectionId ConnectionTable::reserve() {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(places_.size()));
    places_.emplace_back();
  }
  const std::uint32_t place = free_.back();
  return engineio::ConnectionId{std::uint64_t{places_[place].generation} << 32U | place};
}

void ConnectionTable::put(engineio::ConnectionId id, std::unique_ptr<Connection> connection) {
  MOIM_CHECK(!free_.empty() && free_.back() == place_of(id));
  free_.pop_back();
  places_[place_of(id)].connection = std::move(connection);
  ++size_;
}

Connection* ConnectionTable::find(engineio::ConnectionId id) const {
  const std::uint32_t place = place_of(id);
  if (place >= places_.size() || places_[place].generation != static_cast<std::uint64_t>(id) >> 32U)
    return nullptr;
  return places_[place].connection.get();
}

std::unique_ptr<Connection> ConnectionTable::take(engineio::ConnectionId id) {
  MOIM_CHECK(find(id) != nullptr);
  Place& place = places_[place_of(id)];
  ++place.generation;
  free_.push_back(place_of(id));
  --size_;
  return std::exchange(place.connection, nullptr);
}

}  // namespace moim::net
