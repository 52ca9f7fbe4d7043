#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "config/config.h"
#include "config/file_reader.h"
#include "config/setting.h"

namespace moim::app {

/// Tells where the value in force of each option came from.
class Origins {
 public:
  /// `settings`: those that win last. They must outlive this.
  explicit Origins(std::span<const Setting> settings) : settings_(settings) {}

  /// How the one who set `option` would call it; its flag if nobody did.
  [[nodiscard]] std::string of(std::string_view option) const;

  /// Which source set it; `preset` if none did.
  [[nodiscard]] Source source_of(std::string_view option) const;

 private:
  [[nodiscard]] const Setting* find(std::string_view option) const;

  std::span<const Setting> settings_;
};

/// Checks what options say about each other.
[[nodiscard]] std::optional<ConfigError> check_consistency(const Config& config, const Origins& origins);

/// Checks that named files can be read and hold what they should.
[[nodiscard]] std::optional<ConfigError> check_files(const Config& config, const Origins& origins,
                                                     const FileReader& read_file);

}  // namespace moim::app
