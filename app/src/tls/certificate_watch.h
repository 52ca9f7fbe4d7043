#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "moim/net/options.h"

namespace moim::app {

/// Sees to it that a certificate that is renewed, or goes bad, while the program runs is noticed: looks at
/// the files from time to time and has them read when they have changed. Whatever happens to them, the
/// certificate that was read last stays in use, and the log says once what to do.
class CertificateWatch {
 public:
  using Reload = std::function<std::expected<void, std::string>()>;

  CertificateWatch(const net::TlsFiles& files, Reload reload);

  /// Looks. Files that changed are read the next time, when they have stayed as they are: certificate and key
  /// are replaced one after the other.
  void check();

  /// Reads them now.
  void reload();

 private:
  struct Stamp {
    bool there = false;
    std::uintmax_t size = 0;
    std::filesystem::file_time_type changed{};
    bool operator==(const Stamp&) const = default;
  };
  struct Stamps {
    Stamp certificate;
    Stamp key;
    bool operator==(const Stamps&) const = default;
  };
  [[nodiscard]] static Stamp stamp_of(const std::string& file);
  [[nodiscard]] Stamps look() const;

  net::TlsFiles files_;
  Reload reload_;
  Stamps in_use_;  // of the files when they were read last, for better or worse
  Stamps seen_;    // at the last look
};

}  // namespace moim::app
