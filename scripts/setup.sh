#!/usr/bin/env bash
# Makes everything ready: system libraries, a virtual environment, the packages. Safe to repeat.
#   scripts/setup.sh run    what the program needs
#   scripts/setup.sh test   the same, and what its checks and tests need
set -euo pipefail
cd "$(dirname "$0")/.."
wanted="${1:-run}"

# Debian package : a library of it that must be there. Qt needs these even where there is no display.
libraries=(libglib2.0-0:libglib-2.0.so.0 libgl1:libGL.so.1 libegl1:libEGL.so.1 libxkbcommon0:libxkbcommon.so.0
           libfontconfig1:libfontconfig.so.1 libdbus-1-3:libdbus-1.so.3)
# And these to open a window under X11.
if [ -n "${DISPLAY:-}" ]; then
  libraries+=(libxcb-cursor0:libxcb-cursor.so.0 libxcb-icccm4:libxcb-icccm.so.4 libxcb-image0:libxcb-image.so.0
              libxcb-keysyms1:libxcb-keysyms.so.1 libxcb-render-util0:libxcb-render-util.so.0
              libxcb-shape0:libxcb-shape.so.0 libxkbcommon-x11-0:libxkbcommon-x11.so.0)
fi

have_library() { find /lib /usr/lib -name "$1*" -print -quit 2>/dev/null | grep -q .; }

missing=()
for pair in "${libraries[@]}"; do
  have_library "${pair#*:}" || missing+=("${pair%%:*}")
done
python="$(command -v python3.11 || command -v python3 || true)"
if [ -z "$python" ]; then
  missing+=(python3 python3-venv)
elif [ ! -x .venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  missing+=(python3-venv)
fi

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "These system packages are missing. Have them installed, then run this again:" >&2
    echo "  sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi

python="$(command -v python3.11 || command -v python3)"
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; $python is $("$python" --version)." >&2
  exit 1
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv

# The packages are installed again only when what is asked for has changed.
asked="$(cat pyproject.toml <(echo "$wanted") | sha256sum | cut -d' ' -f1)"
stamp=".venv/ready-$wanted"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$asked" ]; then
  echo "Installing Python packages into .venv (this takes a minute the first time)"
  extra=""
  [ "$wanted" = test ] && extra="[dev]"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$extra"
  echo "$asked" > "$stamp"
fi
