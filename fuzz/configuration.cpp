// What people write to configure the program: the TOML file, flags, environment, and the values themselves.
// The first octet chooses. What is accepted is printed by --check-config in a form that is accepted again.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "moim/base/check.h"
#include "moim/json/validator.h"

#include "config/ice_server.h"
#include "config/listen_address.h"
#include "config/load_config.h"
#include "config/url.h"
#include "config/values.h"
#include "support/input.h"

namespace moim::fuzz {
namespace {

using namespace app;

constexpr std::string_view kFile = "moim.toml";

std::expected<LoadedConfig, ConfigError> load(const std::vector<std::string>& arguments,
                                              const Environment& environment, std::string_view file) {
  const auto read = [&](const std::filesystem::path& path) -> std::expected<std::string, std::string> {
    if (path.string() == kFile) return std::string{file};
    return std::unexpected("No such file or directory");
  };
  return load_config({.arguments = arguments, .environment = environment, .read_file = read});
}

void check_loaded(const std::expected<LoadedConfig, ConfigError>& loaded) {
  if (!loaded) return MOIM_CHECK(!loaded.error().to_string().empty());
  // Secrets are not printed, so they are not read again; nor is what is not UTF-8, which TOML has to be.
  const std::string& printed = loaded->output;
  if (loaded->action != Action::print || printed.find("<hidden>") != std::string::npos) return;
  if (!printed.starts_with("#") && printed.find(" = ") == std::string::npos) return;  // --help, --version
  if (!json::valid_utf8(printed)) return;
  const auto again = load({"--config", std::string{kFile}}, {}, printed);
  MOIM_CHECK(again.has_value());
}

void check_file(std::string_view text) {
  check_loaded(load({"--config", std::string{kFile}, "--check-config"}, {}, text));
}

// What a program is started with are strings of C.
std::string c_string(std::string_view text) { return std::string{text.substr(0, text.find('\0'))}; }

void check_arguments(std::string_view lines) {
  std::vector<std::string> arguments;
  while (!lines.empty()) arguments.push_back(c_string(take_until(lines, '\n')));
  const auto loaded = load(arguments, {}, "");
  MOIM_CHECK(loaded || !loaded.error().to_string().empty());
}

void check_environment(std::string_view lines) {
  Environment environment;
  while (!lines.empty()) {
    const std::string line = c_string(take_until(lines, '\n'));
    std::string_view value = line;
    const std::string name{take_until(value, '=')};
    environment[name] = value;
  }
  check_loaded(load({"--check-config"}, environment, ""));
}

void check_addresses(std::string_view text) {
  if (const auto address = parse_listen_address(text))
    MOIM_CHECK(parse_listen_address(to_string(*address)) == *address);
  if (const auto origin = parse_origin(text)) MOIM_CHECK(parse_origin(*origin) == *origin);
  if (const auto authority = parse_authority(text)) {
    const auto again = parse_authority(to_string(*authority));
    MOIM_CHECK(again && again->host == authority->host && again->port == authority->port);
  }
  if (const auto block = parse_address_block(text)) MOIM_CHECK(parse_address_block(*block) == *block);
  if (const auto path = parse_endpoint_path(text)) MOIM_CHECK(parse_endpoint_path(*path) == *path);
  if (const auto host = parse_listen_host(text)) MOIM_CHECK(parse_listen_host(*host) == *host);
}

void check_ice(std::string_view text) {
  if (const auto url = parse_ice_url(text)) MOIM_CHECK(parse_ice_url(*url) == *url);
  const auto server = parse_ice_server(text);
  if (!server || server->credential.empty()) return;
  MOIM_CHECK(to_string(*server).ends_with("credential=<hidden>"));
  MOIM_CHECK(hide_credential(text).ends_with("credential=<hidden>"));
}

void check_amounts(std::string_view text) {
  using std::chrono::milliseconds;
  constexpr std::uint64_t kMost = 1'000'000'000'000U;
  if (const auto number = parse_number(text, 1, kMost)) MOIM_CHECK(*number >= 1 && *number <= kMost);
  if (const auto size = parse_size(text, 10, kMost)) MOIM_CHECK(*size >= 10 && *size <= kMost);
  if (const auto duration = parse_duration(text, milliseconds{1}, milliseconds{kMost}))
    MOIM_CHECK(parse_duration(to_string(*duration), milliseconds{1}, milliseconds{kMost}) == *duration);
}

}  // namespace
}  // namespace moim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace moim::fuzz;
  if (size == 0) return 0;
  const Exact text{text_of(data, size).substr(1)};
  switch (data[0]) {
    case 'f':
      check_file(text.view());
      break;
    case 'a':
      check_arguments(text.view());
      break;
    case 'e':
      check_environment(text.view());
      break;
    default:
      check_addresses(text.view());
      check_ice(text.view());
      check_amounts(text.view());
  }
  return 0;
}
