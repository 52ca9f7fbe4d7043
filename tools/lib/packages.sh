# Debian packages, by the groups of tools/packages.txt.

packages_in() {
  local group
  for group in "$@"; do
    sed -n "s/^$group: *//p" tools/packages.txt
  done | tr ' ' '\n'
}

# Prints those of its arguments that are not installed.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p') || true
  printf '%s\n' "$@" | sort -u | comm -23 - <(sort -u <<<"$installed")
}

apt_run() {
  local as_root=() log=build/apt.log
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
  fi
  mkdir -p build
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "$@" -q -o Dpkg::Use-Pty=0 </dev/null 2>&1 |
    tee "$log" | sed -un -e 's/^Need to get/    download:/p' -e 's/^Setting up \([^ ]*\).*/    \1/p'; then
    tail -n 20 "$log" >&2
    fail "apt-get $1 failed; the lines above are its last (all of it: $log)."
  fi
}

# need_packages <group>...: installs what is missing and says so; silent and quick when nothing is.
need_packages() {
  local wanted missing
  mapfile -t wanted < <(packages_in "$@")
  command -v dpkg-query >/dev/null || {
    note "Not Debian: the packages of tools/packages.txt ($*) have to be there already."
    return
  }
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  step "Installing ${#missing[@]} Debian packages ($*): ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "Installing packages takes root, and there is no sudo." "As root: apt-get install ${missing[*]}"
  fi
  apt_run update
  apt_run install --yes --no-install-recommends "${missing[@]}"
}
