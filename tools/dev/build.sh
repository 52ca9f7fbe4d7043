# Build the web client and the release programs
#
# usage: ./dev build
#
# Leaves the web client in web/dist and the programs moim, echo and chat in build/release/bin.
# Only what changed is built again. Missing Debian packages and npm packages are installed first.

main() {
  [ $# -eq 0 ] || fail "./dev build takes no arguments, but got: $*"
  build_programs
  good "Built: $(cd build/release/bin && printf 'build/release/bin/%s ' *)"
  note "Next: ./dev run starts moim, ./dev test runs the tests."
}
