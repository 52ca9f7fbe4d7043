# Feed the parsers and whole sessions with made-up input
#
# usage: ./dev fuzz [target...] [seconds]
#
#   target    a file of fuzz/ without its .cpp; all of them when none is named
#   seconds   for each target, 60 by default; as many targets at once as there are processors
#
# Every target first runs what is kept in fuzz/corpus and fuzz/regressions, then what it makes up itself. An input
# that breaks something is left in build/fuzz/found/<target>/; to see it again:
#
#   build/asan/bin/fuzz_<target> build/fuzz/found/<target>/<file>
#
# Once it is repaired, the input goes to fuzz/regressions/<target>/, next to a unit test. The last line is
# "N passed, N failed".

main() {
  local seconds=60 known targets=() argument
  known=$(fuzz_targets)
  for argument in "$@"; do
    if [[ $argument =~ ^[0-9]+$ ]]; then
      seconds=$argument
    elif grep -qxF -- "$argument" <<<"$known"; then
      targets+=("$argument")
    else
      fail "There is no fuzz target '$argument'." "There are: ${known//$'\n'/ }"
    fi
  done
  [ ${#targets[@]} -gt 0 ] || mapfile -t targets <<<"$known"
  mkdir -p build/test
  stage fuzz fuzz_tests "$seconds" "${targets[@]}"
  report
}
