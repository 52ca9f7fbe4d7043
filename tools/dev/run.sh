# Build what is missing, start moim and print the link to open
#
# usage: ./dev run [--lan] [moim's own options]
#
#   --lan   reachable from phones and computers on the same network: listens on every address, port 8443,
#           over HTTPS with a certificate made on the spot (browsers give cameras to secure pages only).
#           The browser warns about that certificate once; moim prints the links and a QR code.
#
# Everything else goes to moim as it is: ./dev run --max-participants 6. After -- also --help does:
# ./dev run -- --help lists moim's options. Stop it with Ctrl-C.

main() {
  local options=()
  while [ $# -gt 0 ]; do
    case $1 in
      --lan) options+=(--listen 0.0.0.0:8443 --tls-self-signed) ;;
      --) shift && break ;;
      *) options+=("$1") ;;
    esac
    shift
  done
  build_programs
  step "Starting moim (Ctrl-C stops it)"
  exec build/release/bin/moim "${options[@]}" "$@"
}
