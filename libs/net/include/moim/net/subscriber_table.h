#pragma once

#include <cstddef>
#include <memory>
#include <unordered_map>

#include "moim/base/time.h"
#include "moim/engineio/subscriber.h"
#include "moim/net/address.h"

namespace moim::net {

/// What is counted by address (`Address::subscriber`): open connections, and what all sessions of one address
/// share.
class SubscriberTable {
 public:
  /// False when the address has `limit` connections.
  [[nodiscard]] bool add_connection(base::TimePoint now, const Address& peer, std::size_t limit);
  void remove_connection(const Address& peer);

  /// For the sessions of that address.
  [[nodiscard]] std::shared_ptr<engineio::Subscriber> share(base::TimePoint now, const Address& client);

  /// Everybody may send again as much as somebody new.
  void refill();

  /// Addresses known.
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::size_t connections = 0;
    std::shared_ptr<engineio::Subscriber> shared;  // none before the first session
  };
  Entry& entry(base::TimePoint now, const Address& address);
  void forget_idle(base::TimePoint now);

  std::unordered_map<Address, Entry> entries_;
  std::size_t forget_at_ = 64;  // entries at which to look for idle ones again
};

}  // namespace moim::net
