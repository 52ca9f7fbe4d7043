#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "moim/base/time.h"
#include "moim/base/token_bucket.h"
#include "moim/engineio/metric.h"
#include "moim/engineio/options.h"
#include "moim/engineio/packet.h"
#include "moim/engineio/subscriber.h"

#include "heartbeat.h"
#include "output_queue.h"
#include "send_queue.h"

namespace moim::engineio {

/// What the sessions of one server share.
struct Shared {
  explicit Shared(const Options& given) : options{given}, pool{given.spare_buffer_bytes} {}

  Options options;
  OutputQueue outputs;
  Statistics statistics;
  SendQueuePool pool;
  std::vector<std::unique_ptr<SendQueue>> in_flight;  ///< Frame outputs point into them
  std::vector<SessionId> dirty;                       ///< have something to do in the next flush
  std::size_t waiting_bytes = 0;                      ///< `Session::waiting_bytes` of all of them
  base::Bytes scratch;                                ///< a base64 message, decoded
};

/// One session: what it waits for, what it owes, and which connections serve it.
///
/// It starts with one transport. Over polling a GET may be waiting, and one WebSocket may be probing to take
/// over; until that has sent `5`, messages keep going over polling, so that a probe that dies costs nothing.
class Session {
 public:
  struct Identity {
    SessionId id;
    std::string sid;
    Version version;
    bool base64;
    Pace pace;                               // as it was told
    std::shared_ptr<Subscriber> subscriber;  // may be null
  };

  Session(Shared& shared, Identity identity, base::TimePoint now);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  void open(TransportKind transport, ConnectionId connection);

  /// A GET for this session. Answered with data, `6` during an upgrade, `1` when it ends; an error if one
  /// waits.
  void handle_poll(base::TimePoint now, ConnectionId connection);
  /// One packet, by whatever transport. False if it breaks the protocol or a rate; the session is over then.
  bool handle_packet(base::TimePoint now, const Packet& packet);
  void handle_frame(base::TimePoint now, ConnectionId connection, bool binary, base::ByteView payload);
  void handle_connection_closed(base::TimePoint now, ConnectionId connection, CloseReason reason);
  void handle_timeout(base::TimePoint now);
  /// Acts on the heartbeat's deadline, however late the timer.
  void check_heartbeat(base::TimePoint now);

  [[nodiscard]] bool can_upgrade() const;
  void start_upgrade(base::TimePoint now, ConnectionId connection);

  /// May send again as much as a new one.
  void refill() { packets_.refill(); }

  /// An HTTP connection served this session last, or does no longer.
  void add_connection();
  void drop_connection(base::TimePoint now);

  void send(bool binary, base::ByteView payload);
  void close(CloseReason reason);
  void flush(base::TimePoint now);
  void finish(CloseReason reason);

  [[nodiscard]] base::TimePoint next_deadline() const;
  /// Why it is over, or about to be.
  [[nodiscard]] CloseReason close_reason() const { return close_reason_; }
  [[nodiscard]] bool over() const { return state_ == State::over; }
  [[nodiscard]] SessionId id() const { return identity_.id; }
  [[nodiscard]] const std::string& sid() const { return identity_.sid; }
  [[nodiscard]] Version version() const { return identity_.version; }
  [[nodiscard]] TransportKind transport() const { return transport_; }
  /// What waited for the client's next request when the last turn ended.
  [[nodiscard]] std::size_t waiting_bytes() const { return waiting_bytes_; }

  /// What the server's deadline queue holds for this session.
  base::TimePoint armed = base::kNever;

 private:
  enum class State : std::uint8_t { open, closing, over };

  [[nodiscard]] bool within_rates(base::TimePoint now, const Packet& packet);
  void handle_probe(base::TimePoint now, bool binary, base::ByteView payload);
  void finish_upgrade();
  void end_probe();
  void look_for_orphan(base::TimePoint now);

  void mark_dirty();
  void queue(const Packet& packet);
  void push(PacketType type, base::ByteView data = {});
  void write_queue();
  void write_frames();
  void answer_poll();
  void drop_queue();
  void count_waiting();
  [[nodiscard]] bool can_write() const { return socket_ != kNoConnection || poll_ != kNoConnection; }
  [[nodiscard]] bool nothing_queued() const { return !queue_ || queue_->empty(); }
  [[nodiscard]] base::Bytes handshake_data() const;

  Shared& shared_;
  Identity identity_;
  std::unique_ptr<SendQueue> queue_;  // none while there is nothing to send
  ConnectionId poll_ = kNoConnection;
  ConnectionId socket_ = kNoConnection;
  ConnectionId probe_ = kNoConnection;
  base::TimePoint heard_;          // the client's last sign of life
  std::uint64_t sent_ = 0;         // messages since the session began
  std::uint64_t before_ping_ = 0;  // of those, before the last ping
  std::uint64_t delivered_ = 0;    // as told to the application
  Heartbeat heartbeat_;
  base::TokenBucket packets_;
  base::TimePoint upgrade_deadline_ = base::kNever;
  base::TimePoint noop_deadline_ = base::kNever;
  base::TimePoint orphan_deadline_ = base::kNever;
  base::TimePoint close_deadline_ = base::kNever;
  std::size_t waiting_bytes_ = 0;
  std::uint32_t connections_ = 0;  // open HTTP connections whose last request was ours
  TransportKind transport_ = TransportKind::polling;
  State state_ = State::open;
  CloseReason close_reason_ = CloseReason::forced_close;
  bool probed_ = false;    // the probe had its pong: the client waits for its poll to end
  bool noop_due_ = false;  // the waiting GET is to end even if there is nothing to say
  bool dirty_ = false;
};

}  // namespace moim::engineio
