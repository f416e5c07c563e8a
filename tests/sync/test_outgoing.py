"""Names of carried files: what was written stays until what is newer has all of it."""

from __future__ import annotations

from pathlib import Path

from ftd_desktop.store.file import DataFile
from ftd_desktop.store.restored import begin_anew
from ftd_desktop.sync import machine, receipt, returns
from tests.sync.test_receipt import cloned
from tests.sync.world import insert, receive, send, table


def test_no_file_takes_the_place_of_another_that_counts_through_the_same_numbers(
        master: DataFile, budi: DataFile, stick: Path, tmp_path: Path) -> None:
    """A copy of a laptop and a copy of the master write as many changes as the originals: all four files lie there."""
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, tmp_path))
    device = machine.person(budi).device_id
    with cloned(budi, tmp_path) as twin:
        files = []
        for one in (budi, twin):
            insert(one, "Rina (rekaan)")
            files.append(send(one, stick))
        assert files[0].name != files[1].name
        receive(master, *files)
        assert len(table(master)) == 3
    with cloned(master, tmp_path) as restored:
        begin_anew(restored, "cadangan")
        names = {receipt.write(one, device, stick) for one in (master, restored)}
        names |= {returns.write(one, device, stick).path for one in (master, restored)}
    assert len(names) == 4
