#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moim::net {

/// An IPv4 or IPv6 address. IPv4 is kept as IPv4-mapped IPv6 (RFC 4291 2.5.5.2), so that one client has one
/// address whichever socket it came through.
class Address {
 public:
  using Octets = std::array<std::uint8_t, 16>;

  Address() = default;
  explicit Address(const Octets& octets) : octets_(octets) {}

  /// Text without port or zone: "192.0.2.1", "2001:db8::1", "[2001:db8::1]".
  [[nodiscard]] static std::optional<Address> parse(std::string_view text);

  [[nodiscard]] bool is_v4() const;
  [[nodiscard]] bool is_loopback() const;
  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] const Octets& octets() const { return octets_; }

  /// What limits per address count by: an IPv4 address itself, an IPv6 address's /64, because one subscriber
  /// has at least that many.
  [[nodiscard]] Address subscriber() const;

  auto operator<=>(const Address&) const = default;

 private:
  Octets octets_{};
};

/// An address block: "10.0.0.0/8", "2001:db8::/32", or one address.
class AddressBlock {
 public:
  [[nodiscard]] static std::optional<AddressBlock> parse(std::string_view text);
  [[nodiscard]] bool contains(const Address& address) const;

 private:
  Address base_;
  unsigned bits_ = 128;
};

/// Proxies whose X-Forwarded-* headers are believed.
class TrustedProxies {
 public:
  TrustedProxies() = default;
  explicit TrustedProxies(std::vector<AddressBlock> blocks) : blocks_(std::move(blocks)) {}
  [[nodiscard]] bool contains(const Address& address) const;

 private:
  std::vector<AddressBlock> blocks_;
};

/// The client's address: the peer's, or, where the peer is a trusted proxy, the last address in
/// X-Forwarded-For that is not itself a trusted proxy. Anything further left was written by the client and is
/// not believed; an entry that is no address ends the walk.
[[nodiscard]] Address client_address(const TrustedProxies& trusted, const Address& peer,
                                     std::string_view x_forwarded_for);

/// One entry of X-Forwarded-For: an address, with a port behind it or without: "192.0.2.1:4711",
/// "[2001:db8::1]:4711".
[[nodiscard]] std::optional<Address> parse_forwarded(std::string_view entry);

/// The last element of a comma-separated header: what the nearest proxy added.
[[nodiscard]] std::string_view last_element(std::string_view list);

}  // namespace moim::net

template <>
struct std::hash<moim::net::Address> {
  std::size_t operator()(const moim::net::Address& address) const noexcept {
    const auto& octets = address.octets();
    return std::hash<std::string_view>{}(
        {static_cast<const char*>(static_cast<const void*>(octets.data())), octets.size()});
  }
};
