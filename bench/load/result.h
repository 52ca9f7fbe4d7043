#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace moim::bench {

/// What a run measured, as one line of JSON.
class Result {
 public:
  void add(std::string_view name, std::string_view text);
  void add(std::string_view name, double number);
  template <std::unsigned_integral Number>
  void add(std::string_view name, Number number) {
    append(name, std::to_string(number));
  }

  [[nodiscard]] std::string line() const { return "{" + members_ + "}"; }

 private:
  void append(std::string_view name, std::string_view json);

  std::string members_;
};

}  // namespace moim::bench
