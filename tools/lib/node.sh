# Node.js and npm packages.

readonly node_minimum=18.19

# need_node: node and npm from PATH, or Debian's where there is none.
need_node() {
  local version
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    need_packages node
  fi
  version=$(node -p process.versions.node)
  if [ "$(printf '%s\n' "$node_minimum" "$version" | sort -V | head -n 1)" != "$node_minimum" ]; then
    fail "node $version is too old: $node_minimum or newer is needed." \
      "It was found at $(command -v node); put a newer one first in PATH, or remove it to get Debian's."
  fi
}

# npm_install <folder>: npm ci, but only when the lock file changed since the last time.
npm_install() {
  local folder=$1 stamp=$1/node_modules/.installed-lock
  need_node
  if cmp -s "$folder/package-lock.json" "$stamp"; then
    return
  fi
  step "Installing npm packages of $folder/"
  (cd "$folder" && npm ci --no-fund --no-audit --loglevel=error </dev/null) ||
    fail "npm ci failed in $folder/." "Its lock file must fit package.json, and the npm registry must be reachable."
  cp "$folder/package-lock.json" "$stamp"
}
