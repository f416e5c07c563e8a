"""Province and laptop count what they have in common; a difference is told to both and repaired by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import capture
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import counts, inbox, machine, returns
from tests.sync.world import FORM, child, insert, receive, send, table


def bring(master: DataFile, file: DataFile, stick: Path) -> returns.ReturnReport:
    return returns.accept(file, returns.write(master, machine.person(file).device_id, stick).path)


def spirited_away(file: DataFile, row: str) -> None:
    """A row is gone without a trace in the log, as no honest program does it."""
    with capture.applying(file):
        file.execute(f"DELETE FROM {FORM} WHERE _id = ?", (row,))
        file.execute("DELETE FROM _chg WHERE row = ?", (row,))


def in_step(master: DataFile, budi: DataFile, stick: Path) -> None:
    """The province knows that the laptop has what it was sent, so nothing of it comes again."""
    receive(master, send(budi, stick))
    assert bring(master, budi, stick).mismatches == ()
    insert(budi, "Tiur (rekaan)")
    receive(master, send(budi, stick))


def test_unsent_work_is_no_difference(master: DataFile, budi: DataFile, stick: Path) -> None:
    kept, gone, edited = (insert(budi, f"{name} (rekaan)") for name in ("Siti", "Ani", "Rina"))
    child(budi, kept, "Adi (rekaan)")
    receive(master, send(budi, stick))
    budi.delete(FORM, gone)
    budi.update(FORM, edited, {"hp": "0899"})
    child(budi, insert(budi, "Baru (rekaan)"), "Ina (rekaan)")
    assert bring(master, budi, stick).mismatches == ()
    assert len(table(budi)) == 3


def test_a_lost_row_is_told_to_both(master: DataFile, budi: DataFile, stick: Path) -> None:
    row, _ = insert(budi, "Siti (rekaan)"), insert(budi, "Ani (rekaan)")
    in_step(master, budi, stick)
    spirited_away(budi, row)
    report = bring(master, budi, stick)
    assert report.mismatches == (counts.Mismatch(FORM, 3, 2),)
    told = "Data Profil (contoh) di laptop ini (2) berbeda dari di provinsi (3). Tidak ada yang diubah"
    assert told in report.words()[0]
    assert (len(table(budi)), len(table(master))) == (2, 3)
    (seen,) = inbox.inspect(master, [send(budi, stick)])
    assert any("berbeda dari Data Induk (Profil (contoh))" in sentence for sentence in seen.words())


def test_the_whole_copy_that_was_promised_comes(master: DataFile, budi: DataFile, stick: Path) -> None:
    row, _ = insert(budi, "Siti (rekaan)"), insert(budi, "Ani (rekaan)")
    in_step(master, budi, stick)
    spirited_away(budi, row)
    assert bring(master, budi, stick).mismatches
    receive(master, send(budi, stick))
    assert bring(master, budi, stick).mismatches == ()
    assert table(budi) == table(master)
    with pytest.raises(UserError, match="Tidak ada yang perlu dikirim"):
        send(budi, stick)


def test_equal_numbers_of_different_rows_are_a_difference(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    in_step(master, budi, stick)
    spirited_away(budi, row)
    with capture.applying(budi):
        budi.execute(f"INSERT INTO {FORM} (_id, nama) VALUES ('lain', 'Siti (rekaan)')")
    assert [(one.there, one.here) for one in bring(master, budi, stick).mismatches] == [(2, 2)]
