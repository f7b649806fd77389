#!/bin/sh
# Sets up what a command needs: sh tools/setup.sh run|test|pdf|firefox
# Python and its packages in .venv; for tests a Chromium. Seconds when nothing changed.
set -u
what=${1:-run}
fail() { printf 'make : %s\n' "$1" >&2; exit 1; }

find_python() {
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    command -v "$name" >/dev/null 2>&1 || continue
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$name"; return; }
  done
}

setup_python() {
  list=requirements/$1.txt
  stamp=.venv/.installed-$1
  sum=$(cksum < "$list")
  if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ]; then return; fi
  python=$(find_python)
  [ -n "$python" ] || fail "il faut Python 3.11 ou plus récent (trouvé : $(python3 --version 2>&1))."
  free=$(df -Pk . | awk 'NR==2 {print $4}')
  [ "$free" -gt 2500000 ] || fail "il faut 2,5 Go de disque libre (il reste $((free / 1000)) Mo)."
  if [ ! -x .venv/bin/python ]; then
    "$python" -m venv .venv >.venv.log 2>&1 ||
      { rm -rf .venv; fail "création de .venv impossible ; sur Debian : apt install python3-venv (détail : .venv.log)."; }
    rm -f .venv.log
  fi
  echo "Installation des paquets Python ($list)…"
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$list" 2>.venv/pip.log ||
    explain_pip
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . -e lite/sudia 2>>.venv/pip.log ||
    explain_pip
  echo "$sum" > "$stamp"
}

explain_pip() {
  if grep -qiE 'No space left' .venv/pip.log; then fail "le disque est plein."; fi
  if grep -qiE 'NewConnectionError|Max retries|Temporary failure|timed out|ProxyError|ConnectionError|Network is unreachable' .venv/pip.log; then
    fail "pas de réseau : les paquets Python n’ont pas pu être téléchargés (détail : .venv/pip.log)."
  fi
  tail -n 5 .venv/pip.log >&2
  fail "l’installation des paquets a échoué (détail : .venv/pip.log)."
}

# Debian names it chromium; MOOC_BROWSER=/path serves where it may not be installed.
find_chromium() {
  for name in "${MOOC_BROWSER:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && { command -v "$name"; return; }
  done
}

apt_install() {
  sudo=
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || return 1
    sudo="sudo -n"
  fi
  command -v apt-get >/dev/null 2>&1 || return 1
  echo "Installation de $* (apt)…"
  $sudo apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null 2>&1
}

# WeasyPrint makes the PDF handouts with these libraries of the system.
pango_is_there() {
  .venv/bin/python -c 'import ctypes
for name in ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"): ctypes.CDLL(name)' 2>/dev/null
}

setup_pango() {
  pango_is_there || apt_install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core || true
  pango_is_there || fail "Pango manque et ne peut être installé ici : apt install libpango-1.0-0 libpangoft2-1.0-0."
}

case $what in
  run) setup_python run ;;
  pdf)
    setup_python pdf
    setup_pango ;;
  test)
    setup_python test
    if [ -n "${MOOC_BROWSER:-}" ] && ! command -v "$MOOC_BROWSER" >/dev/null 2>&1; then
      fail "MOOC_BROWSER=$MOOC_BROWSER n’est pas un programme."
    fi
    if [ -z "$(find_chromium)" ]; then
      apt_install chromium fonts-dejavu-core || true
      [ -n "$(find_chromium)" ] || fail "Chromium manque et ne peut être installé ici : donnez MOOC_BROWSER=/chemin/vers/chromium."
    fi
    setup_pango ;;
  firefox)
    command -v firefox-esr >/dev/null 2>&1 || apt_install firefox-esr ||
      fail "Firefox manque et ne peut être installé ici : apt install firefox-esr." ;;
  *) fail "usage : sh tools/setup.sh run|test|pdf|firefox" ;;
esac
