# Take a picture of every screen of the web client
#
# usage: ./dev screens [options]
#
#   --only NAMES      screens whose name holds one of these, such as lobby,call-4; all otherwise
#   --sizes SIZES     360x740,768x1024,1440x900; others such as 320x640 (a page at 400 %) or 740x360 (a phone on its side)
#   --langs LANGS     en,ko
#   --themes THEMES   light,dark
#   --text PERCENT    bigger text, such as 200
#   --forced          forced colours, as in the contrast modes of systems
#   --pictures DIR    where the single pictures go, build/screens otherwise
#   --sheets DIR      where the pictures of each screen go together on a sheet; without any option, docs/screens
#
# The screens are the shipped components with made-up people behind them: web/dev/scenes.ts lists them. Each is looked
# over on the way: axe, tiles that lie on one another, text that is cut off, controls out of reach. What is found is
# printed; the status is 1 when any of it is serious.

main() {
  need_packages browsers
  npm_install web
  [ $# -gt 0 ] || set -- --sheets docs/screens
  step "Taking pictures"
  node web/scripts/screens.mjs --pictures build/screens "$@" </dev/null
}
