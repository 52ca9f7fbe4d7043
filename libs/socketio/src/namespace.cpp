#include "moim/socketio/namespace.h"

#include <utility>

#include "core.h"

namespace moim::socketio {

Namespace::Namespace(detail::Core& core, std::string name, const AdapterFactory& make_adapter)
    : core_(core), name_(std::move(name)), adapter_(make_adapter(*this)) {}

Namespace::~Namespace() = default;

void Namespace::use(Middleware middleware) { middleware_.add(std::move(middleware)); }
void Namespace::on_connection(ConnectionHandler handler) { connection_.add(std::move(handler)); }
void Namespace::on_event(std::string_view event, EventHandler handler) {
  events_[std::string{event}].add(std::move(handler));
}
void Namespace::on_any(EventHandler handler) { any_.add(std::move(handler)); }
void Namespace::on_unhandled(EventHandler handler) { unhandled_.add(std::move(handler)); }
void Namespace::on_disconnecting(DisconnectHandler handler) { disconnecting_.add(std::move(handler)); }
void Namespace::on_disconnect(DisconnectHandler handler) { disconnect_.add(std::move(handler)); }

Socket* Namespace::find(std::string_view id) const {
  const auto found = sockets_.find(id);
  return found == sockets_.end() || !found->second->connected() ? nullptr : found->second.get();
}

Socket* Namespace::reach(std::string_view id) const {
  if (Socket* connected = find(id)) return connected;
  const auto held = held_.find(id);
  return held == held_.end() ? nullptr : held->second.get();
}

}  // namespace moim::socketio
