#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "floor.h"

namespace {

constexpr std::string_view kHelp =
    "usage: bench_floor PORT [SPREAD]\n\n"
    "Relays WebSocket messages between fixed room mates on 127.0.0.1:PORT: the least a signaling server can "
    "do.\n"
    "SPREAD (1 to 3, default 1) is how many room mates each connection sends to, in turns.\n";

}  // namespace

int main(int count, char** arguments) {
  const std::string_view first = count > 1 ? arguments[1] : "";
  const auto port = static_cast<std::uint16_t>(std::atoi(first.data() != nullptr ? first.data() : ""));
  const int spread = count > 2 ? std::atoi(arguments[2]) : 1;
  if (port == 0 || spread < 1 || spread > 3) {
    const bool asked = first == "--help";
    std::fwrite(kHelp.data(), 1, kHelp.size(), asked ? stdout : stderr);
    return asked ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  try {
    // In static memory, so that pages nobody touches are never there.
    static moim::bench::Floor floor({.port = port, .spread = static_cast<std::size_t>(spread)});
    floor.run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_floor: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
