#pragma once

#include <cstddef>
#include <expected>

#include "moim/base/bytes.h"
#include "moim/engineio/packet.h"

namespace moim::engineio {

/// Whether all of `text` is UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] bool is_utf8(base::ByteView text);

/// UTF-16 code units of text that is UTF-8: the `length` of a string in JavaScript.
[[nodiscard]] std::size_t utf16_length(base::ByteView text);

/// How many octets at the front of `text` hold exactly `units` UTF-16 code units. Errors: `truncated` if
/// there are fewer, `bad_length` if the cut would fall inside a character, `bad_utf8` in what is passed over.
[[nodiscard]] std::expected<std::size_t, ParseError> utf16_prefix(base::ByteView text, std::size_t units);

}  // namespace moim::engineio
