#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "moim/base/random.h"
#include "moim/engineio/server.h"
#include "moim/net/engine_endpoint.h"
#include "moim/net/http.h"
#include "moim/net/options.h"

namespace moim::net {

class Connection;
class ServerCore;

/// One Engine.IO endpoint between the connections and its application: requests and frames go in, what the
/// engine answers goes to connections and application.
class Endpoint final : public EngineEndpoint {
 public:
  /// `index` is below 32, one for each endpoint of a server.
  Endpoint(ServerCore& core, unsigned index, EngineApplication& application, const EndpointOptions& options,
           base::RandomSource& random);

  [[nodiscard]] unsigned index() const { return index_; }
  [[nodiscard]] std::size_t max_payload() const { return engine_.options().max_payload; }
  [[nodiscard]] bool matches(std::string_view path) const;

  /// Whether a request may come in at all.
  struct Admission {
    std::optional<HttpResponse> refusal;  ///< or the whole answer: a preflight's
    bool close = false;                   ///< end the connection after it
    std::string headers;                  ///< for whatever is answered: CORS
    std::string websocket_accept;         ///< of a complete WebSocket handshake, otherwise empty
  };
  [[nodiscard]] Admission admit(const HttpRequest& request);

  enum class Body : std::uint8_t { whole, too_large };
  void handle_request(Connection& connection, const HttpRequest& request, Body body);
  void handle_frame(engineio::ConnectionId connection, bool binary, base::ByteView payload);
  void handle_connection_closed(engineio::ConnectionId connection, engineio::CloseReason reason);
  void handle_timeout();
  [[nodiscard]] base::TimePoint next_deadline() const;

  /// The end of a turn.
  void flush();
  /// Something happened since the last flush.
  [[nodiscard]] bool dirty() const { return dirty_; }

  void stop();

  [[nodiscard]] std::size_t waiting_bytes() const { return engine_.waiting_bytes(); }
  [[nodiscard]] std::vector<engineio::Waiting> waiting() const { return engine_.waiting(); }

  void send(engineio::SessionId session, bool binary, base::ByteView payload) override;
  void close(engineio::SessionId session, engineio::CloseReason reason) override;
  void set_options(const EndpointOptions& options) override;
  [[nodiscard]] std::size_t session_count() const override { return engine_.session_count(); }
  [[nodiscard]] const engineio::Statistics& statistics() const override { return engine_.statistics(); }

 private:
  void drain();
  void apply(const engineio::Respond& respond);
  void apply(const engineio::AcceptWebSocket& accept);
  void apply(const engineio::Frame& frame);
  void apply(const engineio::CloseWebSocket& close);
  void apply(const engineio::Opened& opened);
  void apply(const engineio::Message& message);
  void apply(const engineio::Delivered& delivered);
  void apply(const engineio::Closed& closed);
  void admit_websocket(const HttpRequest& request, Admission& admission) const;
  [[nodiscard]] Admission preflight(const HttpRequest& request, std::string headers) const;

  ServerCore& core_;
  unsigned index_;
  EngineApplication& application_;
  OriginPolicy origins_;
  std::string path_;  // without the last slash
  engineio::Server engine_;
  const HttpRequest* request_ = nullptr;  // the one being handled
  bool draining_ = false;
  bool dirty_ = false;
  // Connections closed while draining: the engine hears of them afterwards.
  std::vector<std::pair<engineio::ConnectionId, engineio::CloseReason>> closed_;
  std::size_t queued_ = 0;  // octets the application has sent since the last flush
  bool flushing_ = false;
  std::size_t dirty_before_ = 0;  // streams that had something to send when the flush began
  engineio::ConnectionId writing_to_ = engineio::kNoConnection;  // whose frames are coming out of the engine
};

}  // namespace moim::net
