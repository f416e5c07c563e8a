#!/usr/bin/env bash
# All checks and tests, in the order in which they fail fastest.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
bin=.venv/bin
$bin/ruff check .
$bin/lint-imports
$bin/mypy
$bin/pytest -n 2 --dist loadfile
