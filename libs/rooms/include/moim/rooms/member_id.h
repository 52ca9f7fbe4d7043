#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "moim/base/check.h"

namespace moim::rooms {

/// The public id of one participant: what the others call them by. The caller makes it, random and never used
/// twice; it says nothing about a transport session. A type of its own because it names a seat, and a seat is
/// not a connection.
class MemberId {
 public:
  explicit MemberId(std::string value) : value_{std::move(value)} { MOIM_CHECK(!value_.empty()); }

  [[nodiscard]] std::string_view view() const { return value_; }
  [[nodiscard]] auto operator<=>(const MemberId&) const = default;

 private:
  std::string value_;
};

}  // namespace moim::rooms
