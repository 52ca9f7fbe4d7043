#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "config/listen_address.h"

namespace moim::app {

/// Where a page that was opened over plain HTTP should have been opened: the public URL if it is HTTPS, else
/// `host` (a Host header's value) with the port of the first HTTPS listener. Nothing if there is neither.
[[nodiscard]] std::optional<std::string> secure_origin(std::string_view host,
                                                       const std::optional<std::string>& public_url,
                                                       std::span<const ListenAddress> listeners);

}  // namespace moim::app
