#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace moim::socketio::detail {

/// An object with `"_placeholder": true`, which a receiver replaces by an attachment.
struct Placeholder {
  std::string_view marker;  // its `true`
  std::string_view number;  // empty when it has none
};

/// All placeholders in a list of validated values. Views are into `list`.
[[nodiscard]] std::vector<Placeholder> find_placeholders(std::string_view list);

/// The index a placeholder's number stands for, if there are that many attachments.
[[nodiscard]] std::optional<std::size_t> attachment_index(std::string_view number, std::size_t attachments);

}  // namespace moim::socketio::detail
