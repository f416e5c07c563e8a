"""A one-time code as it is read over the telephone: each sign a word that cannot be misheard."""

from __future__ import annotations

from ftd_desktop.i18n import tr

# The words of the international radiotelephony alphabet (ICAO); the code's alphabet lacks I, L, O and U.
_LETTERS = dict(zip("ABCDEFGHJKMNPQRSTVWXYZ", (
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo", "Mike", "November",
    "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"), strict=True))


def groups(code: str) -> list[str]:
    """The groups of a code, e.g. ``7K2M-Q0ZT`` as two."""
    return code.split("-")


def spoken(group: str) -> str:
    """A group in words: ``tujuh, Kilo, dua, Mike``."""
    return ", ".join(_digit(sign) if sign.isdigit() else _LETTERS[sign] for sign in group)


def _digit(sign: str) -> str:
    return (tr("nol"), tr("satu"), tr("dua"), tr("tiga"), tr("empat"), tr("lima"), tr("enam"), tr("tujuh"),
            tr("delapan"), tr("sembilan"))[int(sign)]
