#include "config/ice_server.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "config/url.h"

namespace moim::app {
namespace {

constexpr std::string_view kAllowed =
    "stun:host[:port], or turn:host[:port][?transport=udp|tcp],username=NAME,credential=SECRET, or the same "
    "with turns:";
constexpr std::string_view kUsername = ",username=";
constexpr std::string_view kCredential = ",credential=";
constexpr std::string_view kHidden = "<hidden>";

bool needs_credentials(std::string_view url) { return url.starts_with("turn"); }

// "?transport=udp|tcp" (RFC 7065 3.1), only for turn and turns.
bool is_query(std::string_view scheme, std::string_view query) {
  if (query.empty()) return true;
  return scheme != "stun" && (query == "?transport=udp" || query == "?transport=tcp");
}

}  // namespace

Parsed<std::string> parse_ice_url(std::string_view text) {
  const auto fail = std::unexpected(std::string{kAllowed});
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return fail;
  const std::string scheme = to_lower(text.substr(0, colon));
  if (scheme != "stun" && scheme != "turn" && scheme != "turns") return fail;
  const std::string_view rest = text.substr(colon + 1);
  const std::size_t question = std::min(rest.find('?'), rest.size());
  const auto authority = parse_authority(rest.substr(0, question));
  if (!authority || !is_query(scheme, rest.substr(question))) return fail;
  return scheme + ":" + to_string(*authority) + std::string{rest.substr(question)};
}

Parsed<IceServer> parse_ice_server(std::string_view text) {
  IceServer server;
  const std::size_t username = text.find(kUsername);
  const std::size_t credential = text.find(kCredential, std::min(username, text.size()));
  if (username != std::string_view::npos && credential != std::string_view::npos) {
    const std::size_t name = username + kUsername.size();
    server.username = text.substr(name, credential - name);
    server.credential = text.substr(credential + kCredential.size());
    if (server.username.empty() || server.credential.empty() || server.username.contains(',')) {
      return std::unexpected("a username without commas and a credential, neither of them empty");
    }
    text = text.substr(0, username);
  }
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    auto url = parse_ice_url(text.substr(0, comma));
    if (!url) return std::unexpected(std::move(url.error()));
    server.urls.push_back(*std::move(url));
    if (comma == text.size()) break;
    text.remove_prefix(comma + 1);
  }
  if (server.username.empty() && std::ranges::any_of(server.urls, needs_credentials)) {
    return std::unexpected("a TURN server with its credentials: " + std::string{kAllowed});
  }
  return server;
}

std::string to_string(const IceServer& server) {
  std::string text;
  for (const std::string& url : server.urls) text += (text.empty() ? "" : ",") + url;
  if (!server.username.empty()) {
    text.append(kUsername).append(server.username).append(kCredential).append(kHidden);
  }
  return text;
}

std::string hide_credential(std::string_view text) {
  constexpr std::string_view kKey = "credential=";
  const std::size_t key = to_lower(text).find(kKey);
  std::string shown{text.substr(0, key == std::string_view::npos ? key : key + kKey.size())};
  if (shown.size() < text.size()) shown += kHidden;
  const std::size_t at = shown.rfind('@', key);  // name:password@host is no URI of ours, but people try
  if (at != std::string::npos) shown.replace(0, at, kHidden);
  return shown;
}

}  // namespace moim::app
