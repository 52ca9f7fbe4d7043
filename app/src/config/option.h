#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

namespace moim::app {

/// What an option takes.
enum class OptionKind : std::uint8_t {
  toggle,  ///< nothing, or true or false
  text,    ///< one value
  number,  ///< one value that needs no quotes in the file
  list,    ///< any number of values; the flag is repeated, the variable is split at white space
};

/// When another value in the file counts.
enum class Change : std::uint8_t {
  live,     ///< while the program runs, at SIGHUP
  restart,  ///< when it is started again
};

/// A value that was refused.
struct Rejection {
  std::string value;
  std::string allowed;
};

/// How an option reaches its field of `Config`. `set` gets at least one value, exactly one unless the kind is
/// `list`.
struct Binding {
  std::optional<Rejection> (*set)(Config& config, std::span<const std::string> values);
  std::vector<std::string> (*get)(
      const Config& config);  ///< as `set` reads it; empty if not set. Secrets are hidden
  bool (*same)(const Config& left, const Config& right);  ///< secrets as well
  void (*copy)(Config& to, const Config& from);
};

/// One line of the table from which flags, environment, file, help and `--check-config` come.
struct Option {
  std::string_view name;   ///< "max-rooms": the flag --max-rooms, MOIM_MAX_ROOMS, and max_rooms in the file
  std::string_view group;  ///< heading in the help
  OptionKind kind;
  std::string_view placeholder;  ///< of the value in the help; empty for a toggle
  Binding binding;
  Change change;
  std::string_view help;
  std::string_view variable = {};  ///< a further environment variable, from elsewhere
  bool own_variable = true;        ///< false: there is no MOIM_… variable
};

/// All options, in the order of the help.
[[nodiscard]] std::span<const Option> option_table();

/// The option called `name`, or nullptr.
[[nodiscard]] const Option* find_option(std::string_view name);

/// "MOIM_MAX_ROOMS"
[[nodiscard]] std::string variable_of(const Option& option);

/// "max_rooms"
[[nodiscard]] std::string key_of(const Option& option);

}  // namespace moim::app
