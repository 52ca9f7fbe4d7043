#include "web/site.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace moim::app {
namespace {

using net::HttpBody;
using net::HttpMethod;
using net::HttpRequest;
using net::HttpResponse;

constexpr std::string_view kPage = "/index.html";

// One directive a line. `style-src-attr` stays closed: scripts set styles through the CSSOM, which the policy
// does not touch.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' "
    "blob: data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'";

constexpr std::pair<std::string_view, std::string_view> kHeadersOfAll[] = {
    {"Content-Security-Policy", kPolicy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), "
     "fullscreen=(self), picture-in-picture=(self), screen-wake-lock=(self), geolocation=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

HttpResponse make_response(int status, std::string_view content_type, HttpBody body) {
  HttpResponse response{
      .status = status, .content_type = std::string{content_type}, .headers = {}, .body = std::move(body)};
  for (const auto& [name, value] : kHeadersOfAll) response.headers.emplace_back(name, value);
  return response;
}

HttpResponse text_response(int status, std::string_view text) {
  auto response = make_response(status, "text/plain; charset=utf-8", std::string{text});
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

bool is_room_link(std::string_view path) {
  return path.starts_with("/r/") && path.size() > 3 && path.find('/', 3) == std::string_view::npos;
}

std::string_view cache_control_of(std::string_view path) {
  return path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `visit` with each element of a comma-separated header value until it returns true; says whether it
// did.
template <class Visit>
bool any_element(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (visit(trim(list.substr(0, comma)))) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

bool has_zero_weight(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  return parameters.find_first_not_of("0.", q + 2) == std::string_view::npos;
}

bool allows_coding(std::string_view accept_encoding, std::string_view coding) {
  return any_element(accept_encoding, [&](std::string_view element) {
    const auto semicolon = std::min(element.find(';'), element.size());
    return trim(element.substr(0, semicolon)) == coding && !has_zero_weight(element.substr(semicolon));
  });
}

struct Representation {
  std::string_view octets;
  std::string_view content_encoding;
};

Representation choose(const EmbeddedFile& file, Coding best) {
  if (best == Coding::brotli && !file.brotli.empty()) return {file.brotli, "br"};
  if (best != Coding::identity && !file.gzip.empty()) return {file.gzip, "gzip"};
  return {file.identity, {}};
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

Site::Site(std::span<const EmbeddedFile> files, std::optional<std::filesystem::path> web_root)
    : files_{files}, web_root_{std::move(web_root)} {}

HttpResponse Site::respond(const HttpRequest& request) const {
  if (request.method != HttpMethod::get && request.method != HttpMethod::head) {
    auto response = text_response(405, "Only GET and HEAD are answered here.\n");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const auto path = request.path == "/" || is_room_link(request.path) ? kPage : request.path;
  return web_root_ ? respond_from_disk(path) : respond_embedded(path, request);
}

HttpResponse Site::respond_embedded(std::string_view path, const HttpRequest& request) const {
  const auto file = std::ranges::lower_bound(files_, path, {}, &EmbeddedFile::path);
  if (file == files_.end() || file->path != path) {
    if (files_.empty() && path == kPage) {
      return text_response(
          503,
          "This moim was built without its web client.\n"
          "Build both with ./dev build, or serve a built client with --web-root web/dist.\n");
    }
    return text_response(404, "There is nothing here.\n");
  }
  const auto [octets, content_encoding] = choose(*file, negotiate_coding(request.header("accept-encoding")));
  // A strong validator names one representation, so each coding has its own.
  std::string etag = "\"" + std::string{file->etag};
  if (!content_encoding.empty()) etag.append("-").append(content_encoding);
  etag.push_back('"');

  const bool unchanged = matches_etag(request.header("if-none-match"), etag);
  auto response = make_response(unchanged ? 304 : 200, content_type_of(path), HttpBody::of_static(octets));
  response.headers.emplace_back("Cache-Control", cache_control_of(path));
  response.headers.emplace_back("ETag", std::move(etag));
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!content_encoding.empty()) response.headers.emplace_back("Content-Encoding", content_encoding);
  return response;
}

HttpResponse Site::respond_from_disk(std::string_view path) const {
  // Names of a built client are plain; whatever could lead out of the directory is refused before the file
  // system is asked.
  const bool plain = path.find("..") == std::string_view::npos &&
                     path.find_first_of(std::string_view{"%\\\0", 3}) == std::string_view::npos;
  if (plain) {
    const auto file = *web_root_ / std::filesystem::path{path}.relative_path();
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored)) {
      if (auto octets = read_file(file)) {
        auto response = make_response(200, content_type_of(path), std::move(*octets));
        response.headers.emplace_back("Cache-Control", "no-cache");
        return response;
      }
    }
  }
  return text_response(404, "There is nothing here.\n");
}

Coding negotiate_coding(std::string_view accept_encoding) {
  if (allows_coding(accept_encoding, "br")) return Coding::brotli;
  if (allows_coding(accept_encoding, "gzip")) return Coding::gzip;
  return Coding::identity;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  return any_element(if_none_match, [&](std::string_view element) {
    if (element.starts_with("W/")) element.remove_prefix(2);
    return element == etag || element == "*";
  });
}

std::string_view content_type_of(std::string_view path) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".wasm", "application/wasm"},
      {".woff2", "font/woff2"},
      {".mp3", "audio/mpeg"},
      {".txt", "text/plain; charset=utf-8"},
  };
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace moim::app
