#include "config/environment.h"

#include <algorithm>
#include <sstream>

#include "config/suggest.h"

namespace moim::app {
namespace {

constexpr std::string_view kConfigFile = "MOIM_CONFIG";

std::vector<std::string> split_at_white_space(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream{text};
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// The variable that speaks for `option`: ours before the one from elsewhere.
std::string used_variable(const Environment& environment, const Option& option) {
  const std::string own = option.own_variable ? variable_of(option) : "";
  if (!value_of(environment, own).empty()) return own;
  return std::string{option.variable};
}

std::vector<std::string> all_variables() {
  std::vector<std::string> names{std::string{kConfigFile}};
  for (const Option& option : option_table()) {
    if (option.own_variable) names.push_back(variable_of(option));
  }
  return names;
}

}  // namespace

std::string value_of(const Environment& environment, std::string_view name) {
  const auto found = environment.find(name);
  return found == environment.end() ? "" : found->second;
}

std::vector<Setting> read_environment(const Environment& environment) {
  std::vector<Setting> settings;
  for (const Option& option : option_table()) {
    const std::string name = used_variable(environment, option);
    const std::string value = value_of(environment, name);
    if (value.empty()) continue;
    auto values = option.kind == OptionKind::list ? split_at_white_space(value) : std::vector{value};
    if (values.empty()) continue;
    settings.push_back({&option, std::move(values), Source::environment, name});
  }
  return settings;
}

std::vector<std::string> misspelt_variables(const Environment& environment) {
  const auto known = all_variables();
  std::vector<std::string> warnings;
  for (const auto& [name, value] : environment) {
    if (!name.starts_with("MOIM_") || std::ranges::find(known, name) != known.end()) continue;
    const std::string nearest = suggest(name.substr(5), [&] {
      std::vector<std::string> endings;
      for (const std::string& word : known) endings.push_back(word.substr(5));
      return endings;
    }());
    if (!nearest.empty())
      warnings.push_back("the variable " + name + " is not used. Did you mean MOIM_" + nearest + "?");
  }
  return warnings;
}

}  // namespace moim::app
