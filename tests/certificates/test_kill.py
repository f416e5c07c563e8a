"""A batch killed at any moment: no half file under a real name, no number that the register does not know."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ftd_desktop.certificates import batch, register, reprint
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.store.file import DataFile
from tests.certificates.conftest import ISSUED, made_up

NAMES = tuple(f"Peserta Contoh {n}" for n in range(60))
CHILD = """
import sys
from datetime import date
from pathlib import Path
from ftd_desktop.certificates import batch
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.store.file import DataFile

path, key, cohort, signatory, folder = sys.argv[1:]
with DataFile.open_with_key(Path(path), bytes.fromhex(key)) as file:
    batch.issue(file, cohort, signatory_id=signatory, issued_on=date(2022, 10, 3), folder=Path(folder),
                signer=Signer(bytes(32)), progress=lambda *step: print(*step, flush=True))
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [2, 11, 34])
def test_killed_in_the_middle(tmp_path: Path, after: int) -> None:
    for world in made_up(tmp_path, NAMES):
        world.file.update("number_block", world.block, {"last": 99})
        path, key = world.file.path, world.file.data_key
    folder = tmp_path / "pdf"
    command = [sys.executable, "-c", CHILD, path, key.hex(), world.cohort, world.signatory, folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(after):
            assert child.stdout.readline()
        time.sleep(0.002 * (after % 3))
        child.kill()
    with DataFile.open_with_key(path, key) as file:
        rows = file.rows("SELECT * FROM certificate ORDER BY sequence")
        assert [row["sequence"] for row in rows] == list(range(11, 11 + len(rows))) and len(rows) >= after - 2
        digests = {hashlib.sha256(pdf.read_bytes()).hexdigest() for pdf in folder.glob("*.pdf")}
        known = {row["file_digest"] for row in rows}
        assert digests <= known and len(known - digests) <= 1, "at most the one being named lacks its file"
        for row in rows:
            if row["file_digest"] not in digests:
                assert reprint.again(file, row["_id"], folder, "mati listrik").identical
        rest = batch.issue(file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, folder=folder,
                           signer=Signer(bytes(32)))
        assert len(rows) + len(rest.issued) == len(NAMES) and not rest.failed
        assert len({entry.number for entry in register.entries(file)}) == len(NAMES)
    assert not list(folder.glob(".*"))
