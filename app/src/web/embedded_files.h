#pragma once

#include <span>
#include <string_view>

namespace moim::app {

/// One file of the built web client, as it lies in the binary. The bytes live as long as the program.
struct EmbeddedFile {
  std::string_view path;      ///< as in a URL: "/index.html", "/assets/index-4f2a.js"
  std::string_view identity;  ///< the file's bytes
  std::string_view brotli;    ///< the same compressed with brotli; empty where that saves nothing
  std::string_view gzip;      ///< the same compressed with gzip; empty where that saves nothing
  std::string_view etag;      ///< SHA-256 of `identity` in hex, without quotes
};

/// All embedded files, sorted by path. Empty when the program was built without the web client.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace moim::app
