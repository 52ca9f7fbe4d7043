#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "config/config.h"
#include "config/parsed.h"

// How single values are read from text and written back. A reader says what it allows when it refuses.
namespace moim::app {

/// A whole number in decimal.
[[nodiscard]] Parsed<std::uint64_t> parse_number(std::string_view text, std::uint64_t least,
                                                 std::uint64_t most);

/// A number of octets: digits, then nothing, kB, MB, GB (powers of 1000) or KiB, MiB, GiB (powers of 1024).
[[nodiscard]] Parsed<std::uint64_t> parse_size(std::string_view text, std::uint64_t least,
                                               std::uint64_t most);

/// A length of time: digits, then ms, s, m or h. A bare number is refused: Socket.IO counts milliseconds,
/// others seconds.
[[nodiscard]] Parsed<std::chrono::milliseconds> parse_duration(std::string_view text,
                                                               std::chrono::milliseconds least,
                                                               std::chrono::milliseconds most);

/// true or false; also yes, no, on, off, 1, 0, as environments like to have it.
[[nodiscard]] Parsed<bool> parse_toggle(std::string_view text);

/// Anything but nothing.
[[nodiscard]] Parsed<std::filesystem::path> parse_path(std::string_view text);

/// "/socket.io/": begins and ends with a slash (the last one is added), has none of the characters that URLs
/// treat specially, and is none of the client's own paths.
[[nodiscard]] Parsed<std::string> parse_endpoint_path(std::string_view text);

/// An origin, or "*".
[[nodiscard]] Parsed<std::string> parse_cors_origin(std::string_view text);

/// An address, or a block of them: "10.0.0.0/8".
[[nodiscard]] Parsed<std::string> parse_address_block(std::string_view text);

/// The contents of a file with a secret: long enough for a key, without the white space around it.
[[nodiscard]] Parsed<std::string> parse_secret(std::string_view contents);

[[nodiscard]] Parsed<LogLevel> parse_log_level(std::string_view text);
[[nodiscard]] Parsed<LogFormat> parse_log_format(std::string_view text);

/// "anyone" or "invited".
[[nodiscard]] Parsed<rooms::Openers> parse_openers(std::string_view text);

[[nodiscard]] std::string to_string(rooms::Openers openers);
[[nodiscard]] std::string to_string(LogLevel level);
[[nodiscard]] std::string to_string(LogFormat format);

/// In the largest unit that leaves no rest: "25s", "1500ms".
[[nodiscard]] std::string to_string(std::chrono::milliseconds duration);

}  // namespace moim::app
