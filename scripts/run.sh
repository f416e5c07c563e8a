#!/usr/bin/env bash
# The main job: the demo in a window where there is a display, else the same demo without one.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  [ -f demo/demo.json ] || .venv/bin/ftd demo demo
  exec .venv/bin/ftd demo demo --open
fi
.venv/bin/ftd demo demo
scripts/pictures.sh demo demo/layar
echo
echo "There is no display here, so no window was opened. Look at:"
echo "  demo/layar/         the pages of the program, in both languages, as officer and as province"
echo "  demo/sertifikat/    the certificates (PDF)"
echo "  demo/laporan/       the report (PDF) and its figures"
