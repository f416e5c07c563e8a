#!/usr/bin/env bash
# The main job: the demo in a window where there is a display, else the same demo without one.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  [ -f demo/demo.json ] || .venv/bin/ftd demo demo
  exec .venv/bin/ftd demo demo --open
fi
.venv/bin/ftd demo demo
QT_QPA_PLATFORM=offscreen .venv/bin/python scripts/screenshots.py demo demo/screenshots
echo
echo "There is no display here, so no window was opened. Look at:"
echo "  demo/screenshots/   the pages of the program, in both languages"
echo "  demo/sertifikat/    the certificates (PDF)"
echo "  demo/laporan/       the report (PDF) and its figures"
