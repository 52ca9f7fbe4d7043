# Check formatting, layers and text
#
# usage: ./dev lint [--fix] [--tidy]
#
#   --fix    format the C++ and web sources first
#   --tidy   also run clang-tidy and cppcheck; they advise and never fail the command
#
# Checks: clang-format; that includes and clocks stay in their layers (tools/check_layers.py); line ends, work left
# for later and paths of one machine (tools/check_text.py); ESLint and Prettier for web/.

cpp_files() { git ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.h'; }

main() {
  local option fix=false tidy=false
  for option in "$@"; do
    case $option in
      --fix) fix=true ;;
      --tidy) tidy=true ;;
      *) fail "./dev lint takes --fix and --tidy, but got: $option" ;;
    esac
  done
  need_packages lint
  [ ! -f web/package.json ] || npm_install web
  if $fix; then
    step "Formatting"
    cpp_files | xargs -0r clang-format-19 -i
    [ ! -f web/package.json ] || (cd web && npm run --silent format >/dev/null)
  fi

  local failures=0
  step "Lint"
  check "C++ formatting" check_format
  check "layers" check_layers
  check "text" tools/check_text.py
  [ ! -f web/package.json ] || check "web" check_web
  if $tidy; then
    advise
  fi
  if [ "$failures" -gt 0 ]; then
    fail "$failures of the checks found something." "./dev lint --fix repairs formatting; the rest is named above."
  fi
}

# check <name> <command...>: prints what the command found, only if it found something.
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1 </dev/null); then
    good "$name"
  else
    bad "$name"
    printf '%s\n' "$output"
    failures=$((failures + 1))
  fi
}

# Names each file that is not formatted, with its first line that differs.
check_format() {
  cpp_files | xargs -0r clang-format-19 --dry-run -Werror 2>&1 |
    awk -F: '/: error: / && !seen[$1]++ {print $1 ":" $2 ": not formatted"} END {exit (NR > 0)}'
}

check_layers() { tools/check_layers.py --self-test && tools/check_layers.py; }
check_web() { (cd web && npm run --silent lint); }

advise() {
  need_packages build test clang tidy
  configure_once tidy
  step "clang-tidy"
  git ls-files -z -- 'libs/*.cpp' 'app/*.cpp' | xargs -0r -n 4 -P "$(nproc)" \
    clang-tidy-19 -p build/tidy --quiet 2>/dev/null || true
  step "cppcheck"
  # shellcheck disable=SC2046
  cppcheck --quiet --std=c++20 --enable=warning,performance,portability --inline-suppr --suppress=missingInclude \
    -j "$(nproc)" $(printf -- '-I %s ' libs/*/include app/src) libs app/src || true
}
