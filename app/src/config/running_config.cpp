#include "config/running_config.h"

#include <array>
#include <utility>

#include "config/consistency.h"
#include "config/effective.h"

namespace moim::app {
namespace {

std::string value_of(const Option& option, const Config& config) {
  std::string value = toml_value(option, config);
  return value.empty() ? "not set" : value;
}

std::string describe_change(const Option& option, const Config& before, const Config& now) {
  const std::string old_value = value_of(option, before);
  const std::string new_value = value_of(option, now);
  if (old_value == new_value) return key_of(option) + " (a secret in it)";
  return key_of(option) + " " + old_value + " -> " + new_value;
}

std::string describe_delay(const Option& option, const Config& before, const LoadedConfig& now) {
  return Origins{now.settings}.of(option.name) + " changed from " + value_of(option, before) + " to " +
         value_of(option, now.config) + ": this needs a restart.";
}

// Listeners that nobody asked for follow from other options, and are not what somebody changed.
bool is_derived(const Option& option, const LoadedConfig& loaded) {
  return option.name == "listen" && Origins{loaded.settings}.source_of("listen") == Source::preset;
}

}  // namespace

std::string_view to_string(Reading reading) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Reading::count_)> kNames = {
      "changed", "unchanged", "refused"};
  return kNames[static_cast<std::size_t>(reading)];
}

RunningConfig::RunningConfig(LoadedConfig started_with, Load load)
    : load_{std::move(load)}, in_force_{started_with.config}, read_last_{std::move(started_with)} {}

std::expected<RunningConfig::News, ConfigError> RunningConfig::read_again() {
  auto fresh = load_();
  if (!fresh) {
    readings_.add(Reading::refused);
    return std::unexpected(std::move(fresh.error()));
  }
  News news;
  for (const Option& option : option_table()) {
    if (option.binding.same(in_force_, fresh->config)) continue;
    if (option.change == Change::live) {
      news.changed.push_back(describe_change(option, in_force_, fresh->config));
      option.binding.copy(in_force_, fresh->config);
    } else if (is_new_for_restart(option, *fresh)) {
      news.for_restart.push_back(describe_delay(option, in_force_, *fresh));
    }
  }
  read_last_ = *std::move(fresh);
  readings_.add(news.changed.empty() ? Reading::unchanged : Reading::changed);
  return news;
}

// What was read before was said before.
bool RunningConfig::is_new_for_restart(const Option& option, const LoadedConfig& fresh) const {
  return !option.binding.same(read_last_.config, fresh.config) &&
         !(is_derived(option, read_last_) && is_derived(option, fresh));
}

}  // namespace moim::app
