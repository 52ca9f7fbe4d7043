# List the commands, or explain one
#
# usage: ./dev help [command]

explain() { sed -n -e '/^#/!q' -e 's/^# \{0,1\}//p' "tools/dev/$1.sh"; }

main() {
  if [ $# -gt 0 ]; then
    [ -f "tools/dev/$1.sh" ] || fail "There is no command '$1'." "./dev help lists the commands."
    printf '%s./dev %s%s\n' "$bold" "$1" "$plain"
    explain "$1"
    return
  fi
  echo "usage: ./dev <command> [arguments]"
  echo
  local file name
  for file in tools/dev/*.sh; do
    name=$(basename "$file" .sh)
    printf '  %s%-8s%s %s\n' "$bold" "$name" "$plain" "$(explain "$name" | head -n 1)"
  done
  echo
  echo "./dev help <command> says all about one. What a command needs and is missing, it installs."
}
