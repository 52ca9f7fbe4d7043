#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/base/bytes.h"
#include "moim/net/address.h"

namespace moim::net {

enum class HttpMethod : std::uint8_t { get, head, post, put, delete_, patch, options, other };

/// A request as an HTTP handler sees it. All views are valid during the handler's call only.
struct HttpRequest {
  using Header = std::pair<std::string_view, std::string_view>;

  HttpMethod method = HttpMethod::other;
  std::string_view target;                       ///< as received, in origin form: "/a/b?c=d"
  std::string_view path;                         ///< before the '?', not decoded
  std::string_view query;                        ///< after the '?', not decoded
  std::string_view host;                         ///< Host, or X-Forwarded-Host from a trusted proxy
  bool secure = false;                           ///< over TLS, here or (X-Forwarded-Proto) at a trusted proxy
  bool http_1_1 = true;                          ///< false: HTTP/1.0
  Address client;                                ///< the client, behind trusted proxies
  const std::vector<Header>* headers = nullptr;  ///< in the order received; names as received
  base::ByteView body;

  /// The value of the first header of that name in any case, or empty.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// A body to be sent: owned, or shared with whoever keeps it alive, or static.
class HttpBody {
 public:
  HttpBody() = default;
  HttpBody(std::string octets);  // NOLINT(google-explicit-constructor): "body = text" is what one writes
  HttpBody(const char* text) : HttpBody(std::string(text)) {}  // NOLINT(google-explicit-constructor)

  /// Octets that live as long as the program, such as embedded files: never copied as a whole.
  [[nodiscard]] static HttpBody of_static(std::string_view octets);
  /// Octets that live as long as `owner`.
  [[nodiscard]] static HttpBody shared(std::string_view octets, std::shared_ptr<const void> owner);

  [[nodiscard]] std::string_view octets() const { return octets_; }
  [[nodiscard]] const std::shared_ptr<const void>& owner() const { return owner_; }

 private:
  std::string_view octets_;
  std::shared_ptr<const void> owner_;
};

/// What an HTTP handler answers. Content-Length, Date and Connection are added; for HEAD and 304 the body is
/// left out.
struct HttpResponse {
  int status = 200;
  std::string content_type{};                                  ///< empty: no Content-Type
  std::vector<std::pair<std::string, std::string>> headers{};  ///< further ones; control characters in a
                                                               ///< value are replaced by spaces
  HttpBody body{};
};

/// "Not Found" for 404; "Unknown" for a code that is not in RFC 9110.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace moim::net
