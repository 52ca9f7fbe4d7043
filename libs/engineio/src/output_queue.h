#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "moim/engineio/output.h"

namespace moim::engineio {

/// Outputs in order. The memory is kept from turn to turn.
class OutputQueue {
 public:
  template <class T>
  void push(T&& output) {
    items_.emplace_back(std::forward<T>(output));
  }

  [[nodiscard]] bool empty() const { return items_.empty(); }

  [[nodiscard]] std::optional<Output> pop() {
    if (items_.empty()) return std::nullopt;
    std::optional<Output> first{std::move(items_[head_])};
    if (++head_ == items_.size()) {
      items_.clear();
      head_ = 0;
    }
    return first;
  }

 private:
  std::vector<Output> items_;
  std::size_t head_ = 0;
};

}  // namespace moim::engineio
