#include <sstream>
#include <string>
#include <string_view>

#include "config/command_line.h"

namespace moim::app {
namespace {

constexpr std::size_t kIndent = 6;
constexpr std::size_t kWidth = 80;

constexpr std::string_view kIntroduction =
    "moim: group video calls from one program. Start it and open the printed link.\n"
    "\n"
    "Usage: moim [options]\n"
    "       moim invite --room NAME [--role host] [--expires TIME] [options]\n"
    "           Print a link that lets people into a room. moim invite --help says more.\n"
    "\n"
    "Every option can be given in three ways; the first that is there wins:\n"
    "  flag          --max-rooms 50\n"
    "  environment   MOIM_MAX_ROOMS=50           lists are separated by white space\n"
    "  file          max_rooms = 50              TOML; lists are arrays\n"
    "\n"
    "While it runs, kill -HUP has it read the file again. What it reads only when it\n"
    "starts says so.\n"
    "\n"
    "General:\n"
    "  --config FILE\n"
    "      Read options from this TOML file. [MOIM_CONFIG]\n"
    "  --check-config\n"
    "      Check all options, print those in force, and end.\n"
    "  --version\n"
    "  -h, --help\n";

// Goes on in a new, indented line.
void append_wrapped(std::string& out, const std::string& text) {
  std::istringstream words{text};
  std::size_t column = kWidth;
  for (std::string word; words >> word;) {
    if (column + 1 + word.size() > kWidth) {
      out += '\n';
      out.append(kIndent, ' ');
      column = kIndent;
    } else {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  out += '\n';
}

std::string default_of(const Option& option) {
  const auto values = option.binding.get(Config{});
  if (option.kind == OptionKind::toggle || values.empty()) return "";
  return " Default: " + values.front() + ".";
}

std::string variables_of(const Option& option) {
  const std::string own = option.own_variable ? variable_of(option) : "";
  if (option.variable.empty()) return "";
  return " [" + own + (own.empty() ? "" : ", ") + std::string{option.variable} + "]";
}

void append_option(std::string& out, const Option& option) {
  out.append("  --").append(option.name);
  if (!option.placeholder.empty()) out.append(" ").append(option.placeholder);
  const std::string_view change = option.change == Change::restart ? " Read only at the start." : "";
  append_wrapped(out, std::string{option.help}.append(change) + default_of(option) + variables_of(option));
}

}  // namespace

std::string help_text() {
  std::string out{kIntroduction};
  std::string_view group;
  for (const Option& option : option_table()) {
    if (option.group != group) out.append("\n").append(option.group).append(":\n");
    group = option.group;
    append_option(out, option);
  }
  return out;
}

}  // namespace moim::app
