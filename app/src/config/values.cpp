#include "config/values.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>

#include "moim/crypto/sealer.h"
#include "moim/net/address.h"

#include "config/url.h"

namespace moim::app {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

constexpr Unit kSizeUnits[] = {{"", 1},
                               {"kB", 1'000},
                               {"MB", 1'000'000},
                               {"GB", 1'000'000'000},
                               {"KiB", 1U << 10U},
                               {"MiB", 1U << 20U},
                               {"GiB", 1U << 30U}};
constexpr Unit kTimeUnits[] = {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}};

constexpr std::string_view kLogLevels[] = {"debug", "info", "warn", "error", "off"};
constexpr std::string_view kLogFormats[] = {"text", "json"};
constexpr std::string_view kOpeners[] = {"anyone", "invited"};

// Digits and one of `units`, as a number of the smallest unit.
std::optional<std::uint64_t> parse_with_unit(std::string_view text, std::span<const Unit> units) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view rest{end, static_cast<std::size_t>(text.data() + text.size() - end)};
  const auto unit = std::ranges::find(units, rest, &Unit::name);
  if (unit == units.end() || number > std::numeric_limits<std::uint64_t>::max() / unit->factor)
    return std::nullopt;
  return number * unit->factor;
}

template <class Enum>
Parsed<Enum> parse_choice(std::string_view text, std::span<const std::string_view> names) {
  const auto found = std::ranges::find(names, text);
  if (found != names.end()) return static_cast<Enum>(found - names.begin());
  std::string allowed = "one of ";
  for (const std::string_view name : names) allowed.append(name == names.front() ? "" : ", ").append(name);
  return std::unexpected(allowed);
}

bool is_path_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"/-._~"}.contains(c);
}

}  // namespace

Parsed<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most) {
  constexpr Unit kNone[] = {{"", 1}};
  const auto number = parse_with_unit(text, kNone);
  if (number && *number >= least && *number <= most) return *number;
  return std::unexpected("a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

Parsed<std::uint64_t> parse_size(std::string_view text, std::uint64_t least, std::uint64_t most) {
  const auto size = parse_with_unit(text, kSizeUnits);
  if (size && *size >= least && *size <= most) return *size;
  return std::unexpected("a size in bytes from " + std::to_string(least) + " to " + std::to_string(most) +
                         ", as in 1000000, 1MB or 1MiB");
}

Parsed<std::chrono::milliseconds> parse_duration(std::string_view text, std::chrono::milliseconds least,
                                                 std::chrono::milliseconds most) {
  const auto count = parse_with_unit(text, kTimeUnits);
  if (count && *count <= static_cast<std::uint64_t>(most.count()) &&
      *count >= static_cast<std::uint64_t>(least.count())) {
    return std::chrono::milliseconds{*count};
  }
  return std::unexpected("a time from " + to_string(least) + " to " + to_string(most) +
                         ", with its unit: ms, s, m or h");
}

Parsed<bool> parse_toggle(std::string_view text) {
  constexpr std::string_view kTrue[] = {"true", "yes", "on", "1"};
  constexpr std::string_view kFalse[] = {"false", "no", "off", "0"};
  if (std::ranges::find(kTrue, text) != std::end(kTrue)) return true;
  if (std::ranges::find(kFalse, text) != std::end(kFalse)) return false;
  return std::unexpected("true or false");
}

Parsed<std::filesystem::path> parse_path(std::string_view text) {
  if (text.empty() || text.contains('\0')) return std::unexpected("a path");
  return std::filesystem::path{text};
}

Parsed<std::string> parse_endpoint_path(std::string_view text) {
  constexpr std::string_view kTaken[] = {"/", "/r/", "/assets/", "/healthz/", "/readyz/"};
  std::string path{text};
  if (!path.ends_with('/')) path += '/';
  const bool fine = path.starts_with('/') && std::ranges::all_of(path, is_path_character) &&
                    !path.contains("//") && !path.contains("/.") &&
                    std::ranges::find(kTaken, path) == std::end(kTaken);
  if (fine) return path;
  return std::unexpected(
      "a path such as /socket.io/, of letters, digits, -, ., _ and ~, other than /, /r/, /assets/, "
      "/healthz/ and /readyz/");
}

Parsed<std::string> parse_cors_origin(std::string_view text) {
  if (text == "*") return "*";
  auto origin = parse_origin(text);
  if (!origin) return std::unexpected(origin.error() + ", or *");
  return origin;
}

Parsed<std::string> parse_address_block(std::string_view text) {
  if (net::AddressBlock::parse(text)) return std::string{text};
  return std::unexpected("an IP address, or a block of them such as 10.0.0.0/8 or 2001:db8::/32");
}

Parsed<std::string> parse_secret(std::string_view contents) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = contents.find_first_not_of(kSpace);
  const std::size_t size =
      first == std::string_view::npos ? 0 : contents.find_last_not_of(kSpace) + 1 - first;
  if (size >= crypto::Sealer::kMinKeyOctets) return std::string{contents.substr(first, size)};
  return std::unexpected("holds " + std::to_string(size) + " characters, a secret needs at least " +
                         std::to_string(crypto::Sealer::kMinKeyOctets));
}

Parsed<LogLevel> parse_log_level(std::string_view text) { return parse_choice<LogLevel>(text, kLogLevels); }
Parsed<LogFormat> parse_log_format(std::string_view text) {
  return parse_choice<LogFormat>(text, kLogFormats);
}

Parsed<rooms::Openers> parse_openers(std::string_view text) {
  return parse_choice<rooms::Openers>(text, kOpeners);
}

std::string to_string(rooms::Openers openers) {
  return std::string{kOpeners[static_cast<std::size_t>(openers)]};
}
std::string to_string(LogLevel level) { return std::string{kLogLevels[static_cast<std::size_t>(level)]}; }
std::string to_string(LogFormat format) { return std::string{kLogFormats[static_cast<std::size_t>(format)]}; }

std::string to_string(std::chrono::milliseconds duration) {
  const auto count = static_cast<std::uint64_t>(duration.count());
  std::string text = std::to_string(count) + "ms";
  for (const auto& [name, factor] : kTimeUnits) {
    if (count != 0 && count % factor == 0) text = std::to_string(count / factor).append(name);
  }
  return text;
}

}  // namespace moim::app
