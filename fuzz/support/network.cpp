#include "support/network.h"

#include <algorithm>
#include <chrono>
#include <variant>

#include "moim/engineio/payload.h"
#include "moim/json/validator.h"

#include "support/input.h"

namespace moim::fuzz {
namespace {

using namespace std::chrono_literals;
using engineio::CloseReason;
using engineio::ConnectionId;
using engineio::Method;

constexpr std::size_t kMostLines = 200;
constexpr std::size_t kMostConnections = 100;
constexpr std::size_t kManyPackets = 1'000'000;

}  // namespace

Network::Network(const engineio::Options& options, Application& application)
    : application_(application), options_(options), server_(options, random_) {}

void Network::run(std::string_view script) {
  for (std::size_t line = 0; line < kMostLines && !script.empty(); ++line) play(take_until(script, '\n'));
  corked_ = false;
  while (!connections_.empty()) drop(connections_.begin()->first, CloseReason::transport_close);
  advance(60s);
  MOIM_CHECK(server_.session_count() == 0 && subscriber_->sessions == 0);
  MOIM_CHECK(server_.next_deadline() == base::kNever);
  for (const Session& session : sessions_) MOIM_CHECK(session.closed);
}

void Network::play(std::string_view line) {
  if (line.empty()) return;
  const char verb = line.front();
  std::string_view rest = line.substr(1);
  switch (verb) {
    case 'f':
    case 'x':
      return frame(rest, verb == 'x');
    case 'd':
    case 'k':
      if (const auto connection = pick_connection(rest, false))
        drop(*connection, verb == 'd' ? CloseReason::transport_close : CloseReason::overflow);
      return;
    case 't':
      return advance(take_number(rest) * 100ms);
    case 'T':
      now_ += take_number(rest) * 100ms;
      return;
    case 'm':
      return set_limits(take_number(rest));
    case ';':
      corked_ = !corked_;
      return end_turn();
    default:
      if (play_request(verb, rest)) return;
      application_.handle_command(verb, rest);
      return end_turn();
  }
}

bool Network::play_request(char verb, std::string_view rest) {
  if (connections_.size() >= kMostConnections)
    return std::string_view{"obwgpPLuqrv"}.find(verb) != std::string_view::npos;
  if (verb == 'o' || verb == 'b' || verb == 'w') return handshake(verb, rest), true;
  if (verb == 'q') return request({.method = Method::get, .query = rest}, std::nullopt), true;
  if (verb == 'r') return request({.method = Method::post, .query = rest}, std::nullopt), true;
  if (verb == 'v') return request({.query = rest, .websocket_upgrade = true}, std::nullopt), true;
  if (std::string_view{"gpPLu"}.find(verb) == std::string_view::npos) return false;
  const auto session = pick_session(rest);
  if (!session) return true;
  const std::string query = query_of(*session, verb == 'u' ? "websocket" : "polling");
  const std::string body = verb == 'L' ? "" : application_.expand(rest);
  if (verb == 'u') return request({.query = query, .websocket_upgrade = true}, session), true;
  if (verb == 'g') return request({.query = query}, session), true;
  request({.method = Method::post,
           .query = query,
           .content_type = verb == 'P' ? "application/octet-stream" : "text/plain",
           .body = body,
           .body_too_large = verb == 'L'},
          session);
  return true;
}

void Network::set_limits(std::size_t quarters) {
  engineio::Options options = options_;
  for (auto* time : {&options.ping_interval, &options.ping_timeout}) {
    *time = std::chrono::milliseconds{portion(static_cast<std::size_t>(time->count()), quarters)};
  }
  for (auto* limit : {&options.max_payload, &options.max_queued_bytes, &options.max_packets_per_payload,
                      &options.max_sessions, &options.max_sessions_per_subscriber}) {
    *limit = portion(*limit, quarters);
  }
  if (quarters % 2 != 0) options.packet_rate = options.subscriber_packet_rate = {10, 10};
  server_.set_options(options);
  subscriber_->packets.refill();
  application_.handle_limits(quarters);
  end_turn();
}

void Network::handshake(char transport, std::string_view rest) {
  std::string query = rest.starts_with('3') ? "EIO=3" : "EIO=4";
  query += transport == 'w' ? "&transport=websocket" : "&transport=polling";
  if (transport == 'b') query += "&b64=1";
  request({.query = query, .websocket_upgrade = transport == 'w'}, std::nullopt);
}

void Network::request(engineio::Request request, std::optional<std::size_t> session) {
  const Exact query{request.query};
  const Exact body{request.body};
  request.query = query.view();
  request.body = body.view();
  request.subscriber = subscriber_;
  const ConnectionId connection{next_connection_++};
  connections_[connection] = {.poll = request.method == Method::get && !request.websocket_upgrade,
                              .session = session};
  // Sessions that can be guessed: their messages may be fetched without our knowing whose they are.
  if (!session && request.query.find("sid=") != std::string_view::npos) exact_ = false;
  server_.handle_request(now_, connection, request);
  end_turn();
}

void Network::frame(std::string_view rest, bool binary) {
  const auto connection = pick_connection(rest, true);
  // net checks text before it comes here.
  if (!connection || (!binary && !json::valid_utf8(rest))) return;
  const Exact payload{application_.expand(rest)};
  server_.handle_frame(now_, *connection, binary, payload.view());
  end_turn();
}

void Network::drop(ConnectionId connection, CloseReason reason) {
  connections_.erase(connection);
  server_.handle_connection_closed(now_, connection, reason);
  end_turn();
}

void Network::advance(base::Duration duration) {
  const base::TimePoint end = now_ + duration;
  for (;;) {
    const base::TimePoint next = std::min(server_.next_deadline(), application_.next_deadline());
    if (next > end) break;
    now_ = std::max(now_, next);
    if (application_.next_deadline() <= now_) application_.handle_timeout(now_);
    server_.handle_timeout(now_);
    drain();
    server_.flush(now_);
    drain();
  }
  now_ = std::max(now_, end);
}

void Network::end_turn() {
  drain();
  if (corked_) return;
  server_.flush(now_);
  drain();
}

void Network::drain() {
  while (const auto output = server_.poll_output()) {
    std::visit([this](const auto& one) { take(one); }, *output);
  }
}

void Network::send(std::size_t session, bool binary, base::ByteView payload) {
  // A payload of revision 4 separates packets by U+001E, and has no way to say that one is part of a text.
  if (!binary && payload.find('\x1e') != std::string_view::npos) exact_ = false;
  sessions_[session].sent.push_back({binary, std::string{payload}});
  const Exact copy{payload};
  server_.send(sessions_[session].id, binary, copy.view());
}

void Network::close(std::size_t session) { server_.close(sessions_[session].id); }

void Network::take(const engineio::Respond& output) {
  const auto found = connections_.find(output.connection);
  MOIM_CHECK(found != connections_.end() && found->second.waiting);
  Connection& connection = found->second;
  connection.waiting = false;
  MOIM_CHECK(output.response.status >= 200 && !output.response.body.empty());
  if (connection.poll && connection.session && output.response.status == 200)
    receive_payload(*connection.session, output.response);
}

void Network::take(const engineio::AcceptWebSocket& output) {
  const auto found = connections_.find(output.connection);
  MOIM_CHECK(found != connections_.end() && found->second.waiting);
  found->second.waiting = false;
  found->second.websocket = true;
}

void Network::take(const engineio::Frame& output) {
  const auto found = connections_.find(output.connection);
  MOIM_CHECK(found != connections_.end());
  const Connection& connection = found->second;
  MOIM_CHECK(connection.websocket && !connection.closing);
  if (!connection.session) return;
  base::Bytes scratch;
  const auto packet =
      engineio::decode_packet(sessions_[*connection.session].version, output.binary, output.payload, scratch);
  MOIM_CHECK(packet.has_value());
  receive(*connection.session, *packet);
}

void Network::take(const engineio::CloseWebSocket& output) {
  const auto found = connections_.find(output.connection);
  MOIM_CHECK(found != connections_.end());
  MOIM_CHECK(found->second.websocket && !found->second.closing);
  found->second.closing = true;
}

void Network::take(const engineio::Opened& output) {
  const std::size_t index = sessions_.size();
  sessions_.push_back({.id = output.session, .version = output.version});
  connections_.at(output.connection).session = index;
  application_.handle_open(index, output.version);
}

void Network::take(const engineio::Message& output) {
  const std::size_t session = index_of(output.session);
  MOIM_CHECK(is_open(session));
  const Exact payload{output.payload};
  application_.handle_message(session, output.binary, payload.view());
}

void Network::take(const engineio::Delivered& output) {
  MOIM_CHECK(is_open(index_of(output.session)) && output.messages > 0);
}

void Network::take(const engineio::Closed& output) {
  const std::size_t session = index_of(output.session);
  MOIM_CHECK(is_open(session));
  sessions_[session].closed = true;
  application_.handle_close(session, output.reason);
}

void Network::receive_payload(std::size_t session, const engineio::Response& response) {
  using engineio::PayloadFormat;
  const bool binary = response.content_type.starts_with("application/octet-stream");
  const bool v4 = sessions_[session].version == engineio::Version::v4;
  MOIM_CHECK(!binary || !v4);
  engineio::PayloadDecoder decoder{v4       ? PayloadFormat::v4_text
                                   : binary ? PayloadFormat::v3_binary
                                            : PayloadFormat::v3_text,
                                   response.body, kManyPackets};
  for (;;) {
    const auto packet = decoder.next();
    MOIM_CHECK(packet.has_value() || !exact_);
    if (!packet || !*packet) return;
    receive(session, **packet);
  }
}

void Network::receive(std::size_t index, const engineio::Packet& packet) {
  Session& session = sessions_[index];
  if (packet.type == engineio::PacketType::open) {
    constexpr std::string_view kKey = R"("sid":")";
    const std::size_t key = packet.data.find(kKey);
    // A separator in a text of the application may cut it so that the rest looks like a packet (exact_).
    MOIM_CHECK(key != std::string_view::npos || !exact_);
    if (key != std::string_view::npos)
      session.sid = packet.data.substr(key + kKey.size(), base::kRandomIdOctets * 4 / 3);
  }
  if (packet.type != engineio::PacketType::message || !exact_) return;
  MOIM_CHECK(!session.sent.empty());
  MOIM_CHECK(session.sent.front().binary == packet.binary && session.sent.front().payload == packet.data);
  session.sent.pop_front();
}

std::size_t Network::index_of(engineio::SessionId session) const {
  const auto found = std::ranges::find(sessions_, session, &Session::id);
  MOIM_CHECK(found != sessions_.end());
  return static_cast<std::size_t>(found - sessions_.begin());
}

std::optional<std::size_t> Network::pick_session(std::string_view& rest) const {
  if (sessions_.empty()) return std::nullopt;
  return take_number(rest) % sessions_.size();
}

std::optional<ConnectionId> Network::pick_connection(std::string_view& rest, bool websocket) const {
  std::vector<ConnectionId> fitting;
  for (const auto& [id, connection] : connections_) {
    if (!websocket || connection.websocket) fitting.push_back(id);
  }
  if (fitting.empty()) return std::nullopt;
  return fitting[take_number(rest) % fitting.size()];
}

std::string Network::query_of(std::size_t session, std::string_view transport) const {
  const Session& of = sessions_[session];
  std::string query = of.version == engineio::Version::v3 ? "EIO=3" : "EIO=4";
  return query.append("&transport=").append(transport).append("&sid=").append(of.sid);
}

}  // namespace moim::fuzz
