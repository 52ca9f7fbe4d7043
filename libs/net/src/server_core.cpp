#include "server_core.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <functional>
#include <stdexcept>
#include <utility>

#include "text.h"
#include "tls_session.h"
#include "websocket_connection.h"

namespace moim::net {
namespace {

using base::TimePoint;

// How often a turn's end goes round: what is written may close connections, of which others are told.
constexpr int kRoundsPerTurn = 4;

TrustedProxies parse_proxies(const std::vector<std::string>& texts) {
  std::vector<AddressBlock> blocks;
  for (const std::string& text : texts) {
    const auto block = AddressBlock::parse(text);
    if (!block)
      throw std::invalid_argument("trusted_proxies: \"" + text +
                                  "\" is neither an address nor a block like 10.0.0.0/8");
    blocks.push_back(*block);
  }
  return TrustedProxies(std::move(blocks));
}

// Of several headers of one name the last is the nearest proxy's; the others may be the client's own.
std::string_view last_header(const HttpRequest& request, std::string_view name) {
  std::string_view last;
  for (const auto& [known, value] : *request.headers) {
    if (equal_nocase(known, name)) last = value;
  }
  return last;
}

// Lines of one name are one list (RFC 9110 5.3), and some proxies add to it by a line of their own.
std::string all_of_header(const HttpRequest& request, std::string_view name) {
  std::string list;
  for (const auto& [known, value] : *request.headers) {
    if (equal_nocase(known, name)) list.append(list.empty() ? "" : ",").append(value);
  }
  return list;
}

}  // namespace

ServerCore::ServerCore(EventLoop& loop, base::RandomSource& random, ServerOptions options)
    : loop_(loop),
      random_(random),
      options_(std::move(options)),
      trusted_(parse_proxies(options_.trusted_proxies)),
      warnings_(options_.log ? options_.log : log_to_stderr),
      io_(loop, counters_) {
  loop_.add(*this);
}

ServerCore::~ServerCore() {
  if (stop_timer_armed_) loop_.cancel(stop_timer_);
  loop_.remove(*this);
}

void ServerCore::set_options(ServerOptions options) {
  trusted_ = parse_proxies(options.trusted_proxies);
  const bool other_pings = options.ping_rate != options_.ping_rate;
  options_ = std::move(options);
  if (!other_pings) return;
  connections_.for_each([](Connection& connection) {
    if (connection.websocket() != nullptr) connection.websocket()->refill_pings();
  });
}

Endpoint& ServerCore::add_endpoint(EngineApplication& application, const EndpointOptions& options) {
  if (endpoints_.size() >= 32) throw std::invalid_argument("a server has at most 32 endpoints");
  if (!options.path.starts_with('/'))
    throw std::invalid_argument("path: must begin with \"/\", not " + options.path);
  const auto index = static_cast<unsigned>(endpoints_.size());
  endpoints_.push_back(std::make_unique<Endpoint>(*this, index, application, options, random_));
  return *endpoints_.back();
}

std::uint16_t ServerCore::listen(const std::string& host, std::uint16_t port,
                                 std::shared_ptr<TlsContext> tls) {
  for (UniqueFd& socket : open_listeners(host, port, options_.dead_peer_timeout)) {
    listeners_.push_back(std::make_unique<Listener>(loop_, *this, std::move(socket), tls));
  }
  return port;
}

bool ServerCore::accepting() const {
  return !stopping_ &&
         std::ranges::none_of(listeners_, [](const auto& listener) { return listener->paused(); });
}

Endpoint* ServerCore::route(std::string_view path) const {
  const auto found = std::ranges::find_if(endpoints_, [path](const auto& e) { return e->matches(path); });
  return found == endpoints_.end() ? nullptr : found->get();
}

std::size_t ServerCore::largest_body() const {
  std::size_t largest = options_.max_body_bytes;
  for (const auto& endpoint : endpoints_) largest = std::max(largest, endpoint->max_payload());
  return largest;
}

HttpResponse ServerCore::handle_http(const HttpRequest& request) {
  if (handler_) {
    try {
      return handler_(request);
    } catch (const std::exception& error) {
      warnings_.warn(now(), "the HTTP handler failed", error.what());
      return {.status = 500, .content_type = "text/plain; charset=utf-8", .body = "Internal Server Error\n"};
    }
  }
  counters_.add(Counter::refused_not_found);
  return {.status = 404, .content_type = "text/plain; charset=utf-8", .body = "Not Found\n"};
}

void ServerCore::apply_forwarded(HttpRequest& request) const {
  if (!trusted_.contains(request.client)) return;
  request.client = client_address(trusted_, request.client, all_of_header(request, "x-forwarded-for"));
  const std::string_view host = last_element(last_header(request, "x-forwarded-host"));
  if (!host.empty()) request.host = host;
  const std::string_view scheme = last_element(last_header(request, "x-forwarded-proto"));
  if (!scheme.empty()) request.secure = scheme == "https";
}

std::string_view ServerCore::date() {
  if (now() < date_until_) return date_;
  date_until_ = now() + std::chrono::seconds(1);
  const std::time_t seconds = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 40> text{};
  // RFC 9110 5.6.7; the process runs in the "C" locale for times.
  date_.assign(text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc));
  return date_;
}

// Those who stand for many: local proxies and trusted ones.
bool ServerCore::counts_by_address(const Address& peer) const {
  return !peer.is_loopback() && !trusted_.contains(peer);
}

std::shared_ptr<engineio::Subscriber> ServerCore::subscriber(const Address& client) {
  return counts_by_address(client) ? subscribers_.share(now(), client) : nullptr;
}

bool ServerCore::admit(const Address& peer) {
  if (connections_.size() >= options_.max_connections) {
    counters_.add(Counter::refused_connection_limit);
    warnings_.warn(now(), "connections refused: max_connections are open");
    return false;
  }
  if (!counts_by_address(peer)) return true;
  if (subscribers_.add_connection(now(), peer, options_.max_connections_per_address)) return true;
  counters_.add(Counter::refused_address_limit);
  warnings_.warn(now(), "connections refused: one address has max_connections_per_address open");
  return false;
}

// Who only holds a place makes way for who came later, so that a crowd of silent connections cannot lock out
// others.
void ServerCore::begin_handshake(engineio::ConnectionId id) {
  const auto unfinished = [this](engineio::ConnectionId other) {
    const Connection* connection = find(other);
    return connection != nullptr && connection->handshaking();
  };
  while (handshakes_.size() >= options_.max_handshakes) {
    const auto oldest = handshakes_.take_oldest(unfinished);
    if (!oldest) break;
    warnings_.warn(now(), "connections without a request closed: there are max_handshakes newer ones");
    find(*oldest)->drop(Counter::dropped_handshake);
  }
  handshakes_.add(id, unfinished);
}

void ServerCore::warn_of_incoming() {
  warnings_.warn(now(),
                 "connections ended: max_incoming_bytes are held for unfinished requests and messages");
}

void ServerCore::warn_of_memory() {
  warnings_.warn(now(),
                 "connections ended: the kernel has no memory for them (net.ipv4.tcp_mem, memory limits)",
                 std::strerror(errno));
}

void ServerCore::warn_of_close(engineio::CloseReason reason) {
  if (reason == engineio::CloseReason::rate_limited) {
    warnings_.warn(now(), "sessions ended: they sent more messages than they may");
  } else if (reason == engineio::CloseReason::overflow) {
    warnings_.warn(now(), "sessions ended: they did not read what was sent to them");
  }
}

void ServerCore::handle_accepted(UniqueFd socket, const Address& peer, const TlsContext* tls) {
  if (!admit(peer)) return;
  counters_.add(Counter::connections_accepted);
  auto session = tls != nullptr ? std::make_unique<TlsSession>(*tls) : nullptr;
  const auto id = connections_.reserve();
  auto connection = std::make_unique<Connection>(*this, id, peer, std::move(socket), std::move(session));
  Connection& started = *connection;
  connections_.put(id, std::move(connection));
  begin_handshake(id);
  if (started.start()) return;
  counters_.add(Counter::accept_failed);
  warnings_.warn(now(), "connection refused: the kernel watches no more descriptors", std::strerror(errno));
  started.close();
}

void ServerCore::handle_accept_failed(int error) {
  counters_.add(Counter::accept_failed);
  const bool descriptors = error == EMFILE || error == ENFILE;
  warnings_.warn(now(),
                 descriptors ? "accepting paused: raise the limit of open files (ulimit -n, LimitNOFILE=)"
                             : "accepting paused: the kernel has no memory for connections",
                 std::strerror(error));
}

void ServerCore::remove(Connection& connection) {
  counters_.add(Counter::connections_closed);
  deadlines_.clear(connection.id());
  if (connection.counted()) subscribers_.remove_connection(connection.peer());
  removed_.push_back(connections_.take(connection.id()));
}

TimePoint ServerCore::next_deadline() const {
  TimePoint next = deadlines_.next();
  for (const auto& endpoint : endpoints_) next = std::min(next, endpoint->next_deadline());
  return next;
}

void ServerCore::handle_timeout(TimePoint now) {
  while (const auto id = deadlines_.pop_due(now)) {
    if (Connection* connection = find(*id)) connection->handle_deadline_entry();
  }
  for (const auto& endpoint : endpoints_) {
    if (endpoint->next_deadline() <= now) endpoint->handle_timeout();
  }
}

void ServerCore::resume_connections() {
  const auto resuming = std::exchange(resuming_, {});
  for (const auto id : resuming) {
    if (Connection* connection = find(id)) connection->handle_resume();
  }
}

void ServerCore::say_farewells() {
  for (std::size_t left = options_.turn_farewells; left > 0 && !farewells_.empty(); --left) {
    Connection* const connection = find(farewells_.front());
    farewells_.pop_front();
    if (connection != nullptr) connection->websocket()->say_farewell();
  }
}

std::size_t ServerCore::outgoing() const {
  std::size_t octets = outgoing_;
  for (const auto& endpoint : endpoints_) octets += endpoint->waiting_bytes();
  return octets;
}

std::vector<ServerCore::SlowReader> ServerCore::slow_readers() {
  std::vector<SlowReader> readers;
  connections_.for_each([&readers](Connection& connection) {
    if (connection.outgoing() != 0)
      readers.push_back({.held = connection.outgoing(), .connection = &connection});
  });
  for (const auto& endpoint : endpoints_) {
    for (const auto& [session, octets] : endpoint->waiting())
      readers.push_back({.held = octets, .endpoint = endpoint.get(), .session = session});
  }
  return readers;
}

// Ends those for whom the most is held, until an eighth of the limit is free: whoever fills it again has that
// much to send first, so looking for them costs little.
void ServerCore::relieve() {
  warnings_.warn(now(), "sessions ended: max_outgoing_bytes are held for clients that read too slowly");
  std::vector<SlowReader> readers = slow_readers();
  std::ranges::sort(readers, std::greater{}, &SlowReader::held);
  std::size_t left = outgoing();
  for (const SlowReader& reader : readers) {
    if (left <= options_.max_outgoing_bytes / 8 * 7) return;
    left -= reader.held;
    counters_.add(Counter::dropped_outgoing_full);
    if (reader.connection != nullptr) {
      reader.connection->close(engineio::CloseReason::overflow);
    } else {
      reader.endpoint->close(reader.session, engineio::CloseReason::overflow);
    }
  }
}

bool ServerCore::end_turn(TimePoint) {
  say_farewells();
  const auto dirty = [](const auto& endpoint) { return endpoint->dirty(); };
  for (int round = 0; round < kRoundsPerTurn; ++round) {
    if (!resuming_.empty()) resume_connections();
    for (const auto& endpoint : endpoints_) endpoint->flush();
    if (!io_.has_dirty()) break;
    io_.flush_streams();
  }
  if (outgoing() > options_.max_outgoing_bytes) relieve();
  removed_.clear();
  buried_.clear();
  if (stopping_ && connections_.size() == 0) finish_stop();
  return io_.has_dirty() || !resuming_.empty() || !farewells_.empty() ||
         std::ranges::any_of(endpoints_, dirty);
}

void ServerCore::stop(std::chrono::milliseconds patience, std::function<void()> done) {
  if (std::exchange(stopping_, true)) return;
  listeners_.clear();
  stopped_ = std::move(done);
  for (const auto& endpoint : endpoints_) endpoint->stop();
  connections_.for_each([](Connection& connection) { connection.stop(); });
  stop_timer_ = loop_.call_at(now() + patience, [this] {
    stop_timer_armed_ = false;
    connections_.for_each([](Connection& connection) { connection.close(); });
  });
  stop_timer_armed_ = true;
}

void ServerCore::finish_stop() {
  if (std::exchange(stop_timer_armed_, false)) loop_.cancel(stop_timer_);
  if (const auto done = std::exchange(stopped_, nullptr)) done();
}

}  // namespace moim::net
