# Stages of ./dev test: each runs, is timed, and reports how many tests passed, failed and were skipped.

stage_rows=()
total_passed=0 total_failed=0 total_skipped=0
counts=build/test/counts

# count <passed> <failed> [skipped]: called from within a stage, as often as there is something to report.
count() { echo "$1 $2 ${3:-0}" >>"$counts"; }

# stage <name> <command...>: a stage that ends badly without having counted a failure is one.
stage() {
  local name=$1 started=$SECONDS status passed failed skipped
  shift
  step "Test: $name"
  mkdir -p build/test
  : >"$counts"
  set +e
  (
    set -e
    "$@"
  )
  status=$?
  set -e
  read -r passed failed skipped < <(awk '{p += $1; f += $2; s += $3} END {print p + 0, f + 0, s + 0}' "$counts")
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
  fi
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
  total_skipped=$((total_skipped + skipped))
  stage_rows+=("$(printf '%-20s %8d %8d %8d %7ds' "$name" "$passed" "$failed" "$skipped" $((SECONDS - started)))")
}

# The table, then the closing line that CI reads. Fails when a test did, or when there was none.
report() {
  local closing="$total_passed passed, $total_failed failed"
  [ "$total_skipped" -eq 0 ] || closing+=", $total_skipped skipped"
  printf '\n%-20s %8s %8s %8s %8s\n' stage passed failed skipped time
  printf '%s\n' "${stage_rows[@]}"
  printf '\n%s\n' "$closing"
  [ "$total_failed" -eq 0 ] && [ "$total_passed" -gt 0 ]
}
