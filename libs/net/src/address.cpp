#include "moim/net/address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>

#include "text.h"

namespace moim::net {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t kV4At = kMapped.size();

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  std::array<char, INET6_ADDRSTRLEN> copy{};
  if (text.empty() || text.size() >= copy.size()) return std::nullopt;
  std::ranges::copy(text, copy.begin());
  Octets octets{};
  if (inet_pton(AF_INET6, copy.data(), octets.data()) == 1) return Address(octets);
  std::ranges::copy(kMapped, octets.begin());
  if (inet_pton(AF_INET, copy.data(), octets.data() + kV4At) == 1) return Address(octets);
  return std::nullopt;
}

bool Address::is_v4() const { return std::equal(kMapped.begin(), kMapped.end(), octets_.begin()); }

bool Address::is_loopback() const {
  if (is_v4()) return octets_[kV4At] == 127;
  return octets_.back() == 1 &&
         std::all_of(octets_.begin(), octets_.end() - 1, [](auto o) { return o == 0; });
}

std::string Address::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_v4()) {
    inet_ntop(AF_INET, octets_.data() + kV4At, text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, octets_.data(), text.data(), text.size());
  }
  return text.data();
}

Address Address::subscriber() const {
  if (is_v4()) return *this;
  Octets network{};
  std::copy_n(octets_.begin(), 8, network.begin());
  return Address(network);
}

std::optional<AddressBlock> AddressBlock::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto base = Address::parse(text.substr(0, slash));
  if (!base) return std::nullopt;
  AddressBlock block;
  block.base_ = *base;
  if (slash == std::string_view::npos) return block;
  const std::string_view digits = text.substr(slash + 1);
  const unsigned most = base->is_v4() ? 32 : 128;
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc{} || end != digits.data() + digits.size() || bits > most) return std::nullopt;
  block.bits_ = bits + (128 - most);
  return block;
}

bool AddressBlock::contains(const Address& address) const {
  const std::size_t whole = bits_ / 8;
  const auto& mine = base_.octets();
  const auto& theirs = address.octets();
  if (!std::equal(mine.begin(), mine.begin() + static_cast<std::ptrdiff_t>(whole), theirs.begin()))
    return false;
  const unsigned rest = bits_ % 8;
  return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
}

bool TrustedProxies::contains(const Address& address) const {
  return std::ranges::any_of(blocks_, [&](const AddressBlock& block) { return block.contains(address); });
}

std::string_view last_element(std::string_view list) {
  const std::size_t comma = list.rfind(',');
  return trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

// Some proxies write the client's port as well.
std::optional<Address> parse_forwarded(std::string_view entry) {
  const std::size_t colon = entry.rfind(':');
  if (colon == std::string_view::npos) return Address::parse(entry);
  const std::string_view host = entry.substr(0, colon);
  const bool is_v6_without = host.contains(':') && !host.ends_with(']');
  const bool is_port = entry.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  return Address::parse(is_v6_without || !is_port ? entry : host);
}

Address client_address(const TrustedProxies& trusted, const Address& peer, std::string_view x_forwarded_for) {
  Address client = peer;
  while (trusted.contains(client) && !x_forwarded_for.empty()) {
    const auto next = parse_forwarded(last_element(x_forwarded_for));
    if (!next) break;
    client = *next;
    const std::size_t comma = x_forwarded_for.rfind(',');
    x_forwarded_for = comma == std::string_view::npos ? std::string_view{} : x_forwarded_for.substr(0, comma);
  }
  return client;
}

}  // namespace moim::net
