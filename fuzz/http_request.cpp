// A request as a stranger sends it, and everything that is read out of its header: target, query, origin, the
// client's address behind proxies, the WebSocket handshake. Where the octets are cut makes no difference. The
// first octet chooses the size of the pieces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/check.h"
#include "moim/crypto/digest.h"
#include "moim/net/address.h"
#include "moim/net/origin.h"
#include "moim/socketio/fields.h"
#include "moim/websocket/handshake.h"

#include "http_parser.h"
#include "support/input.h"

namespace moim::fuzz {
namespace {

using namespace net;
using State = HttpParser::State;

constexpr HttpParser::Limits kLimits{.header = 600, .body = 200};

/// Feeds a parser as a connection does, and keeps what it did not take.
class Reader {
 public:
  void feed(std::string_view piece) {
    kept_ += piece;
    while (parser_.state() == State::header || parser_.state() == State::body) {
      const State before = parser_.state();
      const Exact octets{kept_};
      const std::size_t used = parser_.feed(octets.view());
      MOIM_CHECK(used <= kept_.size());
      kept_.erase(0, used);
      if (parser_.state() == before && (used == 0 || kept_.empty())) break;
    }
  }
  [[nodiscard]] const HttpParser& parser() const { return parser_; }
  /// Behind the request.
  [[nodiscard]] const std::string& rest() const { return kept_; }

 private:
  HttpParser parser_{kLimits};
  std::string kept_;
};

using Headers = std::vector<HttpRequest::Header>;

// Which of two faults is seen first depends on the cuts: what has failed in one and is not complete in the
// other must fail there too.
void check_fails(Reader& reader) {
  reader.feed("\r\n\r\n");
  MOIM_CHECK(reader.parser().state() == State::failed);
}

void check_same(Reader& whole, Reader& cut) {
  const HttpParser& a = whole.parser();
  const HttpParser& b = cut.parser();
  if (a.state() == State::failed && b.state() == State::header) return check_fails(cut);
  if (b.state() == State::failed && a.state() == State::header) return check_fails(whole);
  // A quoted chunk extension that does not end is refused or waited for, depending on how much of it Beast is
  // given at once. Either way it never becomes a request.
  if (a.state() == State::failed && b.state() == State::body) return;
  if (b.state() == State::failed && a.state() == State::body) return;
  MOIM_CHECK(a.state() == b.state());
  if (a.state() != State::body && a.state() != State::complete) return;
  MOIM_CHECK(a.method() == b.method() && a.target() == b.target() && a.keep_alive() == b.keep_alive());
  Headers mine;
  Headers theirs;
  a.list_headers(mine);
  b.list_headers(theirs);
  MOIM_CHECK(mine == theirs);
  if (a.state() != State::complete) return;
  MOIM_CHECK(a.body() == b.body() && a.body().size() <= kLimits.body);
  MOIM_CHECK(whole.rest() == cut.rest());
}

void check_address(std::string_view text) {
  const auto address = Address::parse(text);
  if (!address) return;
  MOIM_CHECK(Address::parse(address->to_string()) == address);
  MOIM_CHECK(address->subscriber().subscriber() == address->subscriber());
  const auto block = AddressBlock::parse(text);
  MOIM_CHECK(block && block->contains(*address));
}

void check_forwarded(std::string_view list) {
  static const TrustedProxies trusted{{*AddressBlock::parse("10.0.0.0/8"), *AddressBlock::parse("::1")}};
  const Address peer = *Address::parse("10.0.0.1");
  const Address client = client_address(trusted, peer, list);
  if (!trusted.contains(client)) {
    MOIM_CHECK(list.find(',') != std::string_view::npos || parse_forwarded(last_element(list)) == client);
  }
  MOIM_CHECK(client_address({}, peer, list) == peer);
}

void check_origin(std::string_view origin, std::string_view host) {
  static const OriginPolicy policy{.allowed = {"https://example.org"}};
  const OriginVerdict verdict = judge_origin(policy, origin, host);
  MOIM_CHECK((verdict == OriginVerdict::none) == origin.empty());
  if (origin.starts_with("https://evil.example") && !host.starts_with("evil.example"))
    MOIM_CHECK(verdict == OriginVerdict::refused);
}

void check_header(const HttpParser& parser) {
  Headers headers;
  parser.list_headers(headers);
  HttpRequest request;
  request.headers = &headers;
  const std::string_view target = parser.target();
  const std::size_t mark = target.find('?');
  if (mark != std::string_view::npos) {
    const socketio::Fields query = socketio::read_query(Exact{target.substr(mark + 1)}.view());
    for (std::size_t i = 0; i < query.size(); ++i)
      MOIM_CHECK(query[i].name.size() + query[i].value.size() <= target.size());
  }
  for (const auto& [name, value] : headers) check_address(Exact{value}.view());
  check_origin(request.header("origin"), request.header("host"));
  check_forwarded(request.header("x-forwarded-for"));

  const websocket::UpgradeRequest upgrade{.is_get = parser.method() == HttpMethod::get,
                                          .http_1_1 = parser.http_1_1(),
                                          .upgrade = request.header("upgrade"),
                                          .connection = request.header("connection"),
                                          .sec_websocket_key = request.header("sec-websocket-key"),
                                          .sec_websocket_version = request.header("sec-websocket-version")};
  if (const auto error = websocket::check_upgrade(upgrade)) {
    MOIM_CHECK(websocket::status_of(*error) >= 400 && !websocket::describe(*error).empty());
  } else {
    MOIM_CHECK(websocket::wants_websocket(upgrade.upgrade));
    MOIM_CHECK(websocket::accept_key(upgrade.sec_websocket_key, &crypto::sha1).size() == 28);
  }
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  std::string_view wire = text_of(data, size);
  const std::size_t piece = take_number(wire) % 64 + 1;
  Reader whole;
  whole.feed(wire);
  Reader cut;
  for (std::string_view rest = wire; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size())))
    cut.feed(rest.substr(0, piece));
  check_same(whole, cut);
  const auto state = whole.parser().state();
  if (state == State::failed) MOIM_CHECK(whole.parser().failure() >= 400 && whole.parser().failure() < 500);
  if (state == State::body || state == State::complete) check_header(whole.parser());
  return 0;
}
