#include <utility>

#include "moim/base/check.h"
#include "moim/json/write.h"
#include "moim/socketio/middleware.h"

#include "core.h"
#include "query.h"
#include "socket_state.h"

namespace moim::socketio::detail {

void Core::connect(Connection& connection, const Packet& packet, json::View payload) {
  std::string_view name = packet.nsp;
  std::string auth;
  if (connection.handshake->revision == Revision::v4) {
    name = packet.nsp.substr(0, packet.nsp.find('?'));
    if (name.size() < packet.nsp.size()) auth = query_to_json(packet.nsp.substr(name.size() + 1));
  } else if (payload.is_object()) {
    auth = payload.text();
  }
  const auto found = namespaces_.find(name);
  if (found == namespaces_.end()) {
    statistics_.activity.add(Activity::refused);
    text_.clear();
    append_header(text_, {.type = PacketType::connect_error, .nsp = name});
    text_ += R"({"message":"Invalid namespace"})";
    return send_message(connection, false, text_);
  }
  Namespace& nsp = *found->second;
  if (!make_way(connection, nsp)) return;
  if (connection.sockets.size() >= options_.max_namespaces) {
    return refuse_connect(connection, nsp.name(), "Too many namespaces", LimitHit::namespaces);
  }
  if (auth.size() > options_.max_auth_bytes) {
    return refuse_connect(connection, nsp.name(), "Auth payload too long", LimitHit::auth_bytes);
  }
  ask(connection, nsp, std::move(auth));
}

// Whether the client may ask for `nsp`. One who asks again while waiting is heard anew: a client that gave up
// and tries again has not said so. Some clients of revision 4 ask for the main namespace although they are in
// it; others who ask twice break the protocol.
bool Core::make_way(Connection& connection, const Namespace& nsp) {
  Socket* socket = find_socket(connection, nsp.name());
  if (socket == nullptr) return true;
  if (!socket->connected()) {
    drop_admission(*socket);
    return true;
  }
  if (connection.handshake->revision == Revision::v5)
    protocol_error(connection, ProtocolError::already_connected);
  return false;
}

void Core::ask(Connection& connection, Namespace& nsp, std::string auth) {
  std::erase(connection.left, &nsp);
  const auto socket =
      std::make_shared<Socket>(*this, connection, nsp, base::random_id(random_), std::move(auth));
  connection.sockets.push_back(socket);
  socket->admission_ = std::make_unique<Admission>();
  Admission& admission = *socket->admission_;
  admission.recovers = find_recoverable(nsp, socket->auth(), admission.offset);
  if (!admission.recovers || !options_.recovery.skip_middleware)
    admission.middleware = nsp.middleware_.snapshot();
  if (socket->admission_->middleware) admission_deadlines_.set(socket.get(), now_ + options_.connect_timeout);
  advance(*socket);
}

// Calls one middleware after the other, for as long as they answer at once.
void Core::advance(Socket& socket) {
  const auto alive = socket.shared_from_this();
  const auto middleware = socket.admission_->middleware;
  const std::size_t count = middleware ? middleware->size() : 0;
  while (socket.admission_->step < count) {
    const std::size_t step = socket.admission_->step;
    socket.admission_->running = true;
    (*middleware)[step](socket, Next{socket.weak_from_this(), step});
    if (socket.state_ != Socket::State::pending) return;
    socket.admission_->running = false;
    if (socket.admission_->step == step) return;
  }
  admit(socket);
}

void Core::proceed(Socket& socket, std::size_t step) {
  if (socket.state_ != Socket::State::pending || socket.admission_->step != step) return;
  ++socket.admission_->step;
  if (!socket.admission_->running) advance(socket);
}

void Core::refuse(Socket& socket, std::size_t step, std::string_view message, std::string_view data) {
  if (socket.state_ != Socket::State::pending || socket.admission_->step != step) return;
  refuse_admission(socket, message, data);
}

void Core::refuse_admission(Socket& socket, std::string_view message, std::string_view data) {
  statistics_.activity.add(Activity::refused);
  send_connect_error(*socket.connection_, socket.nsp_.name(), message, data);
  drop_admission(socket);
}

void Core::drop_admission(Socket& socket) {
  const auto alive = socket.shared_from_this();
  socket.state_ = Socket::State::ended;
  socket.admission_.reset();
  socket.local_.reset();
  admission_deadlines_.clear(&socket);
  Connection& connection = *std::exchange(socket.connection_, nullptr);
  std::erase(connection.sockets, alive);
}

void Core::admit(Socket& socket) {
  const auto before = std::move(socket.admission_->recovers);
  const std::uint64_t offset = socket.admission_->offset;
  socket.state_ = Socket::State::connected;
  socket.admission_.reset();
  if (before && before->held()) {
    restore(socket, *before, offset);
  } else {
    begin_recovery(socket);
  }
  admission_deadlines_.clear(&socket);
  connect_deadlines_.clear(socket.connection_id_);
  MOIM_CHECK(socket.nsp_.sockets_.emplace(socket.id(), socket.shared_from_this()).second);
  statistics_.activity.add(Activity::sockets);
  send_connect(socket);
  if (socket.recovered_) resend(socket);
  const auto handlers = socket.nsp_.connection_.snapshot();
  if (!handlers) return;
  for (const auto& handler : *handlers) {
    if (socket.connected()) handler(socket);
  }
}

// Revision 5 tells the client its id, and the proof with which it may recover; clients of revision 4 make
// their own id up.
void Core::send_connect(Socket& socket) {
  text_.clear();
  append_header(text_, {.type = PacketType::connect, .nsp = socket.nsp_.name()});
  if (socket.handshake().revision == Revision::v5) {
    json::ObjectWriter object{text_};
    object.field("sid", socket.id());
    if (socket.recovery_) object.field("pid", socket.recovery_->pid);
  }
  send_message(*socket.connection_, false, text_);
}

// Revision 5: an object with the message and the data. Revision 4: the data if there is any, else the
// message.
void Core::send_connect_error(Connection& connection, std::string_view nsp, std::string_view message,
                              std::string_view data) {
  text_.clear();
  append_header(text_, {.type = PacketType::connect_error, .nsp = nsp});
  if (connection.handshake->revision == Revision::v5) {
    json::ObjectWriter object{text_};
    object.field("message", message);
    if (!data.empty()) object.field("data", json::Raw{data});
  } else if (!data.empty()) {
    text_ += data;
  } else {
    json::append_string(text_, message);
  }
  send_message(connection, false, text_);
}

void Core::refuse_connect(Connection& connection, std::string_view nsp, std::string_view message,
                          LimitHit limit) {
  statistics_.activity.add(Activity::refused);
  statistics_.limits.add(limit);
  send_connect_error(connection, nsp, message, {});
}

}  // namespace moim::socketio::detail
