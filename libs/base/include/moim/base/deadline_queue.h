#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "moim/base/time.h"

namespace moim::base {

/// The deadlines of many objects, at most one for each key, earliest first.
/// Setting and clearing cost O(log n); an entry that was moved or cleared is skipped when it surfaces, and
/// the heap is rebuilt when more than half of it is stale, so memory stays proportional to the number of
/// keys.
template <class Key, class Hash = std::hash<Key>>
class DeadlineQueue {
 public:
  /// Arms, moves or (with `kNever`) clears the deadline of `key`.
  void set(const Key& key, TimePoint at) {
    if (at == kNever) return clear(key);
    const auto [entry, added] = armed_.try_emplace(key, at);
    if (!added) {
      if (entry->second == at) return;
      entry->second = at;
    }
    heap_.push_back({at, key});
    std::push_heap(heap_.begin(), heap_.end(), later);
    drop_stale();
  }

  void clear(const Key& key) {
    if (armed_.erase(key) != 0) drop_stale();
  }

  /// The earliest deadline, or `kNever`.
  [[nodiscard]] TimePoint next() const { return heap_.empty() ? kNever : heap_.front().at; }

  /// Takes the earliest key whose deadline is at or before `now`; its deadline is cleared.
  [[nodiscard]] std::optional<Key> pop_due(TimePoint now) {
    if (heap_.empty() || heap_.front().at > now) return std::nullopt;
    Key key = heap_.front().key;
    clear(key);
    return key;
  }

  [[nodiscard]] std::size_t size() const { return armed_.size(); }

 private:
  struct Entry {
    TimePoint at;
    Key key;
  };
  static bool later(const Entry& a, const Entry& b) { return a.at > b.at; }

  [[nodiscard]] bool stale(const Entry& entry) const {
    const auto armed = armed_.find(entry.key);
    return armed == armed_.end() || armed->second != entry.at;
  }

  // Keeps the front always live, so that next() needs no search.
  void drop_stale() {
    if (heap_.size() > 64 && heap_.size() > 2 * armed_.size()) {
      std::erase_if(heap_, [this](const Entry& entry) { return stale(entry); });
      std::make_heap(heap_.begin(), heap_.end(), later);
    }
    while (!heap_.empty() && stale(heap_.front())) {
      std::pop_heap(heap_.begin(), heap_.end(), later);
      heap_.pop_back();
    }
  }

  std::unordered_map<Key, TimePoint, Hash> armed_;
  std::vector<Entry> heap_;
};

}  // namespace moim::base
