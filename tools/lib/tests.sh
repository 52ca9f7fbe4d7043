# What the stages of ./dev test do. Each reports through `count`.

# How long one test program, and one run of node's tests, may take before it counts as hung.
readonly unit_seconds=300 node_seconds=2400

# unit_tests <preset> [library...]
unit_tests() {
  local preset=$1 names name
  shift
  need_packages build test
  [ "$preset" = dev ] || need_packages clang
  export UBSAN_OPTIONS=print_stacktrace=1 TSAN_OPTIONS=second_deadlock_stack=1
  build_preset "$preset" "${@/#/test_}"
  names=("$@")
  [ $# -gt 0 ] || mapfile -t names < <(ctest --test-dir "build/$preset" -N | sed -n 's/^ *Test *#[0-9]*: //p')
  for name in "${names[@]}"; do
    run_gtest "build/$preset/bin/test_$name" "build/test/$preset-$name.log"
  done
}

# run_gtest <program> <log>: a program that dies has one failed test more than it could say.
run_gtest() {
  local passed failed skipped status=0
  note "$1"
  timeout "$unit_seconds" "$1" --gtest_brief=1 >"$2" 2>&1 </dev/null || status=$?
  passed=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$2" | tail -n 1)
  failed=$(grep -ac '^\[  FAILED  \] .* ([0-9]* ms)$' "$2") || true
  skipped=$(sed -n 's/^\[  SKIPPED \] \([0-9]*\) test.*/\1/p' "$2" | tail -n 1)
  if [ "$status" -ne 0 ]; then
    cat "$2"
    bad "$1 ended with status $status"
    count "${passed:-0}" "$((failed > 0 ? failed : 1))" "${skipped:-0}"
  else
    grep -a '^\[  PASSED' "$2" | sed 's/^/    /'
    count "${passed:-0}" 0 "${skipped:-0}"
  fi
}

web_tests() {
  local report=$PWD/build/test/vitest.json
  npm_install web
  note "type check"
  (cd web && npm run --silent typecheck </dev/null) || count 0 1
  rm -f "$report"
  (cd web && npm run --silent test -- --reporter=default --reporter=json --outputFile.json="$report" "$@" \
    </dev/null) || [ -f "$report" ] || count 0 1
  # shellcheck disable=SC2046
  [ ! -f "$report" ] || count $(node -p "const r = JSON.parse(require('fs').readFileSync('$report', 'utf8'));
    [r.numPassedTests, r.numFailedTests || (r.success ? 0 : 1), r.numPendingTests + r.numTodoTests].join(' ')")
}

# programs_for_clients <preset>: what real clients are let loose on, and the clients.
programs_for_clients() {
  need_packages build
  if [ "$1" = release ]; then
    build_programs
  else
    need_packages clang
    build_preset "$1" moim echo
  fi
  npm_install tests/conformance
}

# soak <preset> <minutes> [options of the program]
soak() {
  local preset=$1 minutes=$2
  shift 2
  programs_for_clients "$preset"
  step "Soaking for $minutes min"
  MOIM_BIN_DIR="$PWD/build/$preset/bin" node tests/conformance/soak/main.mjs --minutes "$minutes" "$@" </dev/null
}

# soak_call <minutes>: a call in browsers, with the programs and the packages of two kinds of tests.
soak_call() {
  need_packages browsers
  programs_for_clients release
  npm_install tests/e2e
  step "Soaking a call for $1 min"
  MOIM_BIN_DIR="$PWD/build/release/bin" node tests/e2e/soak/main.mjs --minutes "$1" </dev/null
}

# passes <command...>: a stage that is one test.
passes() {
  if "$@"; then
    count 1 0
  else
    count 0 1
  fi
}

# conformance_tests <preset> [part of a file name...]
conformance_tests() {
  local preset=$1
  shift
  programs_for_clients "$preset"
  MOIM_BIN_DIR="$PWD/build/$preset/bin" node_tests tests/conformance "conformance-$preset" 2 "$@"
}

# fuzz_tests <seconds> <target>...
fuzz_tests() {
  local seconds=$1
  shift
  fuzz_build "$@"
  step "Fuzzing $# targets, $seconds s each"
  fuzz_all "$seconds" "$@"
}

e2e_tests() {
  need_packages browsers relay
  build_programs
  npm_install tests/e2e
  MOIM_BIN_DIR="$PWD/build/release/bin" node_tests tests/e2e e2e 1 "$@"
}

# lab_refusal: why there can be no network lab here; nothing where there can. Found out by trying what it is made of.
lab_refusal() {
  local name=moim-try-$$ said
  if [ "$(id -u)" -ne 0 ]; then
    echo "it takes root"
    return
  fi
  need_packages lab >&2
  said=$({
    ip netns add "$name" &&
      ip -n "$name" link add try0 type veth peer name try1 &&
      ip netns exec "$name" nft add table inet try &&
      ip -n "$name" tuntap add dev try2 mode tun
  } 2>&1) || echo "network namespaces are not allowed here: ${said##*$'\n'}"
  ip netns delete "$name" 2>/dev/null || true
}

# The lab's people are those of tests/e2e, with its npm packages.
lab_tests() {
  local refusal
  refusal=$(lab_refusal)
  if [ -n "$refusal" ]; then
    note "The network lab is left out, because $refusal"
    count 0 0 1
    return
  fi
  need_packages browsers relay lab
  build_programs
  npm_install tests/e2e
  MOIM_BIN_DIR="$PWD/build/release/bin" node_tests tests/lab lab 1 "$@"
}

# node_tests <folder> <report name> <files at once> [part of a file name...]
node_tests() {
  local folder=$1 tap=$PWD/build/test/$2.tap at_once=$3 part files status=0
  shift 3
  mapfile -t files < <(cd "$folder" && find . -name '*.test.*js' -not -path '*/node_modules/*' | sort)
  if [ $# -gt 0 ]; then
    mapfile -t files < <(for part in "$@"; do printf '%s\n' "${files[@]}" | grep -F -- "$part"; done | sort -u)
  fi
  [ ${#files[@]} -gt 0 ] || fail "No test file in $folder/ matches: $*"
  rm -f "$tap"
  (cd "$folder" && timeout "$node_seconds" node --test --test-concurrency="$at_once" \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "${files[@]}" </dev/null) || status=$?
  count_tap "$tap" "$status"
}

# count_tap <file> <status>: the closing comments of node's TAP report.
count_tap() {
  local passed failed skipped
  read -r passed failed skipped < <(awk '/^# pass /{p = $3} /^# (fail|cancelled) /{f += $3}
    /^# (skipped|todo) /{s += $3} END {print p + 0, f + 0, s + 0}' "$1")
  if [ "$2" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
  fi
  count "$passed" "$failed" "$skipped"
}
