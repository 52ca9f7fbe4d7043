# Fuzzing: building the targets of fuzz/, running them a few at a time, and saying what came of it.

fuzz_targets() { find fuzz -maxdepth 1 -name '*.cpp' -printf '%f\n' | sed 's/\.cpp$//' | sort; }

fuzz_build() {
  need_packages build clang
  build_preset asan "${@/#/fuzz_}"
}

# run_fuzzer <target> <seconds>: first every input that is kept, then new ones made of them until the time is up.
# What it learns stays in build/fuzz/corpus, so that the next run goes on from there; what breaks it is left in
# build/fuzz/found. Replace the shell with it.
run_fuzzer() {
  local target=$1 seconds=$2 corpora=() options=() folder
  mkdir -p "build/fuzz/corpus/$target" "build/fuzz/found/$target"
  for folder in fuzz/corpus fuzz/regressions; do
    [ ! -d "$folder/$target" ] || corpora+=("$folder/$target")
  done
  [ ! -f "fuzz/dictionaries/$target.dict" ] || options+=("-dict=fuzz/dictionaries/$target.dict")
  # A change is tested against the same inputs as the one before it; what is new is found by those who look for it.
  [ -z "${CI:-}" ] || options+=(-seed=1)
  # Short stacks of allocations: most of the time would go into keeping long ones.
  ASAN_OPTIONS=malloc_context_size=5 exec "build/asan/bin/fuzz_$target" "${options[@]}" \
    -max_total_time="$seconds" -max_len=1000 -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/found/$target/" "build/fuzz/corpus/$target" "${corpora[@]}"
}

# fuzz_all <seconds> <target>...: as many at once as there are processors. Reports through `count`.
fuzz_all() {
  local seconds=$1 target running=0
  shift
  mkdir -p build/fuzz/log
  for target in "$@"; do
    if [ "$running" -ge "$(nproc)" ]; then
      wait -n || true
      running=$((running - 1))
    fi
    (fuzz_and_report "$target" "$seconds") &
    running=$((running + 1))
  done
  wait
}

fuzz_and_report() {
  local target=$1 log=build/fuzz/log/$1.log executions
  if (run_fuzzer "$target" "$2") >"$log" 2>&1 </dev/null; then
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    good "$(printf '%-20s %12d executions in %d s' "$target" "$executions" "$2")"
    count 1 0
  else
    bad "$target: $(sed -n -e 's/.*check failed: //p' -e 's/^SUMMARY: //p' "$log" | head -n 1)"
    grep -a 'Test unit written to' "$log" | sed 's/.*written to /        input: /' || true
    note "    all of it: $log"
    count 0 1
  fi
}
