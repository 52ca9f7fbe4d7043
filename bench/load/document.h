#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace moim::bench {

/// What is relayed: JSON of the kind browsers produce, with a mark in it that says who sends it to whom and
/// the how manyth it is.
enum class DocumentKind : std::uint8_t { candidate, offer };

struct Mark {
  std::size_t sender = 0;
  std::size_t receiver = 0;
  std::uint64_t number = 0;
};

/// Octets of a mark, and of the number it ends with.
inline constexpr std::size_t kMarkSize = 27;
inline constexpr std::size_t kNumberSize = 12;

/// A JSON object of `size` octets, or of the least there can be, with a mark of number 0.
[[nodiscard]] std::string make_document(DocumentKind kind, const Mark& mark, std::size_t size);

/// Where the mark begins in `text`, or npos.
[[nodiscard]] std::size_t find_mark(std::string_view text);
/// The mark at `at`; nullopt if what is there is none.
[[nodiscard]] std::optional<Mark> read_mark(std::string_view text, std::size_t at);
/// Writes `number` into the mark at `at`.
void write_number(std::string& text, std::size_t at, std::uint64_t number);

}  // namespace moim::bench
