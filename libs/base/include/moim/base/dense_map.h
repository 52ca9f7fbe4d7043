#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

namespace moim::base {

/// A map whose keys are 64-bit ids with a small number in their low 32 bits, each in use by one id at a time:
/// a place in a table, with how often it was taken in the high bits. The low bits are the index, so finding
/// costs one look at memory where a hash costs three. References stay valid until their entry is erased.
/// Memory is proportional to the greatest index ever used.
template <class Id, class Value>
class DenseMap {
 public:
  /// Null if there is no such entry.
  [[nodiscard]] Value* find(Id id) {
    const std::size_t index = index_of(id);
    if (index >= slots_.size()) return nullptr;
    Slot& slot = slots_[index];
    return slot.value && slot.id == id ? &*slot.value : nullptr;
  }
  [[nodiscard]] const Value* find(Id id) const { return const_cast<DenseMap&>(*this).find(id); }

  /// Adds an entry made of `arguments` and returns it and true; or the one that is there, and false. Null and
  /// false if another id has its place.
  template <class... Arguments>
  std::pair<Value*, bool> try_emplace(Id id, Arguments&&... arguments) {
    const std::size_t index = index_of(id);
    if (index >= slots_.size()) slots_.resize(index + 1);
    Slot& slot = slots_[index];
    if (slot.value) return {slot.id == id ? &*slot.value : nullptr, false};
    slot.id = id;
    slot.value.emplace(std::forward<Arguments>(arguments)...);
    ++size_;
    return {&*slot.value, true};
  }

  bool erase(Id id) {
    if (find(id) == nullptr) return false;
    slots_[index_of(id)].value.reset();
    --size_;
    return true;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  /// Visits all entries by ascending place. `visit` may erase entries, but must not add any.
  template <class Visit>
  void for_each(Visit&& visit) {
    for (Slot& slot : slots_) {
      if (slot.value) visit(slot.id, *slot.value);
    }
  }

 private:
  struct Slot {
    Id id{};
    std::optional<Value> value;
  };
  static std::size_t index_of(Id id) { return static_cast<std::uint32_t>(static_cast<std::uint64_t>(id)); }

  std::deque<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace moim::base
