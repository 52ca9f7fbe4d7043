#pragma once

#include <string>
#include <string_view>

namespace moim::app {

/// How a QR code is drawn.
enum class QrColors {
  set,      ///< black on white by terminal colours, whatever the terminal's own are
  inherit,  ///< no colours: light modules are drawn, which suits light text on a dark ground
};

/// `text` as a QR code of half-block characters, two modules high each, one line after another, with a quiet
/// zone around. Empty if the text does not fit into a code.
[[nodiscard]] std::string draw_qr(std::string_view text, QrColors colors);

}  // namespace moim::app
