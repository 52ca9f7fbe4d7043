#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace moim::rooms {

/// What somebody who was removed is known by. An empty text is known of nobody.
struct Ban {
  std::string id;       ///< the public id, which a seat token proves
  std::string visitor;  ///< see `Visitor::id`
  std::string address;  ///< empty when others who stayed come from there as well
};

/// Who may not come back. Holds the newest `limit` removals: a host must always be able to remove somebody,
/// and that many are out of one person's reach.
class BanList {
 public:
  explicit BanList(std::size_t limit) : limit_{limit} {}

  /// False when the oldest had to make room for it.
  [[nodiscard]] bool add(Ban ban);
  /// Whether any of these was banned.
  [[nodiscard]] bool holds(std::string_view id, std::string_view visitor, std::string_view address) const;
  [[nodiscard]] std::size_t size() const { return bans_.size(); }

 private:
  std::size_t limit_;
  std::vector<Ban> bans_;
};

}  // namespace moim::rooms
