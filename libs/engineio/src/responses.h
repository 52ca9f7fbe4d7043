#pragma once

#include "moim/engineio/http.h"

namespace moim::engineio {

/// An error in the shape of the numbered ones. `message` is a literal without characters JSON would escape.
[[nodiscard]] Response error_response(std::uint16_t status, RequestError error, base::ByteView message);

/// The answer to a POST that was taken.
[[nodiscard]] Response ok_response();

/// The answer to a GET.
[[nodiscard]] Response payload_response(base::Bytes body, bool binary);

}  // namespace moim::engineio
