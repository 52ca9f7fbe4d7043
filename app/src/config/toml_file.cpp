#include "config/toml_file.h"

#include <algorithm>
#include <optional>
#include <string>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "config/suggest.h"

namespace moim::app {
namespace {

constexpr std::string_view kIceServers = "ice_servers";
constexpr std::string_view kIceServer = "ice_server";

using Read = std::expected<std::vector<std::string>, ConfigError>;

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  [[nodiscard]] std::expected<std::vector<Setting>, ConfigError> read(const toml::table& table) const {
    if (table.contains(kIceServers) && table.contains(kIceServer)) {
      return std::unexpected(
          error_at(*table.get(kIceServers), kIceServers, "use either ice_server or [[ice_servers]]."));
    }
    std::vector<Setting> settings;
    for (const auto& [key, node] : table) {
      auto setting = read_entry(key.str(), node);
      if (!setting) return std::unexpected(std::move(setting.error()));
      if (!setting->values.empty()) settings.push_back(*std::move(setting));
    }
    return settings;
  }

 private:
  [[nodiscard]] std::string origin_of(const toml::node& node, std::string_view key) const {
    return name_ + ":" + std::to_string(node.source().begin.line) + ": " + std::string{key};
  }

  [[nodiscard]] ConfigError error_at(const toml::node& node, std::string_view key,
                                     std::string message) const {
    return {origin_of(node, key), std::move(message)};
  }

  [[nodiscard]] std::expected<Setting, ConfigError> read_entry(std::string_view key,
                                                               const toml::node& node) const {
    const Option* option = option_of(key);
    if (option == nullptr) {
      return std::unexpected(error_at(node, key, "there is no such option." + did_you_mean(key, all_keys())));
    }
    auto values = key == kIceServers ? read_ice_servers(node) : read_values(key, node, *option);
    if (!values) return std::unexpected(std::move(values.error()));
    return Setting{option, *std::move(values), Source::file, origin_of(node, key)};
  }

  static const Option* option_of(std::string_view key) {
    if (key == kIceServers) key = kIceServer;
    const auto matches = [&](const Option& option) { return key_of(option) == key; };
    const auto found = std::ranges::find_if(option_table(), matches);
    return found == option_table().end() ? nullptr : &*found;
  }

  static std::vector<std::string> all_keys() {
    std::vector<std::string> keys{std::string{kIceServers}};
    for (const Option& option : option_table()) keys.push_back(key_of(option));
    return keys;
  }

  [[nodiscard]] Read read_values(std::string_view key, const toml::node& node, const Option& option) const {
    if (const auto single = read_scalar(node)) return std::vector{*single};
    const toml::array* array = node.as_array();
    if (array == nullptr || option.kind != OptionKind::list) {
      return std::unexpected(error_at(node, key,
                                      option.kind == OptionKind::list
                                          ? "a string or an array of strings is expected."
                                          : "a string, a whole number, true or false is expected."));
    }
    std::vector<std::string> values;
    for (const toml::node& element : *array) {
      const auto value = read_scalar(element);
      if (!value) return std::unexpected(error_at(element, key, "an array of strings is expected."));
      values.push_back(*value);
    }
    return values;
  }

  static std::optional<std::string> read_scalar(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* toggle = node.as_boolean()) return toggle->get() ? "true" : "false";
    return std::nullopt;
  }

  [[nodiscard]] Read read_ice_servers(const toml::node& node) const {
    const toml::array* array = node.as_array();
    if (array == nullptr)
      return std::unexpected(error_at(node, kIceServers, "[[ice_servers]] tables are expected."));
    std::vector<std::string> servers;
    for (const toml::node& element : *array) {
      auto server = read_ice_server(element);
      if (!server) return std::unexpected(std::move(server.error()));
      servers.push_back(*std::move(server));
    }
    return servers;
  }

  // One table, as the flag would have it.
  [[nodiscard]] std::expected<std::string, ConfigError> read_ice_server(const toml::node& node) const {
    const toml::table* table = node.as_table();
    if (table == nullptr)
      return std::unexpected(error_at(node, kIceServers, "[[ice_servers]] tables are expected."));
    std::string urls;
    std::string username;
    std::string credential;
    for (const auto& [key, value] : *table) {
      const std::string path = std::string{kIceServers} + "." + std::string{key.str()};
      const auto text = key == "urls" ? read_urls(value) : value.value<std::string>();
      std::string* field = key == "urls"         ? &urls
                           : key == "username"   ? &username
                           : key == "credential" ? &credential
                                                 : nullptr;
      if (field == nullptr)
        return std::unexpected(error_at(value, path, "only urls, username and credential are known."));
      if (!text) return std::unexpected(error_at(value, path, "a string is expected."));
      *field = *text;
    }
    if (username.contains(','))
      return std::unexpected(error_at(node, kIceServers, "a username must not have commas."));
    if (username.empty() != credential.empty()) {
      return std::unexpected(error_at(node, kIceServers, "username and credential go together."));
    }
    return username.empty() ? urls : urls + ",username=" + username + ",credential=" + credential;
  }

  static std::optional<std::string> read_urls(const toml::node& node) {
    if (const auto* single = node.as_string()) return single->get();
    const toml::array* array = node.as_array();
    if (array == nullptr) return std::nullopt;
    std::string urls;
    for (const toml::node& element : *array) {
      const auto url = element.value<std::string>();
      if (!url) return std::nullopt;
      urls += (urls.empty() ? "" : ",") + *url;
    }
    return urls;
  }

  std::string name_;
};

}  // namespace

std::expected<std::vector<Setting>, ConfigError> read_toml(std::string_view text, std::string_view name) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const auto& error = parsed.error();
    const std::string line = std::to_string(error.source().begin.line);
    return std::unexpected(ConfigError{std::string{name} + ":" + line, std::string{error.description()}});
  }
  return Reader{name}.read(parsed.table());
}

}  // namespace moim::app
