#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/net/http.h"

namespace moim::net {

/// Reads one HTTP/1 request from octets as they come. Beast does the parsing and refuses what is ambiguous
/// (two lengths, a length and a chunked body, bare line ends and the like: request smuggling).
class HttpParser {
 public:
  struct Limits {
    std::size_t header = 16 * 1024;  ///< octets of request line and fields
    std::size_t body = 1'000'000;    ///< octets of the body
  };

  enum class State : std::uint8_t {
    header,  ///< the header is not complete
    body,    ///< the header is complete, the body is not
    complete,
    failed,  ///< see `failure()`
  };

  explicit HttpParser(const Limits& limits);
  ~HttpParser();
  HttpParser(const HttpParser&) = delete;
  HttpParser& operator=(const HttpParser&) = delete;

  /// Takes octets and returns how many were used; the rest must be fed again with more behind it. Stops once
  /// after the header, so that the request can be refused before its body.
  [[nodiscard]] std::size_t feed(base::ByteView octets);

  [[nodiscard]] State state() const;
  /// The status to refuse with: 400, 413 or 431. What lies behind the request cannot be read any more.
  [[nodiscard]] int failure() const;

  /// What the header says; valid from State::body on, views until the parser dies.
  [[nodiscard]] HttpMethod method() const;
  [[nodiscard]] std::string_view target() const;
  [[nodiscard]] bool http_1_1() const;
  [[nodiscard]] bool keep_alive() const;
  [[nodiscard]] std::optional<std::uint64_t> content_length() const;
  [[nodiscard]] bool expects_continue() const;
  [[nodiscard]] bool expects_other() const;
  void list_headers(std::vector<HttpRequest::Header>& out) const;
  /// Octets held of a body that is not complete.
  [[nodiscard]] std::size_t buffered() const;
  /// Valid from State::complete on.
  [[nodiscard]] base::ByteView body() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace moim::net
