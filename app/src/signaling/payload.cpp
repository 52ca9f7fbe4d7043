#include "signaling/payload.h"

#include <utility>

#include "signaling/reader.h"

namespace moim::signaling {

Outcome<JoinPayload> read_join(const socketio::Args& args) {
  Reader read;
  const auto [room, label, state, resume, password, invite, visitor] =
      pick<7>(read.payload(args), {"room", "email", "state", "resume", "password", "invite", "visitor"});
  return read.result(JoinPayload{.room = read.room(room),
                                 .label = read.label(label),
                                 .state = read.state(state),
                                 .password = read.text("password", password),
                                 .invite = read.text("invite", invite),
                                 .visitor = read.text("visitor", visitor).value_or(""),
                                 .resume = resume.value_or(json::View{}).string().value_or("")});
}

Outcome<rooms::StateChange> read_change(const socketio::Args& args) {
  Reader read;
  const json::View payload = read.payload(args);
  rooms::StateChange change = read.flags(payload);
  if (const Value label = payload.find("email")) change.label = read.label(label);
  return read.result(std::move(change));
}

Outcome<RelayPayload> read_relay(const socketio::Args& args, const RelayKind& kind, std::string& scratch) {
  Reader read;
  const auto [document, receiver] = pick<2>(read.fields(args), {kind.document, kind.receiver});
  return read.result(RelayPayload{.document = read.document(kind.document, document),
                                  .receiver = read.receiver(kind.receiver, receiver, scratch)});
}

}  // namespace moim::signaling
