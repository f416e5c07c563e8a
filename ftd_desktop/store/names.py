"""Names as they are compared and searched: the same word however a person writes it.

Case, accents, old spelling and doubled letters are folded; titles and particles dropped; short forms of Muhammad made
one; clan names written apart (Lumban Tobing, Karo-karo) joined. Made for names of North Sumatra.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_lowercase

# Batak particles between given name and clan (br = boru, "daughter of"), and Malay and Arabic ones.
PARTICLES = frozenset({"br", "boru", "beru", "bin", "binti", "bt", "al", "alias"})
# Honorifics, religious and academic titles as words of their own, after dots are gone.
TITLES = frozenset({
    "h", "hj", "haji", "hajah", "hajjah", "kh", "ust", "ustad", "ustadz", "ustadzah", "tgk", "tengku", "bpk", "bapak",
    "ibu", "sdr", "sdri", "dr", "drs", "dra", "drg", "ir", "prof", "spd", "sag", "se", "sh", "st", "sp", "skom", "ssos",
    "ssi", "spt", "sik", "stp", "sip", "sst", "spi", "msi", "mpd", "mm", "mh", "mt", "mkes", "mkom", "mag", "msc",
    "mba", "phd", "amd", "amk", "amkeb", "skep", "skm", "ners", "ak", "ca",
})
MUHAMMAD = frozenset({
    "m", "md", "mhd", "mhmd", "mohd", "moh", "muh", "muhd", "mohamad", "muhamad", "mohamed", "muhamed", "mohammad",
    "muhammad", "mohammed", "muhammed", "mochamad", "mochammad", "moch", "much",
})
# First halves of clan names that are also written as one word: Lumban Gaol, Huta Galung, Nai Baho, Tampu Bolon ...
CLAN_HEADS = ("lumban", "huta", "nai", "tampu", "rumah", "karo", "batu", "pasa", "situ")
_DOTTED = re.compile(r"\b((?:[a-z]{1,3}\.){2,}[a-z]{0,4}|(?:s|m|a)\.\s?[a-z]{1,4})(?![a-z])")
SHORTEST = 4  # letters of a word in which a slip of the keys is looked for
_APOSTROPHES = re.compile(r"['`\u2018\u2019\u02bc\u00b4]")
_WORDS = re.compile(r"[a-z0-9]+")
# Letters that are written for one another: Soeharto, Djoko, Tjandra; Dewy, Rizqi, Novita; Thohir, Ridho, Sholeh. Each
# holds wherever it stands, so that what is typed so far folds as the beginning of the whole word does.
_ALIKE = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("y", "i"), ("q", "k"), ("v", "f"), ("th", "t"), ("dh", "d"),
          ("sh", "s"))
_DOUBLE = re.compile(r"([a-z])\1+")


def plain(text: str) -> str:
    """Lower case without accents and apostrophes (Ma'ruf, Ma`ruf and Maruf are one)."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _APOSTROPHES.sub("", text.lower())


def split(text: str) -> list[str]:
    """The words of a text as they are written, Latin letters and figures; ``S.Pd`` and ``S. Pd.`` are one word."""
    text = plain(text)
    if "." in text:
        text = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    return _WORDS.findall(text)


@lru_cache(maxsize=10_000)  # a few thousand words make up most names
def word(text: str) -> str:
    """One word folded: letters that stand for one another made one, doubled letters made single."""
    for old, new in _ALIKE:
        text = text.replace(old, new)
    return _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=10_000)
def canonical(text: str) -> str:
    """One whole word folded, with the short forms of Muhammad made one."""
    return word("muhammad" if text in MUHAMMAD else text)


def dropped(text: str) -> bool:
    """True for a title or particle, which does not tell people apart."""
    return text in PARTICLES or text in TITLES


def joined(first: str, second: str) -> str | None:
    """The clan name that two words make, or None."""
    return word(first + second) if first in CLAN_HEADS and len(second) > 2 else None


def fold(name: str) -> list[str]:
    """The words that tell a name apart, folded, clan names joined: ``H. Muh. Lumban Tobing, S.E.`` gives
    ``["muhamad", "lumbantobing"]``. A name of titles only keeps its words.
    """
    written = split(name)
    words = [one for one in written if not dropped(one)] or written
    folded: list[str] = []
    place = 0
    while place < len(words):
        clan = joined(words[place], words[place + 1]) if place + 1 < len(words) else None
        folded.append(clan or canonical(words[place]))
        place += 2 if clan else 1
    return folded


def indexed(name: str) -> list[str]:
    """The words under which a name is found: its folded words, both halves of a clan name, and St. also as Siti."""
    words = split(name)
    if "st" in words and all(map(dropped, words[:words.index("st")])):  # before a name; behind it, Sarjana Teknik
        words[words.index("st")] = "siti"
    found = dict.fromkeys([*fold(name), *(canonical(one) for one in words if not dropped(one))])
    for one in list(found):
        if one.startswith(CLAN_HEADS):
            found |= dict.fromkeys(one[len(head):] for head in CLAN_HEADS
                                   if one.startswith(head) and len(one) > len(head) + 3)
    return list(found)


def slips(text: str) -> list[str]:
    """What one slip of the keys makes of a folded word: a letter too many, too few, another, or two changed about.

    The first letter stands (people look at it), and words under four letters have no slips: they would mean anything.
    """
    if len(text) < SHORTEST or not text.isalpha():
        return []
    halves = [(text[:n], text[n:]) for n in range(1, len(text) + 1)]
    found = [left + right[1:] for left, right in halves if right]
    found += [left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1]
    found += [left + letter + right[1:] for left, right in halves if right for letter in ascii_lowercase]
    found += [left + letter + right for left, right in halves for letter in ascii_lowercase]
    return [one for one in dict.fromkeys(found) if one != text]


def phone_digits(text: str | None) -> str:
    """The national digits of a telephone number: 0812, 62812 and +62812 all give 812."""
    digits = re.sub(r"\D", "", text or "")
    return digits.removeprefix("62") if digits.startswith("62") else digits.removeprefix("0")
