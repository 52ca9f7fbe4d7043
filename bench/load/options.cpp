#include "options.h"

#include <map>
#include <string>

#include <CLI/CLI.hpp>

namespace moim::bench {
namespace {

const std::map<std::string, Mode> kModes{{"closed", Mode::closed},
                                         {"open", Mode::open},
                                         {"idle", Mode::idle},
                                         {"churn", Mode::churn},
                                         {"stampede", Mode::stampede}};

const std::map<std::string, Dialect> kDialects{
    {"eio3", Dialect::engineio3}, {"eio4", Dialect::engineio4}, {"floor", Dialect::floor}};

const std::map<std::string, DocumentKind> kDocuments{{"candidate", DocumentKind::candidate},
                                                     {"offer", DocumentKind::offer}};

constexpr const char* kModeHelp =
    "closed: each person keeps --window messages under way; says how many a second got through.\n"
    "open: --rate messages a second, whatever happens; says how late each came, from when it was due.\n"
    "idle: joined and silent for --seconds; says what memory a connection costs.\n"
    "churn: connect, join, leave, again, by --connections people at a time.\n"
    "stampede: everybody comes and goes at once; says how late the messages of one other room were "
    "meanwhile.";

void add_options(CLI::App& app, Options& options) {
  app.add_option("--mode", options.mode, kModeHelp)->transform(CLI::CheckedTransformer(kModes))->required();
  app.add_option("--port", options.place.port, "Port of the server on 127.0.0.1")->required();
  app.add_option("--pid", options.server_pid, "Process of the server, for its CPU time and memory");
  app.add_option("--dialect", options.place.dialect,
                 "What the server speaks: Engine.IO 3 or 4, or bench_floor")
      ->transform(CLI::CheckedTransformer(kDialects))
      ->required();
  app.add_option("--connections", options.connections, "People, in rooms of four")
      ->check(CLI::Range(4, 20'000))
      ->capture_default_str();
  app.add_option("--document", options.load.kind, "What is relayed")
      ->transform(CLI::CheckedTransformer(kDocuments));
  app.add_option("--bytes", options.load.bytes, "Octets of a message as it is sent")
      ->check(CLI::Range(200, 30'000))
      ->capture_default_str();
  app.add_option("--spread", options.load.spread, "Room mates that each person sends to, in turns")
      ->check(CLI::Range(1, 3))
      ->capture_default_str();
  app.add_option("--window", options.window, "closed: messages of one person under way at a time")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--rate", options.rate, "open, stampede: messages a second, all people together")
      ->check(CLI::Range(1.0, 2e6))
      ->capture_default_str();
  app.add_option("--held", options.held,
                 "stampede: people who have been there before; they leave, not those who came")
      ->check(CLI::Range(0, 20'000))
      ->capture_default_str();
  app.add_option("--joins", options.joins, "churn: end after so many joins, and watch the memory")
      ->check(CLI::Range(0, 10'000'000))
      ->capture_default_str();
  app.add_option("--warmup", options.warmup, "Seconds before measuring")
      ->check(CLI::Range(0.0, 60.0))
      ->capture_default_str();
  app.add_option("--seconds", options.seconds, "Seconds of measuring")
      ->check(CLI::Range(0.1, 3600.0))
      ->capture_default_str();
  app.add_option("--timeout", options.timeout, "Seconds after which the run gives up")
      ->check(CLI::Range(1.0, 7200.0))
      ->capture_default_str();
}

}  // namespace

std::optional<Options> read_options(int count, char** arguments, int& exit_code) {
  Options options;
  CLI::App app{
      "Loads a signaling server on loopback and prints one line of JSON about how it did.\n"
      "Ends with 1 if a message was lost, damaged, out of order or at the wrong person."};
  add_options(app, options);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    exit_code = app.exit(error);
    return std::nullopt;
  }
  return options;
}

}  // namespace moim::bench
