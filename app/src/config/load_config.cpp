#include "config/load_config.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "config/command_line.h"
#include "config/consistency.h"
#include "config/effective.h"
#include "config/toml_file.h"

namespace moim::app {
namespace {

constexpr std::uint16_t kHttpsPort = 8443;

std::optional<ConfigError> apply(Config& config, const Setting& setting) {
  const auto rejection = setting.option->binding.set(config, setting.values);
  if (!rejection) return std::nullopt;
  return refuse(setting.origin, rejection->value, rejection->allowed);
}

std::filesystem::path default_state_dir(const Environment& environment) {
  const std::filesystem::path xdg = value_of(environment, "XDG_STATE_HOME");
  if (xdg.is_absolute()) return xdg / "moim";  // the specification says to ignore relative ones
  const std::filesystem::path home = value_of(environment, "HOME");
  return home.empty() ? home : home / ".local/state/moim";
}

using Settings = std::vector<Setting>;

std::expected<Settings, ConfigError> read_config_file(const CommandLine& line, const ConfigInputs& inputs) {
  const std::string variable = value_of(inputs.environment, "MOIM_CONFIG");
  if (!line.config_file && variable.empty()) return Settings{};
  const std::string path = line.config_file.value_or(variable);
  const auto text = inputs.read_file(path);
  if (text) return read_toml(*text, path);
  const std::string origin = line.config_file ? "--config" : "MOIM_CONFIG";
  return std::unexpected(ConfigError{origin, "cannot read " + path + ": " + text.error()});
}

// All settings, those that win last.
std::expected<Settings, ConfigError> gather(CommandLine& line, const ConfigInputs& inputs) {
  auto settings = read_config_file(line, inputs);
  if (!settings) return settings;
  std::ranges::move(read_environment(inputs.environment), std::back_inserter(*settings));
  std::ranges::move(line.settings, std::back_inserter(*settings));
  return settings;
}

// Where to listen if nobody said: plain HTTP for this machine, and HTTPS for everybody if there is a
// certificate.
void complete(Config& config) {
  if (config.listen.empty()) {
    config.listen.push_back({Scheme::http, config.host, config.port});
    if (config.has_certificate()) config.listen.push_back({Scheme::https, "0.0.0.0", kHttpsPort});
  }
  for (ListenAddress& address : config.listen) {
    if (address.scheme != Scheme::automatic) continue;
    address.scheme = config.has_certificate() ? Scheme::https : Scheme::http;
  }
}

LoadedConfig print(std::string output) {
  return {.action = Action::print, .output = std::move(output), .config = {}, .warnings = {}, .settings = {}};
}

}  // namespace

std::expected<LoadedConfig, ConfigError> load_config(const ConfigInputs& inputs) {
  auto line = read_command_line(inputs.arguments);
  if (!line) return std::unexpected(std::move(line.error()));
  if (line->help) return print(help_text());
  if (line->version) return print("moim " MOIM_VERSION "\n");

  LoadedConfig loaded;
  loaded.config.state_dir = default_state_dir(inputs.environment);
  auto settings = gather(*line, inputs);
  if (!settings) return std::unexpected(settings.error());
  loaded.settings = *std::move(settings);
  for (const Setting& setting : loaded.settings) {
    if (auto error = apply(loaded.config, setting)) return std::unexpected(*std::move(error));
  }
  complete(loaded.config);
  const Origins origins{loaded.settings};
  if (auto error = check_consistency(loaded.config, origins)) return std::unexpected(*std::move(error));
  if (auto error = check_files(loaded.config, origins, inputs.read_file))
    return std::unexpected(*std::move(error));
  loaded.warnings = misspelt_variables(inputs.environment);
  if (line->check_config) {
    loaded.action = Action::print;
    loaded.output = effective_config(loaded.config, origins);
  }
  return loaded;
}

}  // namespace moim::app
