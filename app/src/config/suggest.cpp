#include "config/suggest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace moim::app {
namespace {

// Letters to insert, delete or replace to get from one word to the other (Levenshtein).
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string suggest(std::string_view typed, std::span<const std::string> known) {
  std::string nearest;
  std::size_t least = typed.size() / 3 + 1;  // beyond a third of the letters it is another word
  for (const std::string& word : known) {
    const bool begins = typed.size() >= 4 && word.starts_with(typed);
    const std::size_t d = begins ? 0 : distance(typed, word);
    if (d < least || (d == least && nearest.empty())) {
      least = d;
      nearest = word;
    }
  }
  return nearest;
}

std::string did_you_mean(std::string_view typed, std::span<const std::string> known) {
  const std::string nearest = suggest(typed, known);
  return nearest.empty() ? "" : " Did you mean " + nearest + "?";
}

}  // namespace moim::app
