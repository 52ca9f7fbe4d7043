#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace moim::fuzz {

/// What libFuzzer hands over, as text.
[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {static_cast<const char*>(static_cast<const void*>(data)), size};
}

/// A copy on the heap that is exactly as long as the text, so that the address sanitizer sees a read or write
/// beyond it.
class Exact {
 public:
  explicit Exact(std::string_view text) : octets_(new char[text.size()]), size_(text.size()) {
    std::ranges::copy(text, octets_.get());
  }
  [[nodiscard]] std::string_view view() const { return {octets_.get(), size_}; }
  [[nodiscard]] std::span<char> span() { return {octets_.get(), size_}; }

 private:
  std::unique_ptr<char[]> octets_;
  std::size_t size_;
};

/// Takes the text up to the next `end` off the front of `rest`, and `end` with it.
[[nodiscard]] inline std::string_view take_until(std::string_view& rest, char end) {
  const std::size_t size = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, size);
  rest.remove_prefix(std::min(size + 1, rest.size()));
  return taken;
}

/// A limit that a script changes: quarters of the `whole`, none to eight, but never nothing.
[[nodiscard]] inline std::size_t portion(std::size_t whole, std::size_t quarters) {
  return std::max<std::size_t>(1, whole * (quarters % 9) / 4);
}

/// Takes one octet off the front of `rest`; 0 when there is none. Digits count from 0, so that a seed can be
/// written by hand.
[[nodiscard]] inline std::uint8_t take_number(std::string_view& rest) {
  if (rest.empty()) return 0;
  const auto octet = static_cast<std::uint8_t>(rest.front() - '0');
  rest.remove_prefix(1);
  return octet;
}

}  // namespace moim::fuzz
