# Run the tests
#
# usage: ./dev test [stage] [which...]
#
# Without a stage: all of them, in this order, as CI does. The last line is "N passed, N failed".
#
#   unit              C++ unit tests, g++ with warnings as errors. which: libraries (./dev test unit engineio)
#   unit-asan         the same with clang 19, address and undefined behaviour sanitizers
#   unit-tsan         the same with clang 19 and the thread sanitizer
#   web               the client's type check and unit tests. which: passed on to vitest
#   conformance       real Socket.IO clients against the release programs. which: part of a test file's name
#   conformance-asan  the same against the programs built with sanitizers, which also look for leaks at the end
#   conformance-tsan  the same against the programs built with the thread sanitizer
#   soak              ./dev soak for MOIM_SOAK_MINUTES (2)
#   fuzz              every target of fuzz/ for MOIM_FUZZ_SECONDS (60). which: targets
#   e2e               real browsers with fake cameras. which: part of a test file's name
#   lab               calls across network namespaces with the faults of real networks. Left out, and said so, where
#                     that is not allowed: it takes root with CAP_NET_ADMIN. which: part of a test file's name.
#                     MOIM_LAB_ROUNDS (5): how often each first picture is measured
#   soak-call         ./dev soak call for MOIM_SOAK_CALL_MINUTES (10)
#
# A stage whose folder does not exist is left out. Logs and reports are left in build/test.

readonly all_stages=(unit unit-asan unit-tsan web conformance conformance-asan conformance-tsan soak fuzz e2e lab
  soak-call)

main() {
  local name=${1:-all} each
  [ $# -eq 0 ] || shift
  mkdir -p build/test
  case $name in
    all)
      [ $# -eq 0 ] || fail "./dev test all takes no further arguments, but got: $*"
      for each in "${all_stages[@]}"; do
        run_stage "$each"
      done
      ;;
    *)
      [[ " ${all_stages[*]} " == *" $name "* ]] ||
        fail "There is no test stage '$name'." "Stages: all ${all_stages[*]}"
      run_stage "$name" "$@"
      ;;
  esac
  report
}

run_stage() {
  local name=$1
  shift
  case $name in
    unit) stage "$name" unit_tests dev "$@" ;;
    unit-*) stage "$name" unit_tests "${name#unit-}" "$@" ;;
    web) stage_of web "$name" web_tests "$@" ;;
    conformance) stage_of tests/conformance "$name" conformance_tests release "$@" ;;
    conformance-*) stage_of tests/conformance "$name" conformance_tests "${name#conformance-}" "$@" ;;
    soak) stage_of tests/conformance "$name" passes soak release "${MOIM_SOAK_MINUTES:-2}" ;;
    soak-call) stage_of tests/e2e "$name" passes soak_call "${MOIM_SOAK_CALL_MINUTES:-10}" ;;
    fuzz) fuzz_stage "$@" ;;
    e2e) stage_of tests/e2e "$name" e2e_tests "$@" ;;
    lab) stage_of tests/e2e "$name" lab_tests "$@" ;;
  esac
}

fuzz_stage() {
  local targets
  mapfile -t targets < <([ $# -eq 0 ] && fuzz_targets || printf '%s\n' "$@")
  stage fuzz fuzz_tests "${MOIM_FUZZ_SECONDS:-60}" "${targets[@]}"
}

stage_of() {
  local folder=$1
  shift
  if [ -f "$folder/package.json" ]; then
    stage "$@"
  else
    step "Test: $1 is left out, there is no $folder/"
  fi
}
