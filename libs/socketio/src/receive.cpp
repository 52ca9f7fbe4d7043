#include <algorithm>
#include <utility>
#include <vector>

#include "core.h"
#include "socket_state.h"

namespace moim::socketio::detail {
namespace {

// Whether a handler ran. The socket may be disconnected on the way; then the rest of the list does not see
// the event.
bool call(const HandlerList<EventHandler>& handlers, const Socket& socket, Event& event) {
  const auto list = handlers.snapshot();
  if (!list) return false;
  for (const EventHandler& handler : *list) {
    if (!socket.connected()) break;
    handler(event);
  }
  return true;
}

bool call(const HandlerTable<EventHandler>& handlers, const Socket& socket, Event& event) {
  const auto found = handlers.find(event.name());
  return found != handlers.end() && call(found->second, socket, event);
}

std::vector<base::ByteView> split(std::string_view octets, const std::vector<std::size_t>& ends) {
  std::vector<base::ByteView> views;
  views.reserve(ends.size());
  std::size_t start = 0;
  for (const std::size_t end : ends) {
    views.push_back(octets.substr(start, end - start));
    start = end;
  }
  return views;
}

}  // namespace

void Core::handle_message(ConnectionId id, bool binary, base::ByteView payload) {
  Connection* connection = connections_.find(id);
  if (connection == nullptr || connection->ending) return;
  if (binary) return receive_binary(*connection, payload);
  statistics_.activity.add(Activity::packets_received);
  if (connection->incoming) return protocol_error(*connection, ProtocolError::missing_attachment);
  receive_text(*connection, payload);
}

void Core::receive_text(Connection& connection, std::string_view text) {
  const auto packet = parse_packet(text, options_);
  if (!packet) return protocol_error(connection, packet.error());
  if (packet->attachments > 0) return await_attachments(connection, text);
  const auto payload = parse_payload(*packet, connection.handshake->revision, options_, validator_, name_);
  if (!payload) return protocol_error(connection, payload.error());
  dispatch(connection, *packet, *payload, {});
}

bool Core::may_wait(std::size_t bytes) const { return waiting_bytes_ + bytes <= options_.max_waiting_bytes; }

// A packet with attachments is checked at once and kept until they are all there.
void Core::await_attachments(Connection& connection, std::string_view text) {
  if (!may_wait(text.size())) return protocol_error(connection, ProtocolError::too_many_waiting_bytes);
  auto incoming = std::make_unique<IncomingPacket>(text, waiting_bytes_);
  incoming->packet = *parse_packet(incoming->text, options_);
  const auto payload =
      parse_payload(incoming->packet, connection.handshake->revision, options_, validator_, incoming->name);
  if (!payload) return protocol_error(connection, payload.error());
  incoming->payload = *payload;
  connection.incoming = std::move(incoming);
  attachment_deadlines_.set(connection.id, now_ + options_.attachment_timeout);
}

void Core::receive_binary(Connection& connection, base::ByteView octets) {
  IncomingPacket* incoming = connection.incoming.get();
  if (incoming == nullptr) return protocol_error(connection, ProtocolError::unexpected_binary);
  if (incoming->octets.size() + octets.size() > options_.max_attachment_bytes) {
    return protocol_error(connection, ProtocolError::too_many_attachment_bytes);
  }
  if (!may_wait(octets.size())) return protocol_error(connection, ProtocolError::too_many_waiting_bytes);
  incoming->add(octets);
  if (incoming->ends.size() < incoming->packet.attachments) return;
  attachment_deadlines_.clear(connection.id);
  const auto whole = std::move(connection.incoming);
  dispatch(connection, whole->packet, whole->payload, split(whole->octets, whole->ends));
}

void Core::dispatch(Connection& connection, const Packet& packet, const Payload& payload,
                    std::span<const base::ByteView> attachments) {
  if (packet.type == PacketType::connect) return connect(connection, packet, payload.value);
  Socket* socket = find_socket(connection, packet.nsp);
  if (socket != nullptr && socket->connected()) return dispatch_to(*socket, packet, payload, attachments);
  if (socket != nullptr && packet.type == PacketType::disconnect) return drop_admission(*socket);
  no_socket(connection, packet);
}

void Core::dispatch_to(Socket& socket, const Packet& packet, const Payload& payload,
                       std::span<const base::ByteView> attachments) {
  const auto alive = socket.shared_from_this();
  const Args args{payload.args, attachments};
  if (packet.type == PacketType::disconnect) {
    end(socket, DisconnectReason::client_namespace_disconnect);
  } else if (packet.is_ack()) {
    handle_ack(socket, *packet.id, args);
  } else {
    Event event{socket, payload.name, args, packet.id};
    handle_event(socket, event);
  }
}

void Core::handle_event(Socket& socket, Event& event) {
  statistics_.activity.add(Activity::events_received);
  Namespace& nsp = socket.nsp_;
  call(nsp.any_, socket, event);
  if (socket.local_) call(socket.local_->any, socket, event);
  bool handled = call(nsp.events_, socket, event);
  if (socket.local_) handled = call(socket.local_->events, socket, event) || handled;
  if (!handled) call(nsp.unhandled_, socket, event);
}

void Core::handle_ack(Socket& socket, std::uint64_t id, const Args& args) {
  AckHandler handler = take_ack(socket, id);
  statistics_.activity.add(handler ? Activity::acks_received : Activity::late_acks);
  if (!handler) return;
  ack_deadlines_.clear({&socket, id});
  handler(args);
}

void Core::no_socket(Connection& connection, const Packet& packet) {
  const bool late =
      std::ranges::any_of(connection.left, [&](const Namespace* nsp) { return nsp->name() == packet.nsp; });
  if (!late && packet.type != PacketType::disconnect)
    return protocol_error(connection, ProtocolError::not_connected);
  statistics_.activity.add(Activity::late_packets);
}

void Core::protocol_error(Connection& connection, ProtocolError error) {
  statistics_.protocol_errors.add(error);
  if (on_protocol_error_) on_protocol_error_(connection.id, error);
  end(connection, DisconnectReason::parse_error);
}

}  // namespace moim::socketio::detail
