# Measure moim next to what people use otherwise
#
# usage: ./dev bench signaling [--quick] [--rounds N] [--only NAME,…] [--servers NAME,…]
#        ./dev bench client [--quick] [--only PART,…] [--rounds N]
#
#   signaling   candidates, offers, joins, latency and memory: socket.io 2.3.0 and 4 on Node, moim, and a floor that
#               relays without looking. Prints medians, ratios and goals, and writes docs/performance.md.
#   client      the web client in Chromium: first picture, CPU next to the original tutorial's client, uplink, size, typing.
#               Prints numbers and goals, and writes docs/performance.md.
#   --quick     under a minute: one short round of the main measurements, nothing is written
#
# ./dev bench signaling --help, and client --help, list the measurements and the rest of the options. They take a quarter
# of an hour and nine minutes, two cores, and quiet: everything else on the machine shows in the numbers.

main() {
  local name=${1:-}
  [ $# -eq 0 ] || shift
  case $name in
    signaling) bench_signaling "$@" ;;
    client) bench_client "$@" ;;
    '') fail "What is to be measured?" "./dev bench signaling, or ./dev bench client" ;;
    *) fail "There is no benchmark '$name'." "There are: signaling, client" ;;
  esac
}

bench_signaling() {
  need_packages build
  npm_install bench/node
  build_web
  build_preset release moim bench_load bench_floor
  step "Measuring"
  python3 bench/runner/signaling.py "$@"
}

bench_client() {
  need_packages build browsers
  build_programs
  npm_install tests/e2e
  step "Measuring"
  MOIM_BIN_DIR="$PWD/build/release/bin" node bench/client/client.mjs "$@"
}
