#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>

#include "moim/engineio/ids.h"

namespace moim::net {

/// Connections that have not sent a whole request yet, TLS handshake included, oldest first.
class HandshakeQueue {
 public:
  /// `unfinished(id)` says whether a connection still belongs here.
  template <class Unfinished>
  void add(engineio::ConnectionId id, Unfinished&& unfinished) {
    if (ids_.size() > 2 * count_ + 64) std::erase_if(ids_, [&](auto other) { return !unfinished(other); });
    ids_.push_back(id);
    ++count_;
  }

  /// One of them has its request, or is gone.
  void finish() { --count_; }

  [[nodiscard]] std::size_t size() const { return count_; }

  /// Takes the oldest one.
  template <class Unfinished>
  [[nodiscard]] std::optional<engineio::ConnectionId> take_oldest(Unfinished&& unfinished) {
    while (!ids_.empty()) {
      const auto id = ids_.front();
      ids_.pop_front();
      if (unfinished(id)) return id;
    }
    return std::nullopt;
  }

 private:
  std::deque<engineio::ConnectionId> ids_;
  std::size_t count_ = 0;
};

}  // namespace moim::net
