#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace moim::socketio {

/// One query parameter or header.
struct Field {
  std::string_view name;
  std::string_view value;
};

/// Query parameters or headers, in the order received; a name may come more than once. All of them lie in one
/// piece of memory: each connection keeps its own for as long as it lives.
class Fields {
 public:
  /// Memory for `fields` fields with `octets` octets in all, taken at once. They are at most 4 GiB.
  void reserve(std::size_t fields, std::size_t octets);
  void add(std::string_view name, std::string_view value);

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  /// Views are valid until the next `add`.
  [[nodiscard]] Field operator[](std::size_t index) const;
  /// The value of the first field of that name, or "".
  [[nodiscard]] std::string_view find(std::string_view name) const;

 private:
  struct Ends {
    std::uint32_t name;
    std::uint32_t value;
  };
  std::string text_;        // names and values, one after the other
  std::vector<Ends> ends_;  // where in it
};

/// Reads "a=b&c=d" with %-escapes and '+' for a space (WHATWG URL 5.1). A malformed escape stays as it is.
[[nodiscard]] Fields read_query(std::string_view query);

}  // namespace moim::socketio
