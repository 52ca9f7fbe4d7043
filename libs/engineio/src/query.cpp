#include "query.h"

namespace moim::engineio {
namespace {

using base::ByteView;

std::optional<ByteView> value_of(ByteView text, ByteView key) {
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const ByteView pair = text.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (pair.substr(0, equals) == key) {
      return equals == ByteView::npos ? ByteView{} : pair.substr(equals + 1);
    }
    text.remove_prefix(end == ByteView::npos ? text.size() : end + 1);
  }
  return std::nullopt;
}

std::optional<Version> version_from(std::optional<ByteView> value) {
  if (value == "4") return Version::v4;
  if (value == "3") return Version::v3;
  return std::nullopt;
}

std::optional<TransportKind> transport_from(std::optional<ByteView> value) {
  if (value == "websocket") return TransportKind::websocket;
  if (value == "polling") return TransportKind::polling;
  return std::nullopt;
}

}  // namespace

Query parse_query(ByteView text) {
  const ByteView base64 = value_of(text, "b64").value_or("");
  return {.version = version_from(value_of(text, "EIO")),
          .transport = transport_from(value_of(text, "transport")),
          .sid = value_of(text, "sid").value_or(""),
          .base64 = !base64.empty() && base64 != "0" && base64 != "false",
          .call = value_of(text, "heartbeat") == "call",
          .jsonp = value_of(text, "j").has_value()};
}

}  // namespace moim::engineio
