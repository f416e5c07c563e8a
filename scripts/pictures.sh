#!/usr/bin/env bash
# Pictures of every page in both languages, as the demo's officer and as its province: scripts/pictures.sh DEMO FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen FTD_PASSPHRASE=contoh-demo-ftd
work="$1/contoh"  # its name is seen in the pictures
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
for seat in petugas-rina provinsi; do
  # Looking at the entry page opens a draft: do it on a copy.
  cp "$1/$seat.ftdb" "$1/$seat.ftdb.key" "$work/"
  .venv/bin/python scripts/screenshots.py "$work/$seat.ftdb" "$2/${seat%-rina}" "${@:3}"
done
