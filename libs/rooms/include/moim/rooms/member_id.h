#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "moim/base/check.h"

namespace moim::rooms {

/// The public id of one participant: what the others call them by. The caller makes it, random and never used
/// twice; it says nothing about a transport session. A type of its own because it names a seat, and a seat is
/// not a connection. Held in place: each relayed message asks for two of them, which are in nobody's cache
/// when there are a thousand people.
class MemberId {
 public:
  static constexpr std::size_t kMaxSize = 31;  ///< octets

  explicit MemberId(std::string_view value) : size_{static_cast<std::uint8_t>(value.size())} {
    MOIM_CHECK(!value.empty() && value.size() <= kMaxSize);
    value.copy(octets_.data(), value.size());
  }

  [[nodiscard]] std::string_view view() const { return {octets_.data(), size_}; }
  [[nodiscard]] auto operator<=>(const MemberId&) const = default;

 private:
  std::array<char, kMaxSize> octets_{};
  std::uint8_t size_;
};

}  // namespace moim::rooms
