#include "config/effective.h"

#include <cstdio>
#include <string_view>

namespace moim::app {
namespace {

// A TOML basic string.
std::string quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted.append({'\\', c});
    } else if (octet < 0x20 || octet == 0x7f) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04X", octet);
      quoted += escape;
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

// Who decided about `option`. Without --listen, the listeners come from host and port.
std::string origin_of(std::string_view option, const Origins& origins) {
  if (origins.source_of(option) != Source::preset) return origins.of(option);
  if (option != "listen") return "";
  const std::string port = origin_of("port", origins);
  return port.empty() ? origin_of("host", origins) : port;
}

std::string line_of(const Option& option, const Config& config, const Origins& origins) {
  const std::string value = toml_value(option, config);
  const std::string key = key_of(option) + " = ";
  if (value.empty()) return "# " + key + "\n";
  const std::string origin = origin_of(option.name, origins);
  return key + value + (origin.empty() ? "" : "  # " + origin) + "\n";
}

}  // namespace

std::string toml_value(const Option& option, const Config& config) {
  const auto values = option.binding.get(config);
  if (option.kind == OptionKind::list) {
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + quote(value);
    return "[" + list + "]";
  }
  if (values.empty()) return "";
  return option.kind == OptionKind::text ? quote(values.front()) : values.front();
}

std::string effective_config(const Config& config, const Origins& origins) {
  std::string text;
  std::string_view group;
  for (const Option& option : option_table()) {
    if (option.name == "host" || option.name == "port") continue;  // they are in `listen`
    if (option.group != group) {
      text.append(text.empty() ? "# " : "\n# ").append(option.group).append("\n");
      group = option.group;
    }
    text += line_of(option, config, origins);
  }
  return text;
}

}  // namespace moim::app
