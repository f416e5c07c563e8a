"""Somebody with the passphrase alters a log behind the program's back: `ftd audit` says it, and the province does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ftd_desktop.cli import audit
from ftd_desktop.cli.main import main
from ftd_desktop.store.changes import chain, erasure
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import inbox
from tests.sync import world
from tests.sync.world import FORM, PASSPHRASE, insert, receive

# Each on a log of five changes; `n` is the number of its first.
ALTERATIONS = {
    "removed": ("DELETE FROM _chg WHERE lsn = {n} + 2",),
    "another id": ("UPDATE _chg SET rnd = rnd + 1 WHERE lsn = {n} + 2",),
    "another stamp": ("UPDATE _chg SET hlc = hlc - 60000 WHERE lsn = {n} + 2",),
    "another row": ("UPDATE _chg SET row = row || 'x' WHERE lsn = {n} + 2",),
    "reordered": ("UPDATE _chg SET lsn = {n} + 9 WHERE lsn = {n} + 1",
                  "UPDATE _chg SET lsn = {n} + 1 WHERE lsn = {n} + 2",
                  "UPDATE _chg SET lsn = {n} + 2 WHERE lsn = {n} + 9"),
    "inserted": ("UPDATE _chg SET lsn = {n} + 9 WHERE lsn = {n} + 4",
                 "INSERT INTO _chg SELECT {n} + 4, t, 'baru', hlc, 7, NULL, NULL, NULL, 1, sv, dev, usr, body "
                 "FROM _chg WHERE lsn = {n}", "UPDATE _chg SET lsn = {n} + 5 WHERE lsn = {n} + 9"),
    "cut at the end": ("DELETE FROM _chg WHERE lsn >= {n} + 3",),
    "cut at the beginning": ("DELETE FROM _chg WHERE lsn < {n} + 2",),
    "another content": ("""UPDATE _chg SET body = replace(body, 'Siti 2', 'Orang lain') WHERE lsn = {n} + 2""",),
    "another seal": ("UPDATE _chain SET digest = zeroblob(32)",),
}


def altered(file: DataFile, statements: tuple[str, ...]) -> None:
    """As a tool would that knows how to silence the guards of the log."""
    first = file.value("SELECT min(lsn) FROM _chg WHERE t = ?", (FORM,))
    with file.write():
        file.execute("UPDATE _st SET applying = 1")
        for one in statements:
            file.execute(one.format(n=first))
        file.execute("UPDATE _st SET applying = 0")


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], int]:
    """What `ftd audit` ends with."""
    monkeypatch.setenv("FTD_PASSPHRASE", PASSPHRASE)
    return lambda path: main(["audit", str(path)])


@pytest.mark.parametrize("how", ALTERATIONS)
def test_the_audit_sees_it(budi: DataFile, code: Callable[[Path], int], how: str,
                           capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(5):
        insert(budi, f"Siti {n} (rekaan)")
    chain.seal(budi)
    budi.close()
    assert code(budi.path) == audit.WHOLE
    with DataFile.open(budi.path, PASSPHRASE) as file:
        altered(file, ALTERATIONS[how])
    capsys.readouterr()
    assert code(budi.path) == audit.AMISS
    said = capsys.readouterr().out
    assert ("1 baris diubah" if how == "another content" else "1 putus") in said


@pytest.mark.parametrize("how", ["removed", "another id", "reordered", "inserted", "cut at the beginning"])
def test_the_province_sees_it(master: DataFile, budi: DataFile, stick: Path, how: str) -> None:
    """What was sent cannot be taken back: with the next bundle it is said that the pasts differ, and all is kept."""
    for n in range(5):
        insert(budi, f"Siti {n} (rekaan)")
    receive(master, world.send(budi, stick))
    altered(budi, (*ALTERATIONS[how], "DELETE FROM _chain"))  # the local seals as well
    insert(budi, "Rina (rekaan)")
    (seen,) = inbox.inspect(master, [world.send(budi, stick)])
    assert seen.state in ("fork", "refused"), seen.words()
    if seen.refusal is None:
        receive(master, seen.path)
    assert {f"Siti {n} (rekaan)" for n in range(5)} <= {row["nama"] for row in world.table(master)}


@pytest.mark.parametrize("how", ["removed", "another id", "another stamp", "another row", "reordered",
                                 "cut at the end"])
def test_the_audit_sees_it_in_what_arrived(master: DataFile, budi: DataFile, stick: Path, code: Callable[[Path], int],
                                           how: str, capsys: pytest.CaptureFixture[str]) -> None:
    """At the province, where the log came from others and its own chain says nothing of it."""
    for n in range(5):
        insert(budi, f"Siti {n} (rekaan)")
    receive(master, world.send(budi, stick))
    insert(budi, "Rina (rekaan)")
    receive(master, world.send(budi, stick))  # the first five again, and one
    master.close()
    assert code(master.path) == audit.WHOLE
    with DataFile.open(master.path, PASSPHRASE) as file:
        altered(file, ALTERATIONS[how])
    capsys.readouterr()
    assert code(master.path) == audit.AMISS
    assert "dari Budi Contoh" in capsys.readouterr().out


def test_an_erasure_breaks_no_seal(master: DataFile, budi: DataFile, stick: Path, code: Callable[[Path], int]) -> None:
    row = insert(budi, "Siti (rekaan)")
    receive(master, world.send(budi, stick))
    erasure.erase(master, [(FORM, row)])
    assert not world.table(master)
    master.close()
    assert code(master.path) == audit.WHOLE
