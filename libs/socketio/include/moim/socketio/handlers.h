#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/base/hash.h"

namespace moim::socketio {

/// Functions to be called in the order they were added. A round of calls sees the list as it was when the
/// round began, so handlers may add and remove handlers.
template <class Function>
class HandlerList {
 public:
  using Snapshot = std::shared_ptr<const std::vector<Function>>;

  void add(Function function) {
    auto copy =
        list_ ? std::make_shared<std::vector<Function>>(*list_) : std::make_shared<std::vector<Function>>();
    copy->push_back(std::move(function));
    list_ = std::move(copy);
  }
  void clear() { list_.reset(); }
  [[nodiscard]] bool empty() const { return !list_; }
  [[nodiscard]] Snapshot snapshot() const { return list_; }

  template <class... Args>
  void call(Args&&... args) const {
    if (const Snapshot list = list_) {
      for (const Function& function : *list) function(args...);
    }
  }

 private:
  Snapshot list_;
};

template <class Function>
using HandlerTable = base::StringMap<HandlerList<Function>>;

}  // namespace moim::socketio
