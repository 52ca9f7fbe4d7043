#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "moim/engineio/ids.h"

#include "connection.h"

namespace moim::net {

/// All connections by id. An id is a place in the table and how often the place was taken, so finding needs
/// no hash, and no id comes twice.
class ConnectionTable {
 public:
  /// The id for the next connection; `put` must follow.
  [[nodiscard]] engineio::ConnectionId reserve();
  void put(engineio::ConnectionId id, std::unique_ptr<Connection> connection);

  /// Null when it is gone.
  [[nodiscard]] Connection* find(engineio::ConnectionId id) const;
  [[nodiscard]] std::unique_ptr<Connection> take(engineio::ConnectionId id);

  [[nodiscard]] std::size_t size() const { return size_; }

  /// `use` may remove connections.
  template <class Use>
  void for_each(Use&& use) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].connection) use(*places_[i].connection);
    }
  }

 private:
  struct Place {
    std::unique_ptr<Connection> connection;
    std::uint32_t generation = 1;
  };

  std::vector<Place> places_;
  std::vector<std::uint32_t> free_;
  std::size_t size_ = 0;
};

}  // namespace moim::net
