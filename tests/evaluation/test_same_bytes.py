"""The same data give the same bytes of every paper, whichever process, hash seed, time zone and locale makes them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

AROUND = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C"},
          {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"})


def test_every_paper_in_two_processes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, around in zip(folders, AROUND, strict=True):
        folder.mkdir()
        command = [sys.executable, "-m", "tests.evaluation.every_paper", str(folder)]
        subprocess.run(command, env={**os.environ, **around}, check=True, timeout=120)  # one after the other: later
    one, two = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in folders)
    assert len(one) == 8 and set(one) == set(two)
    assert [name for name in one if one[name] != two[name]] == []
