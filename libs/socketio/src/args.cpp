#include "moim/socketio/args.h"

#include "placeholders.h"

namespace moim::socketio {

json::View Args::operator[](std::size_t index) const {
  for (const json::View value : *this) {
    if (index-- == 0) return value;
  }
  return {};
}

std::optional<base::ByteView> Args::binary(json::View value) const {
  const auto marker = value.find("_placeholder");
  if (!marker || marker->boolean() != true) return std::nullopt;
  const auto index =
      detail::attachment_index(value.find("num").value_or(json::View{}).text(), attachments_.size());
  if (!index) return std::nullopt;
  return attachments_[*index];
}

}  // namespace moim::socketio
