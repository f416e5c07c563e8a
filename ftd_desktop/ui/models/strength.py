"""How hard a passphrase is to guess, in plain words; no figure that promises more than anybody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import Tone

Level = Literal["", "short", "weak", "fair", "strong"]
SHORTEST = 8
"""As `store.keys` demands; said while typing, so before the store is loaded."""

_RUNS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_COMMON = re.compile(r"(password|passw0rd|katasandi|rahasia|admin|sumut|medan|indonesia|merdeka|bismillah|sayang|"
                     r"petugas|provinsi|koperasi|umkm|ftd)")


@dataclass(frozen=True)
class Strength:
    """`level` is "" for nothing typed; "short" and "weak" are not accepted."""

    level: Level
    words: str
    tone: Tone

    @property
    def accepted(self) -> bool:
        """Whether a file may be locked with it."""
        return self.level in ("fair", "strong")


def judge(passphrase: str) -> Strength:
    """What to say of a passphrase: too short, too easy, fair, or strong."""
    if not passphrase:
        return Strength("", tr("Paling sedikit 8 huruf. Tiga atau empat kata biasa lebih kuat dan lebih mudah diingat "
                               "daripada satu kata yang rumit."), "muted")
    if len(passphrase) < SHORTEST:
        return Strength("short", tr("Terlalu pendek: paling sedikit 8 huruf."), "error")
    if _left_to_guess(passphrase) < 5:
        return Strength("weak", tr("Terlalu mudah ditebak. Tambahkan satu dua kata yang tidak berurutan."), "error")
    if len(passphrase) >= 16 or (len(passphrase) >= 12 and len(set(passphrase.lower())) >= 8):
        return Strength("strong", tr("Kuat."), "ok")
    return Strength("fair", tr("Cukup. Tambah satu kata lagi supaya kuat."), "warn")


def _left_to_guess(passphrase: str) -> int:
    """Roughly how many signs are not told by the others: runs, repeats and well-known words count as one."""
    rest = _COMMON.sub("*", re.sub(r"[\s\W_]", "", passphrase.lower()))
    if rest.isdigit() and len(rest) <= 10:
        return 1  # a birthday or a telephone number
    kept = [sign for before, sign in zip(" " + rest, rest, strict=False) if not _follows(before, sign)]
    return min(len(kept), len(set(rest)))


def _follows(before: str, sign: str) -> bool:
    return before == sign or any(before + sign in run or sign + before in run for run in _RUNS)
