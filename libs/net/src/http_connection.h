#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "moim/net/counter.h"
#include "moim/net/http.h"

#include "http_parser.h"
#include "protocol.h"

namespace moim::net {

class Connection;
class Endpoint;

/// HTTP/1 on one connection: one request after the other, each answered before the next is read.
class HttpConnection final : public Protocol {
 public:
  explicit HttpConnection(Connection& connection) : connection_(connection) {}

  void handle_data(std::span<char> octets) override;
  void handle_sent() override;
  void handle_end() override;
  void handle_deadline() override;
  void resume() override;
  void stop() override;

  /// Answers the request that waits, if there is one.
  void respond(const HttpResponse& response);

  /// Whether the request that waits is a complete WebSocket handshake.
  [[nodiscard]] bool wants_websocket() const { return !accept_key_.empty(); }

  /// Answers 101 and becomes a WebSocket of `endpoint`.
  void accept_websocket(Endpoint& endpoint);

 private:
  enum class Phase : std::uint8_t {
    reading,  // a request, or for one to begin
    pending,  // the request is with its endpoint
    sending,  // the answer is on its way out
  };

  void process(std::string_view octets);
  void begin_request();
  [[nodiscard]] bool header_is_fine();
  [[nodiscard]] std::size_t body_limit(std::string_view path) const;
  void dispatch();
  void dispatch_to(Endpoint& endpoint, const HttpRequest& request);
  void fail(int status);
  void fail_oversized(Endpoint& endpoint, const HttpRequest& request);
  void refuse(Counter why, HttpResponse response);
  [[nodiscard]] HttpRequest make_request() const;
  void keep(std::string_view octets);
  void count_held();

  Connection& connection_;
  Phase phase_ = Phase::reading;
  bool header_checked_ = false;
  bool keep_alive_ = true;  // of the request being answered
  bool head_ = false;       // likewise
  bool http_1_1_ = true;    // likewise
  bool served_one_ = false;
  std::unique_ptr<HttpParser> parser_;  // while a request is being read or dispatched
  std::string kept_;                    // read and not yet parsed
  std::string extra_;                   // header lines for the answer that waits (CORS)
  std::string accept_key_;              // for a 101
};

}  // namespace moim::net
