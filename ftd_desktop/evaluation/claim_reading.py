"""What a sentence claims: its figure, in which unit, of what, and the words that change its meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ftd_desktop.evaluation.income import PROFIT, SALES
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.number_words import in_digits
from ftd_desktop.wording import parse_amount

#: Units of a claimed figure: percent (also of people), points, rupiah, a number of people or firms.
PERCENT, POINTS, RUPIAH, COUNT = "%", "poin", "Rp", "orang"
#: The topic of sentences about moving to a higher size class.
CLASSES = "lapis_mikro"
_NUMBER = r"(?P<figure>[-\u2212+]?\d[\d.,]*)\s*"
_FOLK = (r"(?:peserta|usaha|umkm|kumkm|ukm|pelaku|koperasi|alumni|orang|warga|(?:small |micro )?firms?|participants?"
         r"|business(?:es)?|people|msmes?|owners?)")
_STAFF = r"(?:tenaga kerja|pekerja|karyawan|lapangan kerja|eksportir|workers?|jobs?|employees?|exporters?)"
_POINTS = re.compile(_NUMBER + r"(?:poin\b|percentage points?\b|points?\b|pp\b)", re.IGNORECASE)
_PERCENT = re.compile(
    _NUMBER + r"(?P<unit>%|persen\b|percent\b|per cent\b|kali(?: lipat)?\b|x\b|times\b|fold\b)", re.IGNORECASE)
_PART = re.compile(r"(?P<part>\d+)\s*(?:dari|di antara|of|in|out of)\s*(?:setiap |every |the )?(?P<whole>\d+)\b",
                   re.IGNORECASE)
_RUPIAH = re.compile(r"(?:Rp\.?\s*|IDR\s*)(?P<figure>-?\d[\d.,]*\s*(?:ribu|rb|juta|jt|miliar|m|t|triliun)?)\b",
                     re.IGNORECASE)
_COUNT = re.compile(_NUMBER + rf"(?:\w+\s+){{0,2}}?(?:{_STAFF}|{_FOLK})\b", re.IGNORECASE)
_FRACTIONS = (
    (r"\bdoubled\b", "2 times"), (r"\btripled\b", "3 times"), (r"\bberlipat ganda\b", "2 kali lipat"),
    (r"\b(?:dua pertiga|two[- ]thirds)\b", "66,7%"), (r"\b(?:tiga perempat|three[- ]quarters)\b", "75%"),
    (r"\b(?:sepertiga|(?:a|one)[- ]third)\b", "33,3%"), (r"\b(?:seperempat|(?:a|one)[- ]quarter)\b", "25%"),
    (r"\b(?:separuh|separo|setengah|half)\b", "50%"),
    (rf"\b(?:semua|seluruh|all|every)\b(?=\s+(?:the\s+)?{_FOLK})", "100%"),
)
_SALES = re.compile(r"\b(omzet|omset|penjualan|sales|turnover|revenue)", re.IGNORECASE)
_PROFIT = re.compile(r"\b(laba|untung|keuntungan|pendapatan|penghasilan|profit|income|earnings)", re.IGNORECASE)
_BECOMES = re.compile(r"\b(menjadi|mencapai|to|reach\w*)\b", re.IGNORECASE)
_FALLS = re.compile(r"\b(turun|menurun|berkurang|fell|fall|decreas\w*|down)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(naik|meningkat|bertambah|tumbuh|rose|rise\w*|increas\w*|grew|grow\w*|up)\b", re.IGNORECASE)
_UPGRADES = re.compile(r"\bnaik kelas\b|\bupgraded?\b|\bmoved up a (?:size )?class", re.IGNORECASE)
_MEASURES = (
    ("median", re.compile(r"\b(median|separuh|setengah|half)\b", re.IGNORECASE)),
    ("mean", re.compile(r"\b(rata-rata|rerata|rata rata|average|mean)\b", re.IGNORECASE)),
    ("ratio", re.compile(r"\b(total|jumlah|keseluruhan|seluruhnya|gabungan|overall)\b", re.IGNORECASE)),
)
_SHARE = re.compile(rf"(%|persen|percent)\s*(dari\s+|of\s+)?((the|semua|seluruh|all)\s+)?{_FOLK}\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(karena|berkat|akibat|dampak|hasil dari|because|thanks to|due to|impact|caused?)\b", re.IGNORECASE)
_MONTHLY = re.compile(r"\b(per|tiap|setiap|se|a|each)[ -]?(bulan|month)\b|/\s*bulan", re.IGNORECASE)
_OVER = re.compile(
    r"\b(lebih dari|di atas|sedikitnya|minimal|minimum|setidaknya|sekurang-kurangnya|paling sedikit"
    r"|more than|over|above|at least)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(kurang dari|di bawah|paling banyak|maksimal|less than|under|below|at most)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(tidak|tak|belum|not|never|didn.t|hasn.t|haven.t)\b", re.IGNORECASE)
_NATIONAL = re.compile(r"\b(pdb|gdp|nasional|national|produk domestik|rasio kewirausahaan|entrepreneurship ratio)\b",
                       re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """What a sentence claims. `figure` in `unit` (times become percent); `measure` median, mean, ratio, rose or fell (a
    share of the firms) or "" (not said); `column` the money question or ""; `about` an outcome's id, CLASSES or "".

    `denies`: a "tidak" turns its meaning; `more`: it has further figures; `moves`: something rises or falls;
    `national`: it is about the country; `bound`: "over" (more than, at least), "under", or "" where the figure itself
    is meant.
    """

    sentence: str
    figure: float
    becomes: bool
    measure: str
    column: str
    monthly: bool
    cause: bool
    unit: str = PERCENT
    about: str = ""
    denies: bool = False
    more: bool = False
    moves: bool = False
    national: bool = False
    bound: str = ""

    @property
    def of_people(self) -> bool:
        """It tells which part of the people, or how many of them."""
        return self.measure in ("rose", "fell") or self.unit == COUNT


def read(sentence: str) -> Claim | None:
    """The claim in a sentence; None when it names no figure with a unit (%, times, "9 dari 10", rupiah, people)."""
    text = in_digits(sentence)
    found = _figure(text)
    if found is None:
        text = in_digits(_without_fractions(sentence))
        found = _figure(text)
    if found is None:
        return None
    value, unit, times, share = found
    falls = _FALLS.search(text) is not None
    measure = next((name for name, words in _MEASURES if words.search(text)), "")
    if share or (unit == PERCENT and not times and _SHARE.search(text)):
        measure = "fell" if falls else "rose"
    column = PROFIT if _PROFIT.search(text) else SALES if _SALES.search(text) else ""
    downward = falls and value > 0 and measure not in ("rose", "fell") and unit != COUNT
    return Claim(
        sentence.strip(), -value if downward else value, becomes=times or _BECOMES.search(text) is not None,
        measure=measure, column=column, monthly=_MONTHLY.search(text) is not None,
        cause=_CAUSE.search(text) is not None, unit=unit, about=_about(text), denies=_DENIES.search(text) is not None,
        more=len(re.findall(r"\d[\d.,]*", text)) > (2 if share else 1), moves=falls or bool(_MOVES.search(text)),
        national=_NATIONAL.search(text) is not None,
        bound="over" if _OVER.search(text) else "under" if _UNDER.search(text) else "",
    )


def _figure(text: str) -> tuple[float, str, bool, bool] | None:
    """The value, its unit, whether it was given as times, and whether as a part of people; the surest kind first."""
    if found := _POINTS.search(text):
        return _valued(found["figure"], POINTS)
    if found := _PERCENT.search(text):
        times = found["unit"][0].lower() in "kxtf"
        return _valued(found["figure"], PERCENT, 100 if times else 1, times)
    if (found := _PART.search(text)) and 0 < int(found["whole"]) < 10**9 and int(found["part"]) <= int(found["whole"]):
        return 100 * int(found["part"]) / int(found["whole"]), PERCENT, False, True
    if found := _RUPIAH.search(text):
        return _valued(found["figure"], RUPIAH)
    if found := _COUNT.search(text):
        return _valued(found["figure"], COUNT)
    return None


def _valued(figure: str, unit: str, factor: int = 1, times: bool = False) -> tuple[float, str, bool, bool] | None:
    amount = parse_amount(figure.strip().lstrip("+").rstrip(".,"))
    return None if amount is None else (float(amount) * factor, unit, times, False)


def _without_fractions(text: str) -> str:
    for pattern, figure in _FRACTIONS:
        text = re.sub(pattern, figure, text, flags=re.IGNORECASE)
    return text


def _about(text: str) -> str:
    """The outcome whose words (in the indicator table) stand in the text, the longest words first."""
    if _UPGRADES.search(text):
        return CLASSES
    known = [(words, indicator.id) for indicator in frame("outcomes").indicators for words in indicator.words]
    for words, name in sorted(known, key=lambda entry: -len(entry[0])):
        if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
            return name
    return ""
