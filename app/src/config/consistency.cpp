#include "config/consistency.h"

#include <algorithm>
#include <ranges>

#include "moim/crypto/certificate.h"

#include "config/values.h"

namespace moim::app {
namespace {

using Error = std::optional<ConfigError>;

Error check_certificate_options(const Config& config, const Origins& origins) {
  if (config.tls_cert && !config.tls_key)
    return ConfigError{origins.of("tls-cert"), "needs --tls-key as well."};
  if (config.tls_key && !config.tls_cert)
    return ConfigError{origins.of("tls-key"), "needs --tls-cert as well."};
  if (!config.tls_self_signed) return std::nullopt;
  if (config.tls_cert)
    return ConfigError{origins.of("tls-self-signed"), "cannot be combined with --tls-cert."};
  if (config.state_dir.empty()) {
    return ConfigError{origins.of("tls-self-signed"),
                       "needs --state-dir, because neither XDG_STATE_HOME nor HOME is set."};
  }
  return std::nullopt;
}

// A platform's PORT beside our own --listen is no contradiction; two flags are.
Error check_listen_options(const Origins& origins) {
  const Source listen = origins.source_of("listen");
  if (listen == Source::preset) return std::nullopt;
  for (const std::string_view other : {"host", "port"}) {
    if (origins.source_of(other) != listen || origins.of(other) == "PORT") continue;
    return ConfigError{origins.of(other),
                       "cannot be combined with " + origins.of("listen") + ", which has host and port."};
  }
  return std::nullopt;
}

bool same_place(const ListenAddress& left, const ListenAddress& right) {
  return left.port != 0 && left.port == right.port && left.host == right.host;
}

Error check_listeners(const Config& config, const Origins& origins) {
  for (auto it = config.listen.begin(); it != config.listen.end(); ++it) {
    if (it->scheme == Scheme::https && !config.has_certificate()) {
      return refuse(origins.of("listen"), to_string(*it),
                    "http://, or https:// together with --tls-self-signed or with --tls-cert and --tls-key");
    }
    if (std::any_of(config.listen.begin(), it, [&](const auto& other) { return same_place(*it, other); })) {
      return refuse(origins.of("listen"), to_string(*it), "each address once");
    }
    if (config.metrics_listen && same_place(*config.metrics_listen, *it)) {
      return refuse(origins.of("metrics-listen"), to_string(*config.metrics_listen),
                    "an address that nothing else listens on");
    }
  }
  return std::nullopt;
}

Error cannot_read(std::string origin, const std::filesystem::path& path, const std::string& reason) {
  return ConfigError{std::move(origin), "cannot read " + path.string() + ": " + reason};
}

Error check_key_pair_files(const Config& config, const Origins& origins, const FileReader& read_file) {
  if (!config.tls_cert) return std::nullopt;
  const auto certificate = read_file(*config.tls_cert);
  if (!certificate) return cannot_read(origins.of("tls-cert"), *config.tls_cert, certificate.error());
  const auto key = read_file(*config.tls_key);
  if (!key) return cannot_read(origins.of("tls-key"), *config.tls_key, key.error());
  if (const auto readable = crypto::read_certificate(*certificate); !readable) {
    return ConfigError{origins.of("tls-cert"),
                       config.tls_cert->string() + " " + readable.error().message + "."};
  }
  if (const auto pair = crypto::check_key_pair(*certificate, *key); !pair) {
    return ConfigError{origins.of("tls-key"), config.tls_key->string() + ": " + pair.error().message + "."};
  }
  return std::nullopt;
}

Error check_secret_file(const Config& config, const Origins& origins, const FileReader& read_file) {
  if (!config.secret_file) return std::nullopt;
  const auto contents = read_file(*config.secret_file);
  if (!contents) return cannot_read(origins.of("secret-file"), *config.secret_file, contents.error());
  if (const auto secret = parse_secret(*contents); !secret) {
    return ConfigError{origins.of("secret-file"), config.secret_file->string() + " " + secret.error() + "."};
  }
  return std::nullopt;
}

}  // namespace

const Setting* Origins::find(std::string_view option) const {
  for (const Setting& setting : std::views::reverse(settings_)) {
    if (setting.option->name == option) return &setting;
  }
  return nullptr;
}

std::string Origins::of(std::string_view option) const {
  const Setting* setting = find(option);
  return setting == nullptr ? "--" + std::string{option} : setting->origin;
}

Source Origins::source_of(std::string_view option) const {
  const Setting* setting = find(option);
  return setting == nullptr ? Source::preset : setting->source;
}

std::optional<ConfigError> check_consistency(const Config& config, const Origins& origins) {
  if (auto error = check_certificate_options(config, origins)) return error;
  if (auto error = check_listen_options(origins)) return error;
  return check_listeners(config, origins);
}

std::optional<ConfigError> check_files(const Config& config, const Origins& origins,
                                       const FileReader& read_file) {
  if (auto error = check_key_pair_files(config, origins, read_file)) return error;
  if (auto error = check_secret_file(config, origins, read_file)) return error;
  if (!config.web_root) return std::nullopt;
  const auto page = read_file(*config.web_root / "index.html");
  if (!page) return cannot_read(origins.of("web-root"), *config.web_root / "index.html", page.error());
  return std::nullopt;
}

}  // namespace moim::app
