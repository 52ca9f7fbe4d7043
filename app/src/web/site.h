#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "moim/net/http.h"

#include "web/embedded_files.h"

namespace moim::app {

/// The web client as HTTP answers: the page for `/` and every room link `/r/<room>`, and the files it is made
/// of.
///
/// The page is revalidated on every visit; files under `/assets/` carry a hash in their names and are cached
/// for good. Every answer carries a strict Content-Security-Policy: nothing inline, nothing from elsewhere,
/// no framing. Rooms are named by their links, so no Referer is ever sent.
class Site {
 public:
  /// What the program holds, or with `web_root` that directory, read anew for every request: for work on the
  /// client.
  explicit Site(std::span<const EmbeddedFile> files,
                std::optional<std::filesystem::path> web_root = std::nullopt);

  /// Answers GET and HEAD; 405 for other methods, 404 for what is not there.
  [[nodiscard]] net::HttpResponse respond(const net::HttpRequest& request) const;

 private:
  [[nodiscard]] net::HttpResponse respond_embedded(std::string_view path,
                                                   const net::HttpRequest& request) const;
  [[nodiscard]] net::HttpResponse respond_from_disk(std::string_view path) const;

  std::span<const EmbeddedFile> files_;
  std::optional<std::filesystem::path> web_root_;
};

/// A content coding the client's files are held in (RFC 9110 section 8.4.1).
enum class Coding { identity, gzip, brotli };

/// The best coding that an Accept-Encoding header allows (RFC 9110 section 12.5.3): brotli before gzip before
/// identity, whatever their weights, as long as they are not zero.
[[nodiscard]] Coding negotiate_coding(std::string_view accept_encoding);

/// True when an If-None-Match header names `etag` (with quotes) or `*` (RFC 9110 section 13.1.2: weak
/// comparison).
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// The media type of a file by the end of its name; `application/octet-stream` for what the client is not
/// made of.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace moim::app
