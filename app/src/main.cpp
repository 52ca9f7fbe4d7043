#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include "application.h"
#include "config/load_config.h"
#include "startup/banner.h"
#include "startup/invite_command.h"
#include "startup/secret.h"
#include "startup/self_signed.h"

namespace moim::app {
namespace {

Environment process_environment() {
  Environment environment;
  for (char** variable = ::environ; *variable != nullptr; ++variable) {
    const std::string_view text{*variable};
    if (const auto equals = text.find('='); equals != std::string_view::npos) {
      environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return environment;
}

struct Certificate {
  net::TlsFiles files;
  std::optional<std::string> self_signed_fingerprint;
};

std::optional<Certificate> find_certificate(const Config& config,
                                            std::span<const InterfaceAddress> interfaces) {
  if (config.tls_cert && config.tls_key) {
    return Certificate{.files = {config.tls_cert->string(), config.tls_key->string()},
                       .self_signed_fingerprint = {}};
  }
  if (!config.tls_self_signed) return std::nullopt;
  crypto::SystemRandom random;
  const auto stored = keep_self_signed(config.state_dir, certificate_names(host_name(), interfaces),
                                       std::chrono::system_clock::now(), random);
  if (!stored) throw StartupError{stored.error()};
  if (stored->made_because) {
    std::printf("Made a certificate (%s): %s\n", stored->made_because->c_str(), stored->certificate.c_str());
  }
  return Certificate{.files = {stored->certificate.string(), stored->key.string()},
                     .self_signed_fingerprint = stored->fingerprint};
}

void run(RunningConfig configuration) {
  const Config config = configuration.config();
  const auto interfaces = interface_addresses();
  const auto certificate = find_certificate(config, interfaces);
  crypto::SystemRandom random;
  auto secret = keep_secret(config, random);
  if (!secret) throw StartupError{secret.error()};
  if (secret->warning) std::fprintf(stderr, "moim: %s\n", secret->warning->c_str());
  Application application{std::move(configuration),
                          certificate ? std::optional{certificate->files} : std::nullopt,
                          std::move(secret->key)};

  const bool terminal = ::isatty(STDOUT_FILENO) != 0;
  const auto text = banner_text({
      .version = MOIM_VERSION,
      .links = make_links(application.bound(), interfaces, config.public_url),
      .self_signed_fingerprint = certificate ? certificate->self_signed_fingerprint : std::nullopt,
      .max_participants = config.max_participants,
      .has_ice_servers = !config.ice_servers.empty(),
      .terminal = terminal,
      .colors = terminal && ::getenv("NO_COLOR") == nullptr,
  });
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);

  start_logging(config.log_level, config.log_format);
  application.run();
}

int refuse_arguments(const ConfigError& error) {
  std::fprintf(stderr, "moim: %s\n", error.to_string().c_str());
  return 2;
}

std::expected<LoadedConfig, ConfigError> read_config(std::span<const std::string> arguments) {
  const auto environment = process_environment();
  return load_config({.arguments = arguments, .environment = environment, .read_file = read_file_from_disk});
}

// The configuration that `arguments` and the environment give.
std::expected<LoadedConfig, ConfigError> configure(std::span<const std::string> arguments) {
  auto loaded = read_config(arguments);
  if (!loaded) return loaded;
  for (const auto& warning : loaded->warnings) std::fprintf(stderr, "moim: %s\n", warning.c_str());
  return loaded;
}

int invite(std::span<const std::string> arguments) {
  const auto command = read_invite_command(arguments);
  if (!command) return refuse_arguments(command.error());
  if (command->help) {
    std::fputs(invite_help_text().c_str(), stdout);
    return 0;
  }
  const auto loaded = configure(command->rest);
  if (!loaded) return refuse_arguments(loaded.error());
  const std::string origin = link_origin(loaded->config);
  if (origin.empty()) throw StartupError{"what the link begins with is not known. Say it with --public-url."};
  crypto::SystemRandom random;
  auto secret = keep_secret(loaded->config, random);
  if (!secret) throw StartupError{secret.error()};
  if (secret->warning) throw StartupError{*secret->warning};
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto link =
      invite_link(origin, {.room = command->room, .role = command->role, .expires = now + command->life},
                  crypto::Sealer{std::move(secret->key)});
  std::printf("%s\n", link.c_str());
  return 0;
}

int start(std::span<const std::string> arguments) {
  if (!arguments.empty() && arguments.front() == "invite") return invite(arguments.subspan(1));
  auto loaded = configure(arguments);
  if (!loaded) return refuse_arguments(loaded.error());
  if (loaded->action == Action::print) {
    std::fputs(loaded->output.c_str(), stdout);
    return 0;
  }
  run({*std::move(loaded), [arguments] { return read_config(arguments); }});
  stop_logging();
  return 0;
}

}  // namespace
}  // namespace moim::app

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return moim::app::start(arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "moim: %s\n", error.what());
    return 1;
  }
}
