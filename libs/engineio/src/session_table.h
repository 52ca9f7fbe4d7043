#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "session.h"

namespace moim::engineio {

/// All open sessions, found by id (an index and how often it was used) or by the `sid` on the wire.
class SessionTable {
 public:
  /// The id the next session added must have.
  [[nodiscard]] SessionId next_id();
  Session& add(std::unique_ptr<Session> session);
  void remove(const Session& session);

  [[nodiscard]] Session* find(SessionId id) const;
  [[nodiscard]] Session* find(std::string_view sid) const;
  [[nodiscard]] std::size_t size() const { return by_sid_.size(); }

  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const Slot& slot : slots_) {
      if (slot.session) visit(*slot.session);
    }
  }

 private:
  struct Slot {
    std::unique_ptr<Session> session;
    std::uint32_t generation = 1;
  };
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::unordered_map<std::string_view, Session*> by_sid_;  // keys are the sessions' own
};

}  // namespace moim::engineio
