"""Files of answers opened in other programs: private copies that do not outlive the sitting."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import attachments
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.private_copies import PrivateCopies
from tests.ui.test_entry_file import prepared, seated

__all__ = ["prepared", "seated"]
LEAVE_BEHIND = """
import sys
from pathlib import Path
from ftd_desktop.ui.private_copies import PrivateCopies
print(PrivateCopies(Path(sys.argv[1])).put(b"isi", "pdf"))
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the system's programs."""
    found: list[Path] = []
    monkeypatch.setattr(viewing, "open_with_system", lambda path: not found.append(path))
    return found


def keep(context: Context, settle: Callable[[], None], ending: str, label: str = "") -> str:
    names: list[str] = []
    context.tasks.store(lambda: attachments.keep(context.opened, b"%PDF isi", ending, label=label), names.append)
    settle()
    return names[0]


def test_a_private_copy_is_opened_and_goes_at_lock_and_close(seated: Context, settle: Callable[[], None],
                                                             opened: list[Path]) -> None:  # fmt: skip
    viewing.show(seated, keep(seated, settle, "pdf", "KTP Siti (contoh).pdf"))
    settle()
    (path,) = opened
    assert path.read_bytes() == b"%PDF isi" and path.name == "lampiran-1.pdf"  # nobody's name in lists of programs
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o400 and path.parent.stat().st_mode & 0o777 == 0o700
    seated.copies.clear()
    assert not path.parent.exists()
    seated.copies.clear()


@pytest.mark.parametrize(("ending", "words"), [
    ("exe", "tidak dibuka dari sini"), ("html", "tidak dibuka dari sini"), ("pdf", "belum ada di laptop ini"),
])  # fmt: skip
def test_what_is_not_opened_is_said(seated: Context, settle: Callable[[], None], opened: list[Path], ending: str,
                                    words: str, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    told: list[BaseException] = []
    monkeypatch.setattr(seated.tasks, "_fallback", told.append)
    viewing.show(seated, f"0123456789abcdef.{ending}", "Nota (contoh)")
    settle()
    assert opened == [] and isinstance(told[0], UserError) and words in str(told[0]) and "Nota (contoh)" in str(told[0])


@pytest.mark.parametrize("why", ["no program", "no room"])
def test_what_goes_wrong_outside_is_said(seated: Context, settle: Callable[[], None], opened: list[Path], why: str,
                                         monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def full(*_: object) -> Path:
        raise OSError("No space left on device")

    told: list[BaseException] = []
    monkeypatch.setattr(seated.tasks, "_fallback", told.append)
    monkeypatch.setattr(viewing, "open_with_system", lambda path: False)
    if why == "no room":
        monkeypatch.setattr(seated.copies, "put", full)
    viewing.show(seated, keep(seated, settle, "pdf"))
    settle()
    assert isinstance(told[0], UserError)
    assert ("No space left" if why == "no room" else "Tidak ada program") in str(told[0])


def test_what_a_crash_left_goes_at_the_next_start_and_what_lives_stays(qapp: object, tmp_path: Path) -> None:
    left = subprocess.run([sys.executable, "-c", LEAVE_BEHIND, str(tmp_path)], capture_output=True, text=True,
                          check=True).stdout.strip()  # fmt: skip
    living = PrivateCopies(tmp_path)
    mine = living.put(b"isi", "pdf")
    assert Path(left).exists()
    PrivateCopies(tmp_path).clear_left_behind()
    assert not Path(left).parent.exists() and mine.exists()
    living.clear()


def test_a_copy_that_is_held_open_is_tried_again(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = PrivateCopies(tmp_path)
    path = copies.put(b"isi", "pdf")

    def held(_: Any) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        copies.clear()
    assert path.exists()
    copies.clear()
    assert not path.exists()
