#include "moim/net/subscriber_table.h"

#include <algorithm>

namespace moim::net {

using base::TimePoint;

bool SubscriberTable::add_connection(TimePoint now, const Address& peer, std::size_t limit) {
  std::size_t& connections = entry(now, peer).connections;
  if (connections >= limit) return false;
  ++connections;
  return true;
}

void SubscriberTable::remove_connection(const Address& peer) {
  const auto found = entries_.find(peer.subscriber());
  if (found != entries_.end() && found->second.connections > 0) --found->second.connections;
}

std::shared_ptr<engineio::Subscriber> SubscriberTable::share(TimePoint now, const Address& client) {
  auto& shared = entry(now, client).shared;
  if (!shared) shared = std::make_shared<engineio::Subscriber>();
  return shared;
}

void SubscriberTable::refill() {
  for (const auto& [address, entry] : entries_) {
    if (entry.shared) entry.shared->packets.refill();
  }
}

SubscriberTable::Entry& SubscriberTable::entry(TimePoint now, const Address& address) {
  if (entries_.size() >= forget_at_) forget_idle(now);
  return entries_[address.subscriber()];
}

// An address is kept until its allowance is whole again, or closing and opening connections would refill it.
// Looked for each time the table has doubled, so that the search costs each entry little and the table stays
// in proportion to who is there.
void SubscriberTable::forget_idle(TimePoint now) {
  std::erase_if(entries_, [now](const auto& item) {
    const Entry& entry = item.second;
    if (entry.connections > 0) return false;
    return !entry.shared || (entry.shared->sessions == 0 && entry.shared->packets.full(now));
  });
  forget_at_ = std::max<std::size_t>(64, 2 * entries_.size());
}

}  // namespace moim::net
