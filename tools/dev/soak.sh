# Mix everything, faults included, for minutes, and see that nothing is left
#
# usage: ./dev soak [minutes] [--connections N] [--seed N]
#        ./dev soak call [minutes]
#
#   minutes         2 by default; the clients do one thing after the other for so long
#   --connections   clients at once, 60 by default
#   --seed          another order of events, 1 by default
#
# Starts the release build of moim on loopback, with short heartbeats and low limits, and lets clients of every
# generation join, call, leave and vanish, while others send garbage, floods and halves of requests, do not read, freeze
# (SIGSTOP) and come in stampedes. Two bystanders talk all the time. At the end everybody goes: memory, descriptors,
# connections, sessions and rooms have to be back where they were, and the bystanders must have noticed nothing.
#
#   call            a call of four in Chromium instead, for 10 minutes by default: they mute, write, share a screen, leave,
#                   reload and lose the server, one of them behind another tab. Then no page may hold more than after the
#                   first third (in runs of half an hour and more: than after ten minutes), and the server nothing at all.
#
# The last line is "1 passed, 0 failed", or what is left and "0 passed, 1 failed".

main() {
  local minutes=2 options=()
  if [ "${1:-}" = call ]; then
    shift
    soak_call_of "$@"
    return
  fi
  if [[ ${1:-} =~ ^[0-9.]+$ ]]; then
    minutes=$1
    shift
  fi
  while [ $# -gt 0 ]; do
    case $1 in
      --connections | --seed) [[ ${2:-} =~ ^[0-9]+$ ]] || fail "$1 takes a whole number." ;;
      *) fail "./dev soak takes minutes, --connections N and --seed N, but got: $1" ;;
    esac
    options+=("$1" "$2")
    shift 2
  done
  soak release "$minutes" "${options[@]}"
}

soak_call_of() {
  local minutes=${1:-10}
  [[ $# -le 1 && $minutes =~ ^[0-9.]+$ ]] || fail "./dev soak call takes minutes, but got: $*"
  soak_call "$minutes"
}
