"""Instant search over participants: words of name and business in an FTS5 index, digits and codes in B-trees.

The index is derived from `participant`. Triggers in pure SQL note which rows are to be indexed again (`_find_dirty`);
words are folded in Python, so a few are indexed at each commit and many by `refresh`. Rows not indexed yet are found
too, only more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ftd_desktop.errors import Cancelled
from ftd_desktop.store import names
from ftd_desktop.store.connection import Connection, Row
from ftd_desktop.store.typed_words import LONGEST, match, misspelt

MOST = 1_000  # more matches than anybody reads; a list sorted by name needs them all
AT_COMMIT = 500
CHUNK = 5_000
Part = tuple[str, tuple[Any, ...]]  # SQL and its parameters
NOBODY_LEFT_OUT: Part = ("", ())
LAST = "\U0010ffff"  # sorts after every text that begins alike

TABLES = (
    "CREATE TABLE _find (n INTEGER PRIMARY KEY, nik TEXT, hp TEXT, kode TEXT) STRICT",
    "CREATE INDEX _find_nik ON _find (nik) WHERE nik IS NOT NULL",
    "CREATE INDEX _find_hp ON _find (hp) WHERE hp IS NOT NULL",
    "CREATE INDEX _find_kode ON _find (kode) WHERE kode IS NOT NULL",
    "CREATE VIRTUAL TABLE _find_word USING fts5(words, content='', contentless_delete=1, detail=none, "
    f"tokenize='unicode61', prefix='{' '.join(map(str, range(1, LONGEST + 1)))}')",
    "INSERT INTO _find_word (_find_word, rank) VALUES ('secure-delete', 1)",  # an erased name leaves no trace
    "CREATE TABLE _find_dirty (n INTEGER PRIMARY KEY) STRICT",
)
_MARK = ("INSERT INTO _find_dirty (n) SELECT {row}._n WHERE NOT EXISTS "
         "(SELECT 1 FROM _find_dirty WHERE n = {row}._n); ")
TRIGGERS = (
    f"CREATE TRIGGER _find_i AFTER INSERT ON participant BEGIN {_MARK.format(row='NEW')}END",
    "CREATE TRIGGER _find_u AFTER UPDATE OF kode, nama, nama_sertifikat, nik, hp, usaha ON participant "
    f"BEGIN {_MARK.format(row='NEW')}END",
    f"CREATE TRIGGER _find_d AFTER DELETE ON participant BEGIN {_MARK.format(row='OLD')}END",
)


def make(file: Connection) -> None:
    """Make the index tables and their triggers (a migration step)."""
    for statement in (*TABLES, *TRIGGERS):
        file.execute(statement)


def index_some(file: Connection) -> None:
    """Index what one save touched; runs before every commit (`Connection.before_commit`)."""
    _index(file, AT_COMMIT)


def again(file: Connection) -> None:
    """Index everybody anew (a migration step after the folding of names has changed)."""
    file.execute("DELETE FROM _find")
    file.execute("INSERT INTO _find_word (_find_word) VALUES ('delete-all')")
    file.execute("INSERT INTO _find_dirty (n) SELECT _n FROM participant WHERE _n NOT IN (SELECT n FROM _find_dirty)")
    while _index(file, CHUNK):
        pass


def refresh(file: Connection, progress: Callable[[int, int, str], None] | None = None,
            cancelled: Callable[[], bool] = lambda: False) -> None:
    """Index everything that waits, in commits of CHUNK rows; Cancelled leaves what is done."""
    total = left = waiting(file)
    while left:
        if cancelled():
            raise Cancelled
        left = index_more(file, CHUNK)
        if progress:
            progress(total - left, total, "")


def waiting(file: Connection) -> int:
    """How many rows are still to be indexed."""
    return int(file.value("SELECT count(*) FROM _find_dirty"))


def index_more(file: Connection, most: int) -> int:
    """Index `most` rows and what their commit adds; gives how many wait then. For spare moments between keystrokes."""
    with file.write():
        _index(file, most)
    return waiting(file)


def _index(file: Connection, most: int) -> int:
    """Index up to `most` waiting rows; gives how many."""
    rows = file.rows("SELECT d.n, p._id, p.kode, p.nama, p.nama_sertifikat, p.nik, p.hp, p.usaha FROM _find_dirty AS d "
                     "LEFT JOIN participant AS p ON p._n = d.n ORDER BY d.n LIMIT ?", (most,))
    if not rows:
        return 0
    numbers = [(row["n"],) for row in rows]
    there = [row for row in rows if row["_id"] is not None]
    many = file.raw.executemany
    many("DELETE FROM _find WHERE n = ?", numbers)
    many("DELETE FROM _find_word WHERE rowid = ?", numbers)
    many("INSERT INTO _find (n, nik, hp, kode) VALUES (?, ?, ?, ?)", [_numbers(row) for row in there])
    many("INSERT INTO _find_word (rowid, words) VALUES (?, ?)", [(row["n"], " ".join(_words(row))) for row in there])
    many("DELETE FROM _find_dirty WHERE n = ?", numbers)
    return len(rows)


def _numbers(row: Row) -> tuple[Any, ...]:
    nik = re.sub(r"\D", "", row["nik"] or "")
    return row["n"], nik or None, names.phone_digits(row["hp"]) or None, (row["kode"] or "").casefold() or None


def _words(row: Row) -> dict[str, None]:
    return dict.fromkeys(word for column in ("nama", "nama_sertifikat", "usaha") if row[column]
                         for word in names.indexed(row[column]))


def numbers(text: str, most: int = MOST, *, among: Part = NOBODY_LEFT_OUT, within: Part = NOBODY_LEFT_OUT,
            near: bool = False) -> Part:
    """A sub-select of the numbers (`participant._n`) of who matches what was typed, and its parameters; `most` at most.

    Every word must begin a word of the name or the business; digits must begin the NIK, the telephone number or the
    code. A text without letters and digits matches nobody. `near`: words that are one slip of the keys away.

    Only who is in `among` and fulfils `within` counts among the `most`. `among` is a select of numbers, read whole at
    each search: for filters that an index answers. `within` is a condition on `participant p`, tried on each match.
    """
    text = text.encode("utf-8", "ignore").decode()  # half a surrogate pair, as a broken keyboard driver sends
    found = [_kept(select, values, among, within) for select, values in _matches(text, near)]
    sql = " UNION ".join(f"SELECT * FROM ({part} LIMIT {int(most)})" for part, _ in found)
    return (f"SELECT n FROM ({sql or 'SELECT NULL AS n WHERE 0'}) LIMIT {int(most)}",
            tuple(value for _, values in found for value in values))


def condition(text: str, most: int = MOST) -> Part:
    """As `numbers`, for ids: ``p._id IN (…)``."""
    sql, params = numbers(text, most)
    return f"SELECT _id FROM participant WHERE _n IN ({sql})", params


def ids(file: Connection, text: str, limit: int = 50) -> list[str]:
    """The first `limit` participants that match what was typed."""
    sql, params = condition(text, limit)
    return [found for (found,) in file.execute(sql, params)]


def _kept(select: str, values: tuple[Any, ...], among: Part, within: Part) -> Part:
    """A select of numbers as `n`, narrowed. The plus keeps the order: matches are walked, and each is looked up."""
    if among[0]:
        select, values = f"SELECT n FROM ({select}) WHERE +n IN ({among[0]})", (*values, *among[1])
    if within[0]:
        select = f"SELECT n FROM ({select}) CROSS JOIN participant AS p ON p._n = n WHERE {within[0]}"
        values = (*values, *within[1])
    return select, values


def _matches(text: str, near: bool) -> list[Part]:
    """Selects of numbers: by words, by digits, and of rows that are not indexed yet."""
    if near:
        return _by_query(misspelt(text))
    return [*_by_query(match(text)), *_waiting(text), *_by_numbers(text)]


def _by_query(query: str) -> list[Part]:
    return [("SELECT rowid AS n FROM _find_word WHERE _find_word MATCH ?", (query,))] if query else []


def _by_numbers(text: str) -> list[Part]:
    """Prefixes of NIK and telephone for digits, of the code for anything without a space."""
    wanted = []
    if re.fullmatch(r"\+?[\d\s.\-()]+", text.strip()):
        wanted += [("nik", re.sub(r"\D", "", text)), ("hp", names.phone_digits(text))]
    if " " not in text.strip():
        wanted.append(("kode", text.strip().casefold()))
    return [(f"SELECT n FROM _find WHERE {column} >= ? AND {column} < ?", (prefix, prefix + LAST))
            for column, prefix in wanted if prefix]


def _waiting(text: str) -> list[Part]:
    """Rows that are not indexed yet, by plain LIKE; free when there are none."""
    words = re.findall(r"\w+", text)
    if not words:
        return []
    place = "coalesce(p.nama, '') || ' ' || coalesce(p.usaha, '') || ' ' || coalesce(p.nik, '') || ' ' || " \
            "coalesce(p.hp, '') || ' ' || coalesce(p.kode, '')"
    return [("SELECT d.n FROM _find_dirty AS d CROSS JOIN participant AS p ON p._n = d.n WHERE "
             + " AND ".join(f"{place} LIKE ?" for _ in words), tuple(f"%{word}%" for word in words))]
