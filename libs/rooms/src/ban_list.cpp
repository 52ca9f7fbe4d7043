#include "moim/rooms/ban_list.h"

#include <algorithm>
#include <utility>

namespace moim::rooms {
namespace {

bool same(std::string_view banned, std::string_view text) { return !banned.empty() && banned == text; }

}  // namespace

bool BanList::add(Ban ban) {
  bans_.push_back(std::move(ban));
  if (bans_.size() <= limit_) return true;
  bans_.erase(bans_.begin());
  return false;
}

bool BanList::holds(std::string_view id, std::string_view visitor, std::string_view address) const {
  return std::ranges::any_of(bans_, [&](const Ban& ban) {
    return same(ban.id, id) || same(ban.visitor, visitor) || same(ban.address, address);
  });
}

}  // namespace moim::rooms
