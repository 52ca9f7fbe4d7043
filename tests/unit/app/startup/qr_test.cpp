#include "startup/qr.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moim::app {
namespace {

// The drawing as rows of modules, true where something is drawn.
using Modules = std::vector<std::vector<bool>>;

Modules read_back(const std::string& drawing) {
  Modules modules;
  std::istringstream lines{drawing};
  for (std::string line; std::getline(lines, line);) {
    std::vector<bool> upper;
    std::vector<bool> lower;
    for (std::size_t i = 0; i < line.size();) {
      const bool block = line[i] != ' ';
      const std::string glyph = line.substr(i, block ? 3 : 1);
      upper.push_back(glyph == "█" || glyph == "▀");
      lower.push_back(glyph == "█" || glyph == "▄");
      i += glyph.size();
    }
    modules.push_back(upper);
    modules.push_back(lower);
  }
  return modules;
}

// The 7 by 7 pattern in three corners of every code: a ring, a gap, a square.
void expect_finder(const Modules& light, std::size_t left, std::size_t top) {
  for (std::size_t y = 0; y < 7; ++y) {
    for (std::size_t x = 0; x < 7; ++x) {
      const std::size_t edge = std::min({x, y, 6 - x, 6 - y});
      EXPECT_EQ(!light[top + y][left + x], edge != 1) << x << ", " << y;
    }
  }
}

TEST(Qr, IsASquareWithThreeFinders) {
  const Modules light = read_back(draw_qr("https://192.168.0.7:8443/", QrColors::inherit));
  const std::size_t width = light.front().size();
  const std::size_t code = width - 4;
  EXPECT_EQ((code - 17) % 4, 0U) << "the width of a code is 17 + 4 n";
  EXPECT_EQ(light.size(), width + 1) << "two modules a line, the last one half used";
  expect_finder(light, 2, 2);
  expect_finder(light, 2 + code - 7, 2);
  expect_finder(light, 2, 2 + code - 7);
  for (std::size_t i = 0; i < width; ++i) {
    EXPECT_TRUE(light[0][i] && light[1][i] && light[i][0] && light[i][1]) << "quiet zone";
  }
}

TEST(Qr, WithColorsDrawsTheDarkModulesInstead) {
  std::string drawing = draw_qr("https://192.168.0.7:8443/", QrColors::set);
  EXPECT_THAT(drawing, testing::StartsWith("\x1b[30;107m"));
  for (const std::string_view code : {"\x1b[30;107m", "\x1b[0m"}) {
    for (std::size_t at = 0; (at = drawing.find(code)) != std::string::npos;) drawing.erase(at, code.size());
  }
  const Modules dark = read_back(drawing);
  const Modules light = read_back(draw_qr("https://192.168.0.7:8443/", QrColors::inherit));
  for (std::size_t y = 0; y + 1 < light.size(); ++y) {
    for (std::size_t x = 0; x < light[y].size(); ++x) EXPECT_NE(dark[y][x], light[y][x]);
  }
}

TEST(Qr, GivesUpOnWhatDoesNotFit) { EXPECT_EQ(draw_qr(std::string(5000, 'x'), QrColors::set), ""); }

}  // namespace
}  // namespace moim::app
