#include <cstdio>
#include <cstdlib>
#include <exception>

#include "run.h"

namespace {

using namespace moim::bench;

void dispatch(Run& run) {
  switch (run.options.mode) {
    case Mode::closed:
      return run_closed(run);
    case Mode::open:
      return run_open(run);
    case Mode::idle:
      return run_idle(run);
    case Mode::churn:
      return run_churn(run);
    case Mode::stampede:
      return run_stampede(run);
  }
}

}  // namespace

int main(int count, char** arguments) {
  int exit_code = EXIT_SUCCESS;
  auto options = read_options(count, arguments, exit_code);
  if (!options) return exit_code;
  options->place.introduce = options->place.dialect != Dialect::floor;
  Run run(*options);
  try {
    dispatch(run);
  } catch (const std::exception& error) {
    run.failed = true;
    run.result.add("error", std::string_view(error.what()));
  }
  std::puts(run.result.line().c_str());
  return run.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
