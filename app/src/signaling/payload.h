#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "moim/json/view.h"
#include "moim/rooms/participant_state.h"
#include "moim/socketio/args.h"

#include "signaling/fault.h"
#include "signaling/relay_kind.h"

namespace moim::signaling {

// Readers of what clients send: types only, the rooms know the limits. The payload is the first argument, an
// object, of an event without attachments. Their faults are `bad_request` and name the field.

/// Payload of `join_room`.
struct JoinPayload {
  std::string room;
  std::string label;
  rooms::ParticipantState state{};
  std::optional<std::string> password{};
  std::optional<std::string> invite{};  ///< what is said to be an invitation
  std::string visitor{};
  std::string resume{};  ///< a seat token, or what somebody takes for one; empty: none
};
[[nodiscard]] Outcome<JoinPayload> read_join(const socketio::Args& args);

/// Payload of `update_state`.
[[nodiscard]] Outcome<rooms::StateChange> read_change(const socketio::Args& args);

/// What is read of a relayed event. Views into the arguments, or into `scratch`.
struct RelayPayload {
  json::View document;
  std::string_view receiver;
};
[[nodiscard]] Outcome<RelayPayload> read_relay(const socketio::Args& args, const RelayKind& kind,
                                               std::string& scratch);

}  // namespace moim::signaling
