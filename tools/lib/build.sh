# Building: the web client with Vite, everything else with CMake presets.

# configure_once <preset>: later changes of CMake files are picked up by ninja itself.
configure_once() {
  [ -f "build/$1/build.ninja" ] && return
  step "Configuring build/$1"
  mkdir -p "build/$1"
  if ! cmake --preset "$1" >"build/$1/configure.log" 2>&1; then
    rm -f "build/$1/build.ninja"
    tail -n 20 "build/$1/configure.log" >&2
    fail "CMake could not configure build/$1 (all of its output: build/$1/configure.log)."
  fi
}

# build_preset <preset> [target...]
build_preset() {
  local preset=$1
  shift
  configure_once "$preset"
  step "Building build/$preset${*:+ ($*)}"
  [ $# -eq 0 ] || set -- --target "$@"
  cmake --build --preset "$preset" "$@" ||
    fail "The build in build/$preset failed; the first error above says where."
}

# One hash over the names and bytes of everything the web client is built from.
web_inputs_hash() {
  find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' -not -name '*.test.*' -print0 |
    sort -z | xargs -0 sha256sum | sha256sum
}

# build_web: web/dist, only when something it is made of changed.
build_web() {
  local stamp=build/web.stamp inputs
  if [ ! -f web/package.json ]; then
    note "No web/ folder: building without the web client."
    return
  fi
  npm_install web
  inputs=$(web_inputs_hash)
  if [ -f web/dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
    return
  fi
  step "Building the web client"
  (cd web && npm run --silent build </dev/null) ||
    fail "The web client did not build; the first error above says where."
  mkdir -p build
  echo "$inputs" >"$stamp"
}

# build_programs: what ./dev build leaves behind, up to date.
build_programs() {
  need_packages build
  build_web
  build_preset release
}
