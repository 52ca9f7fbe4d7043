#pragma once

#include "moim/base/bytes.h"
#include "moim/base/time.h"
#include "moim/engineio/close_reason.h"
#include "moim/engineio/ids.h"
#include "moim/engineio/metric.h"
#include "moim/engineio/output.h"
#include "moim/net/http.h"
#include "moim/net/options.h"

namespace moim::net {

/// How an Engine.IO session began. `request` is valid during the call only.
struct EngineHandshake {
  engineio::Version version;
  engineio::TransportKind transport;
  const HttpRequest& request;
};

/// What speaks over an Engine.IO endpoint. Calls come from the loop's thread, in the order of the wire.
class EngineApplication {
 public:
  EngineApplication() = default;
  EngineApplication(const EngineApplication&) = delete;
  EngineApplication& operator=(const EngineApplication&) = delete;
  virtual ~EngineApplication() = default;

  virtual void handle_open(engineio::SessionId session, const EngineHandshake& handshake) = 0;
  /// `payload` is valid during the call only. Text is valid UTF-8.
  virtual void handle_message(engineio::SessionId session, bool binary, base::ByteView payload) = 0;
  /// Exactly once for every session opened; nothing of it comes after.
  virtual void handle_close(const engineio::Closed& closed) = 0;
  /// The client is known to have got what was sent before. For applications that keep it until then.
  virtual void handle_delivered(const engineio::Delivered& delivered) { static_cast<void>(delivered); }

  /// For applications with deadlines of their own.
  [[nodiscard]] virtual base::TimePoint next_deadline() const { return base::kNever; }
  virtual void handle_timeout(base::TimePoint now) { static_cast<void>(now); }
};

/// An Engine.IO endpoint as its application sees it. May be called at any time on the loop's thread, from
/// within EngineApplication's calls too.
class EngineEndpoint {
 public:
  EngineEndpoint() = default;
  EngineEndpoint(const EngineEndpoint&) = delete;
  EngineEndpoint& operator=(const EngineEndpoint&) = delete;

  /// Queues a message (a copy); it leaves at the end of the turn. Ignored for a session that is gone.
  virtual void send(engineio::SessionId session, bool binary, base::ByteView payload) = 0;
  /// Ends the session after what was sent before.
  virtual void close(engineio::SessionId session, engineio::CloseReason reason) = 0;
  /// Other limits and origins from now on; see engineio::Server::set_options. The path stays, and WebSockets
  /// that are open keep their `max_payload`. Not from within EngineApplication's calls. Throws
  /// std::invalid_argument, changing nothing, on bad options.
  virtual void set_options(const EndpointOptions& options) = 0;
  [[nodiscard]] virtual std::size_t session_count() const = 0;
  [[nodiscard]] virtual const engineio::Statistics& statistics() const = 0;

 protected:
  ~EngineEndpoint() = default;
};

}  // namespace moim::net
