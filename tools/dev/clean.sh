# Remove everything that was built
#
# usage: ./dev clean [--all]
#
#   --all   also the npm packages (node_modules in web, tests and bench)

main() {
  case "$*" in
    '') rm -rf build web/dist ;;
    --all) rm -rf build web/dist web/node_modules tests/*/node_modules bench/*/node_modules ;;
    *) fail "./dev clean takes --all or nothing, but got: $*" ;;
  esac
  good "Clean. ./dev build builds again."
}
