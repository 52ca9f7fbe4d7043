#include "config/command_line.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "config/suggest.h"

namespace moim::app {
namespace {

constexpr std::string_view kOwnFlags[] = {"config", "check-config", "help", "version"};

std::vector<std::string> all_flags() {
  std::vector<std::string> flags;
  for (const Option& option : option_table()) flags.push_back("--" + std::string{option.name});
  for (const std::string_view name : kOwnFlags) flags.push_back("--" + std::string{name});
  return flags;
}

// The options of the table that the command line names. The parser compares each option it gets to know with
// all those before, so it gets to know only these.
std::vector<const Option*> named_options(std::span<const std::string> arguments) {
  std::vector<const Option*> named;
  for (const Option& option : option_table()) {
    const auto names_it = [&option](std::string_view argument) {
      return argument.starts_with("--") && argument.substr(2, argument.find('=') - 2) == option.name;
    };
    if (std::ranges::any_of(arguments, names_it)) named.push_back(&option);
  }
  return named;
}

void add_option(CLI::App& parser, const Option& option) {
  const std::string flag = "--" + std::string{option.name};
  if (option.kind == OptionKind::toggle) {
    parser.add_flag(flag)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    return;
  }
  const bool list = option.kind == OptionKind::list;
  parser.add_option(flag)
      ->expected(1, list ? CLI::detail::expected_max_vector_size : 1)
      ->allow_extra_args(false)
      ->multi_option_policy(list ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast);
}

std::optional<ConfigError> unknown_argument(const CLI::App& parser) {
  const auto rest = parser.remaining();
  if (rest.empty()) return std::nullopt;
  const std::string name = rest.front().substr(0, rest.front().find('='));
  if (!name.starts_with('-'))
    return ConfigError{"", "unexpected argument \"" + name + "\". Options begin with --."};
  return ConfigError{
      name, "there is no such option." + did_you_mean(name, all_flags()) + " --help lists them all."};
}

std::vector<Setting> settings_of(const CLI::App& parser, std::span<const Option* const> options) {
  std::vector<Setting> settings;
  for (const Option* option : options) {
    const std::string flag = "--" + std::string{option->name};
    const CLI::Option* given = parser.get_option(flag);
    if (given->count() == 0) continue;
    settings.push_back({option, given->reduced_results(), Source::flag, flag});
  }
  return settings;
}

// The option that a complaint of the parser begins with.
std::string blamed_flag(std::string_view complaint) {
  return std::string{complaint.substr(0, complaint.find(':'))};
}

}  // namespace

std::expected<CommandLine, ConfigError> read_command_line(std::span<const std::string> arguments) {
  CLI::App parser;
  CommandLine line;
  std::string file;
  parser.set_help_flag();
  parser.allow_extras();
  parser.add_flag("-h,--help", line.help);
  parser.add_flag("--version", line.version);
  parser.add_flag("--check-config", line.check_config);
  CLI::Option* config = parser.add_option("--config", file);
  const auto named = named_options(arguments);
  for (const Option* option : named) add_option(parser, *option);
  try {
    parser.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});  // it wants them backwards
  } catch (const CLI::ArgumentMismatch& error) {
    return std::unexpected(ConfigError{blamed_flag(error.what()), "a value must follow."});
  } catch (const CLI::ParseError& error) {
    return std::unexpected(ConfigError{"", error.what()});
  }
  if (auto error = unknown_argument(parser)) return std::unexpected(*std::move(error));
  if (config->count() > 0) line.config_file = file;
  line.settings = settings_of(parser, named);
  return line;
}

}  // namespace moim::app
