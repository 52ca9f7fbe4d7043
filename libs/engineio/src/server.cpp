#include "moim/engineio/server.h"

#include <utility>
#include <vector>

#include "moim/base/check.h"

#include "server_impl.h"

namespace moim::engineio {

using base::ByteView;
using base::TimePoint;

// What the outputs of the call before pointed to is free again.
void Server::Impl::begin() {
  MOIM_CHECK(shared_.outputs.empty() && !post_ && !flushing_);
  give_back_sent();
}

void Server::Impl::give_back_sent() {
  for (auto& queue : shared_.in_flight) shared_.pool.give_back(std::move(queue));
  shared_.in_flight.clear();
}

void Server::Impl::handle_frame(TimePoint now, ConnectionId connection, bool binary, ByteView payload) {
  begin();
  const Link* const found = connections_.find(connection);
  if (found == nullptr) return;
  Session* const session = sessions_.find(found->session);
  if (session == nullptr) return;
  session->handle_frame(now, connection, binary, payload);
  settle(*session);
}

void Server::Impl::handle_connection_closed(TimePoint now, ConnectionId connection, CloseReason reason) {
  begin();
  const Link* const found = connections_.find(connection);
  if (found == nullptr) return;
  const Link link = *found;
  connections_.erase(connection);
  Session* const session = sessions_.find(link.session);
  if (session == nullptr) return;
  session->handle_connection_closed(now, connection, reason);
  if (link.http && !session->over()) session->drop_connection(now);
  settle(*session);
}

void Server::Impl::handle_timeout(TimePoint now) {
  begin();
  while (const auto due = deadlines_.pop_due(now)) {
    Session* const session = sessions_.find(*due);
    MOIM_CHECK(session != nullptr);
    session->armed = base::kNever;
    session->handle_timeout(now);
    settle(*session);
  }
}

void Server::Impl::send(SessionId id, bool binary, ByteView payload) {
  if (Session* const session = sessions_.find(id)) {
    session->send(binary, payload);
  } else {
    shared_.statistics.metrics.add(Metric::sends_dropped);
  }
}

void Server::Impl::close(SessionId id, CloseReason reason) {
  if (Session* const session = sessions_.find(id)) session->close(reason);
}

void Server::Impl::close_all(CloseReason reason) {
  sessions_.for_each([reason](Session& session) { session.close(reason); });
}

std::vector<Waiting> Server::Impl::waiting() const {
  std::vector<Waiting> waiting;
  sessions_.for_each([&waiting](const Session& session) {
    if (session.waiting_bytes() != 0) waiting.push_back({session.id(), session.waiting_bytes()});
  });
  return waiting;
}

void Server::Impl::flush(TimePoint now) {
  begin();
  if (!shared_.dirty.empty()) flushing_ = now;
}

// One session, and only when its outputs are asked for: they are still in the processor's cache when they are
// copied, and the buffer of the one before is free again.
bool Server::Impl::flush_next() {
  if (!flushing_) return false;
  give_back_sent();
  if (flushed_ == shared_.dirty.size()) {
    shared_.dirty.clear();
    flushed_ = 0;
    flushing_.reset();
    return false;
  }
  if (Session* const session = sessions_.find(shared_.dirty[flushed_++])) {
    session->flush(*flushing_);
    settle(*session);
  }
  return true;
}

std::optional<Output> Server::Impl::poll_output() {
  while (shared_.outputs.empty()) {
    if (post_) {
      read_post();
    } else if (!flush_next()) {
      return std::nullopt;
    }
  }
  return shared_.outputs.pop();
}

// From now on the connection belongs to this session; the one it served before loses it.
void Server::Impl::link(TimePoint now, ConnectionId connection, SessionId session, bool http) {
  const auto [entry, added] = connections_.try_emplace(connection, Link{session, http});
  MOIM_CHECK(entry != nullptr);
  if (!added) {
    if (entry->session == session && entry->http == http) return;
    const Link before = std::exchange(*entry, Link{session, http});
    Session* const other = sessions_.find(before.session);
    if (other != nullptr && before.http) {
      other->drop_connection(now);
      settle(*other);
    }
  }
  if (!http) return;
  if (Session* const owner = sessions_.find(session)) owner->add_connection();
}

void Server::Impl::unlink(TimePoint now, ConnectionId connection) {
  const Link* const found = connections_.find(connection);
  if (found == nullptr) return;
  const Link before = *found;
  connections_.erase(connection);
  Session* const session = sessions_.find(before.session);
  if (session == nullptr || !before.http) return;
  session->drop_connection(now);
  settle(*session);
}

void Server::Impl::set_options(const Options& options) {
  const bool other_rate = options.packet_rate != shared_.options.packet_rate;
  shared_.options = options;
  if (other_rate) sessions_.for_each([](Session& session) { session.refill(); });
}

// After anything that happened to a session: forget it if it is over, else see to its next deadline.
void Server::Impl::settle(Session& session) {
  const TimePoint next = session.over() ? base::kNever : session.next_deadline();
  if (next != session.armed) {
    session.armed = next;
    deadlines_.set(session.id(), next);
  }
  if (session.over()) sessions_.remove(session);
}

Server::Server(const Options& options, base::RandomSource& random) {
  check(options);
  impl_ = std::make_unique<Impl>(options, random);
}
Server::~Server() = default;

void Server::set_options(const Options& options) {
  check(options);
  impl_->set_options(options);
}

void Server::handle_request(TimePoint now, ConnectionId connection, const Request& request) {
  impl_->handle_request(now, connection, request);
}
void Server::handle_frame(TimePoint now, ConnectionId connection, bool binary, ByteView payload) {
  impl_->handle_frame(now, connection, binary, payload);
}
void Server::handle_connection_closed(TimePoint now, ConnectionId connection, CloseReason reason) {
  impl_->handle_connection_closed(now, connection, reason);
}
void Server::handle_timeout(TimePoint now) { impl_->handle_timeout(now); }
TimePoint Server::next_deadline() const { return impl_->next_deadline(); }
void Server::send(SessionId session, bool binary, ByteView payload) { impl_->send(session, binary, payload); }
void Server::close(SessionId session, CloseReason reason) { impl_->close(session, reason); }
void Server::close_all(CloseReason reason) { impl_->close_all(reason); }
void Server::flush(TimePoint now) { impl_->flush(now); }
std::optional<Output> Server::poll_output() { return impl_->poll_output(); }

std::optional<TransportKind> Server::transport(SessionId session) const {
  const Session* const found = impl_->sessions().find(session);
  return found == nullptr ? std::nullopt : std::optional{found->transport()};
}
std::size_t Server::waiting_bytes() const { return impl_->shared().waiting_bytes; }
std::vector<Waiting> Server::waiting() const { return impl_->waiting(); }
std::size_t Server::session_count() const { return impl_->sessions().size(); }
const Statistics& Server::statistics() const { return impl_->shared().statistics; }
const Options& Server::options() const { return impl_->shared().options; }

}  // namespace moim::engineio
