#include "startup/qr.h"

#include <memory>
#include <qrencode.h>

namespace moim::app {
namespace {

constexpr int kQuiet = 2;  // modules around; the standard asks for 4, readers are content with 2

constexpr std::string_view kBlackOnWhite = "\x1b[30;107m";
constexpr std::string_view kReset = "\x1b[0m";

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using CodePtr = std::unique_ptr<QRcode, FreeCode>;

bool is_dark(const QRcode& code, int x, int y) {
  if (x < 0 || y < 0 || x >= code.width || y >= code.width) return false;
  return (code.data[y * code.width + x] & 1) != 0;
}

std::string_view half_blocks(bool upper, bool lower) {
  if (upper && lower) return "█";
  if (upper) return "▀";
  return lower ? "▄" : " ";
}

}  // namespace

std::string draw_qr(std::string_view text, QrColors colors) {
  const CodePtr code{QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_L)};
  if (!code) return {};
  const bool ink = colors == QrColors::set;  // what is drawn: dark modules, or light ones
  std::string out;
  for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
    if (colors == QrColors::set) out += kBlackOnWhite;
    for (int x = -kQuiet; x < code->width + kQuiet; ++x) {
      const bool below = y + 1 < code->width + kQuiet;
      out += half_blocks(is_dark(*code, x, y) == ink, below && is_dark(*code, x, y + 1) == ink);
    }
    if (colors == QrColors::set) out += kReset;
    out += '\n';
  }
  return out;
}

}  // namespace moim::app
