#pragma once

#include <optional>
#include <string>

namespace moim::rooms {

/// What a participant sends and does, as the others are told (docs/protocol.md, "Participant state").
/// The defaults describe a base client, which sends sound and picture from the start and never says so.
struct ParticipantState {
  bool microphone = true;
  bool camera = true;
  bool screen = false;
  bool recording = false;

  [[nodiscard]] bool operator==(const ParticipantState&) const = default;
};

/// Some fields of a participant's state and label; what is absent stays as it is.
struct StateChange {
  std::optional<bool> microphone{};
  std::optional<bool> camera{};
  std::optional<bool> screen{};
  std::optional<bool> recording{};
  std::optional<std::string> label{};
};

/// `state` with the fields that `change` holds.
[[nodiscard]] inline ParticipantState changed(ParticipantState state, const StateChange& change) {
  return {.microphone = change.microphone.value_or(state.microphone),
          .camera = change.camera.value_or(state.camera),
          .screen = change.screen.value_or(state.screen),
          .recording = change.recording.value_or(state.recording)};
}

}  // namespace moim::rooms
