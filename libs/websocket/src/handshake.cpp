#include "moim/websocket/handshake.h"

#include <algorithm>
#include <array>

#include "moim/base/base64.h"

namespace moim::websocket {
namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455 1.3
constexpr std::size_t kKeySize = 24;                                        // 16 octets in base64

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view left, std::string_view lower) {
  return std::ranges::equal(left, lower, {}, to_lower);
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Whether a comma separated header value (RFC 9110 5.6.1) holds `token`, given in lower case.
bool has_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (equal_ignoring_case(trim(list.substr(0, comma)), token)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

bool is_base64_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

// The octets behind the key do not matter to a server (RFC 6455 1.3), so stray bits in its last character do
// not either.
bool is_key(std::string_view key) {
  return key.size() == kKeySize && key.ends_with("==") &&
         std::ranges::all_of(key.substr(0, kKeySize - 2), is_base64_character);
}

}  // namespace

bool wants_websocket(std::string_view upgrade_header) { return has_token(upgrade_header, "websocket"); }

std::optional<UpgradeError> check_upgrade(const UpgradeRequest& request) {
  if (!request.is_get) return UpgradeError::not_get;
  if (!request.http_1_1) return UpgradeError::not_http_1_1;
  if (!wants_websocket(request.upgrade)) return UpgradeError::upgrade_header_missing;
  if (!has_token(request.connection, "upgrade")) return UpgradeError::connection_header_missing;
  if (trim(request.sec_websocket_version) != "13") return UpgradeError::version_unsupported;
  if (!is_key(trim(request.sec_websocket_key))) return UpgradeError::key_invalid;
  return std::nullopt;
}

int status_of(UpgradeError error) {
  switch (error) {
    case UpgradeError::not_get:
      return 405;
    case UpgradeError::version_unsupported:
      return 426;
    default:
      return 400;
  }
}

std::string_view describe(UpgradeError error) {
  switch (error) {
    case UpgradeError::not_get:
      return "a WebSocket handshake is a GET";
    case UpgradeError::not_http_1_1:
      return "a WebSocket handshake needs HTTP/1.1";
    case UpgradeError::upgrade_header_missing:
      return "the Upgrade header does not name websocket";
    case UpgradeError::connection_header_missing:
      return "the Connection header does not name Upgrade";
    case UpgradeError::version_unsupported:
      return "only version 13 of the WebSocket protocol is spoken";
    case UpgradeError::key_invalid:
      return "Sec-WebSocket-Key is not 16 octets in base64";
  }
  return {};
}

std::string accept_key(std::string_view sec_websocket_key, Sha1Function sha1) {
  std::string input{trim(sec_websocket_key)};
  input += kGuid;
  const Sha1Digest digest = sha1(input);
  return base::base64_encode(
      {static_cast<const char*>(static_cast<const void*>(digest.data())), digest.size()});
}

}  // namespace moim::websocket
