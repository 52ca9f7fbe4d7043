#include "http_parser.h"

#include <functional>
#include <optional>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace moim::net {

namespace http = boost::beast::http;

struct HttpParser::Impl {
  http::request_parser<http::string_body> parser;
  std::optional<http::request_header<>> before_body;  // of a chunked request
  std::size_t header_limit = 0;
  std::size_t header_size = 0;  // so far
  State state = State::header;
  int failure = 0;
  bool chunk_began = false;  // in the last octets used: with the line that tells its size
  std::function<void(std::uint64_t, boost::beast::string_view, boost::system::error_code&)> note_chunk =
      [this](std::uint64_t, boost::beast::string_view, boost::system::error_code&) { chunk_began = true; };

  void fail(int status) {
    state = State::failed;
    failure = status;
  }

  // Beast adds the fields of a trailer to those of the header. They must not count as such (RFC 9110 6.5.1):
  // who sends a body through a proxy could write X-Forwarded-For behind it.
  void begin_body() {
    state = State::body;
    if (!parser.chunked()) return;
    before_body = parser.get().base();
    parser.on_chunk_header(note_chunk);
  }

  // The line of a chunk's size, or the last one and the trailer: Beast knows no end to either. Of `count`
  // octets used or, if there are none, `waiting`.
  [[nodiscard]] bool chunk_line_too_large(std::size_t count, std::size_t waiting) {
    const bool whole = std::exchange(chunk_began, false);
    if (state != State::body) return false;
    return whole ? count > header_limit : count == 0 && waiting > header_limit;
  }

  [[nodiscard]] const http::request_header<>& header() const {
    return before_body ? *before_body : parser.get().base();
  }

  // Beast holds each line to its limit, but lines that come one by one not all together.
  [[nodiscard]] bool header_too_large(std::size_t count, std::size_t waiting) {
    if (state != State::header) return false;
    header_size += count;
    const bool whole = parser.is_header_done();
    return header_size + (whole ? 0 : waiting) > header_limit;
  }
};

namespace {

// A chunked body ends with at least "0\r\n\r\n" (RFC 9112, section 7.1). Once Beast has seen the "0\r\n" it
// asserts that it is not asked again before all five are there, so fewer wait.
bool may_be_part_of_last_chunk(base::ByteView octets) { return octets.size() < 5 && octets.starts_with('0'); }

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

int status_of(const boost::system::error_code& error) {
  if (error == http::error::header_limit) return 431;
  if (error == http::error::body_limit) return 413;
  return 400;
}

}  // namespace

HttpParser::HttpParser(const Limits& limits) : impl_(std::make_unique<Impl>()) {
  impl_->header_limit = limits.header;
  impl_->parser.header_limit(static_cast<std::uint32_t>(limits.header));
  impl_->parser.body_limit(limits.body);
  impl_->parser.eager(false);
}

HttpParser::~HttpParser() = default;

std::size_t HttpParser::feed(base::ByteView octets) {
  std::size_t used = 0;
  while (impl_->state == State::header || impl_->state == State::body) {
    boost::system::error_code error;
    const auto rest = octets.substr(used);
    if (impl_->state == State::body && impl_->parser.chunked() && may_be_part_of_last_chunk(rest)) break;
    const std::size_t count = impl_->parser.put(boost::asio::buffer(rest.data(), rest.size()), error);
    used += count;
    if (error && error != http::error::need_more) {
      impl_->fail(status_of(error));
      break;
    }
    const std::size_t waiting = octets.size() - used;
    if (impl_->header_too_large(count, waiting) || impl_->chunk_line_too_large(count, waiting)) {
      impl_->fail(status_of(http::error::header_limit));
      break;
    }
    if (error && count == 0) break;
    if (impl_->parser.is_done()) {
      impl_->state = State::complete;
    } else if (impl_->state == State::header && impl_->parser.is_header_done()) {
      impl_->begin_body();
      break;
    } else if (used == octets.size()) {
      break;
    }
  }
  return used;
}

HttpParser::State HttpParser::state() const { return impl_->state; }
int HttpParser::failure() const { return impl_->failure; }

HttpMethod HttpParser::method() const {
  switch (impl_->header().method()) {
    case http::verb::get:
      return HttpMethod::get;
    case http::verb::head:
      return HttpMethod::head;
    case http::verb::post:
      return HttpMethod::post;
    case http::verb::put:
      return HttpMethod::put;
    case http::verb::delete_:
      return HttpMethod::delete_;
    case http::verb::patch:
      return HttpMethod::patch;
    case http::verb::options:
      return HttpMethod::options;
    default:
      return HttpMethod::other;
  }
}

std::string_view HttpParser::target() const { return view(impl_->header().target()); }
bool HttpParser::http_1_1() const { return impl_->header().version() >= 11; }
bool HttpParser::keep_alive() const { return impl_->parser.get().keep_alive(); }

std::optional<std::uint64_t> HttpParser::content_length() const {
  const auto length = impl_->parser.content_length();
  return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

bool HttpParser::expects_continue() const {
  return boost::beast::iequals(impl_->header()[http::field::expect], "100-continue");
}

bool HttpParser::expects_other() const {
  const auto& fields = impl_->header();
  return fields.find(http::field::expect) != fields.end() && !expects_continue();
}

void HttpParser::list_headers(std::vector<HttpRequest::Header>& out) const {
  out.clear();
  for (const auto& field : impl_->header()) {
    out.emplace_back(view(field.name_string()), view(field.value()));
  }
}

std::size_t HttpParser::buffered() const { return impl_->parser.get().body().size(); }

base::ByteView HttpParser::body() const { return impl_->parser.get().body(); }

}  // namespace moim::net
