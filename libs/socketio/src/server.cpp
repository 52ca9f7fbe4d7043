#include "moim/socketio/server.h"

#include <utility>

#include "core.h"

namespace moim::socketio {

Server::Server(const Options& options, base::RandomSource& random, AdapterFactory make_adapter)
    : core_(std::make_unique<detail::Core>(options, random, std::move(make_adapter))) {}

Server::~Server() = default;

void Server::set_options(const Options& options) { core_->set_options(options); }

void Server::attach(Outbox& outbox) { core_->attach(outbox); }

void Server::handle_open(base::TimePoint now, ConnectionId connection, Handshake handshake) {
  core_->set_time(now);
  core_->handle_open(connection, std::move(handshake));
}

void Server::handle_message(base::TimePoint now, ConnectionId connection, bool binary,
                            base::ByteView payload) {
  core_->set_time(now);
  core_->handle_message(connection, binary, payload);
}

void Server::handle_close(base::TimePoint now, ConnectionId connection, TransportClose reason,
                          base::TimePoint heard) {
  core_->set_time(now);
  core_->handle_close(connection, reason, heard);
}

void Server::handle_delivered(base::TimePoint now, ConnectionId connection, std::uint64_t messages) {
  core_->set_time(now);
  core_->handle_delivered(connection, messages);
}

void Server::handle_timeout(base::TimePoint now) {
  core_->set_time(now);
  core_->handle_timeout();
}

base::TimePoint Server::next_deadline() const { return core_->next_deadline(); }
void Server::set_time(base::TimePoint now) { core_->set_time(now); }
base::TimePoint Server::now() const { return core_->now(); }

Namespace& Server::of(std::string_view name) { return core_->of(name); }
Namespace& Server::main() { return core_->main(); }

void Server::on_protocol_error(std::function<void(ConnectionId, ProtocolError)> handler) {
  core_->on_protocol_error(std::move(handler));
}

void Server::shut_down() { core_->shut_down(); }

std::size_t Server::connection_count() const { return core_->connection_count(); }
const Statistics& Server::statistics() const { return core_->statistics(); }
const Options& Server::options() const { return core_->options(); }

}  // namespace moim::socketio
