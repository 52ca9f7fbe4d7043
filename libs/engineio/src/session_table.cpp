#include "session_table.h"

#include <utility>

#include "moim/base/check.h"

namespace moim::engineio {
namespace {

SessionId make_id(std::uint32_t index, std::uint32_t generation) {
  return SessionId{std::uint64_t{generation} << 32U | index};
}
std::uint32_t index_of(SessionId id) { return static_cast<std::uint32_t>(id); }
std::uint32_t generation_of(SessionId id) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(id) >> 32U);
}

}  // namespace

SessionId SessionTable::next_id() {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  return make_id(free_.back(), slots_[free_.back()].generation);
}

Session& SessionTable::add(std::unique_ptr<Session> session) {
  MOIM_CHECK(session->id() == next_id());
  Slot& slot = slots_[free_.back()];
  const bool added = by_sid_.emplace(session->sid(), session.get()).second;
  MOIM_CHECK(added);
  free_.pop_back();
  slot.session = std::move(session);
  return *slot.session;
}

void SessionTable::remove(const Session& session) {
  const std::uint32_t index = index_of(session.id());
  by_sid_.erase(session.sid());
  slots_[index].session.reset();
  // A slot whose generations are used up is retired, so that no id ever comes twice.
  if (++slots_[index].generation != 0) free_.push_back(index);
}

Session* SessionTable::find(SessionId id) const {
  const std::uint32_t index = index_of(id);
  if (index >= slots_.size() || slots_[index].generation != generation_of(id)) return nullptr;
  return slots_[index].session.get();
}

Session* SessionTable::find(std::string_view sid) const {
  const auto found = by_sid_.find(sid);
  return found == by_sid_.end() ? nullptr : found->second;
}

}  // namespace moim::engineio
