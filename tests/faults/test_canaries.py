"""Planted names, numbers and places, looked for wherever bytes are left: files, names, logs, temporary files, reports.

Everything lies in folders of the test's own (home, temporary files, settings, sticks) and is read while the files are
open, with their write-ahead logs, and after they are closed.
"""

from __future__ import annotations

import base64
import contextlib
import io
import logging
import lzma
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from ftd_desktop.errors import UserError
from ftd_desktop.store import attachments, backup, changeset, driver, restored
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, conflicts, envelope, inbox, machine, merge, receipt, returns, undo
from tests.faults.forging import parts_of
from tests.sync import world
from tests.sync.world import FORM, PASSPHRASE, insert

NAME, NIK, PHONE, PLACE = "Kenari Ulos Rahasia", "1271065512830007", "081299887766", "3.1415926"
CAMERA, LABEL = "KAMERA-KENARI-GPS", "foto-ktp-kenari.jpg"
CANARIES = (NAME, NIK, PHONE, PLACE, CAMERA, LABEL)


def traces(data: bytes) -> list[str]:
    """The planted values that can be read in some bytes: plainly, packed, in other letters, turned around."""
    forms = [data, data.lower(), data.upper()]
    for unpack in (zlib.decompress, lzma.decompress, lambda d: zlib.decompress(d, -15)):
        with contextlib.suppress(Exception):
            forms.append(unpack(data))
    shapes = [shape for one in CANARIES for shape in (
        one.encode(), one.lower().encode(), one.upper().encode(), one.encode("utf-16-le"), one[::-1].encode(),
        base64.b64encode(one.encode()).rstrip(b"="), one.encode().hex().encode())]
    return [shape.decode("latin-1") for shape in shapes for form in forms if shape in form]


def looked_through(folder: Path) -> int:
    """Look for traces in every file and name below; gives how many files there were."""
    count = 0
    for place in folder.rglob("*"):
        assert traces(place.name.encode()) == [], place
        if place.is_file():
            count += 1
            assert traces(place.read_bytes()) == [], place
    return count


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Home, temporary files and settings of this test alone."""
    for name in ("HOME", "TMPDIR", "SQLITE_TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                 "XDG_RUNTIME_DIR", "XDG_STATE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


def photo() -> bytes:
    told = Image.Exif()
    told[ExifTags.Base.Make] = CAMERA
    told[ExifTags.Base.Artist] = NAME
    told.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = CAMERA
    out = io.BytesIO()
    Image.effect_noise((80, 60), 50).save(out, "JPEG", exif=told, comment=NAME.encode())
    assert traces(out.getvalue())
    return out.getvalue()


def plant(file: DataFile, picture: bytes) -> str:
    attachments.keep(file, picture, "jpg", None, LABEL)
    row = insert(file, NAME, PHONE, float(PLACE))
    world.child(file, row, f"{NAME} anak {NIK}")
    return row


def test_nothing_planted_is_left_anywhere(master: DataFile, budi: DataFile, sari: DataFile, stick: Path, places: Path,
                                          caplog: pytest.LogCaptureFixture,
                                          capfd: pytest.CaptureFixture[str]) -> None:
    picture = photo()
    caplog.set_level(logging.DEBUG)  # from here on: the test's own Pillow tells a log what it writes
    device = machine.person(budi).device_id
    row = plant(budi, picture)
    first = bundle.write(budi, stick)
    merge.merge(master, inbox.inspect(master, [first.path, *(one.path for one in first.parts)]))
    sari_device = machine.person(sari).device_id
    returns.accept_any(sari, returns.write(master, sari_device, stick).path)
    for file, phone in ((budi, f"{PHONE}1"), (sari, f"{PHONE}2")):  # a conflict: both values are kept
        file.update(FORM, row, {"hp": phone})
    later = [bundle.write(file, stick).path for file in (budi, sari)]
    torn = stick / "rusak.ftd"
    torn.write_bytes(later[0].read_bytes()[:-5])
    previews = inbox.inspect(master, [torn, *later])
    words = " ".join(word for one in previews for word in one.words())
    merge.merge(master, [one for one in previews if one.refusal is None])
    (open_one,) = conflicts.pending(master)
    returns.ask(master, device, open_one.row, open_one.field, f"Yang mana, {NAME}?")
    for to in (device, sari_device):
        receipt.write(master, to, stick)
        returns.write(master, to, stick)
    (places / "cadangan").mkdir()
    kept = backup.back_up(master, places / "cadangan").path
    restored.note(master, places / "tanda")
    first_lsn, last_lsn = undo.last_merge(master) or (0, 0)
    undo.undo(master, first_lsn, last_lsn)
    assert looked_through(places) > 15  # the write-ahead logs among them
    for file in (master, budi, sari):
        assert traces(str(file.rows("SELECT * FROM _journal")).encode()) == []
        assert traces(str(file.rows("SELECT name, detail FROM _bundle")).encode()) == []
        file.close()
    backup.restore(kept, master.path, PASSPHRASE).close()
    looked_through(places)
    said = capfd.readouterr()
    assert traces(f"{words} {caplog.text} {said.out} {said.err}".encode()) == []


def test_what_a_camera_wrote_is_not_even_inside(master: DataFile, budi: DataFile, stick: Path) -> None:
    """Only the label under which the file was picked goes to the province, sealed; the picture tells nothing."""
    plant(budi, photo())
    (part,) = bundle.write(budi, stick).parts
    plain = envelope.decrypt(part.path.read_bytes(), machine.keys(master), "x")
    assert CAMERA not in plain.decode("latin-1")
    (picture,) = (data for name, data in parts_of(plain[plain.index(b"PK\x03\x04"):]).items() if len(name) == 64)
    assert traces(picture) == []
    assert budi.value("SELECT count(*) FROM _blob WHERE instr(data, ?)", (CAMERA.encode(),)) == 0


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at open files as Linux shows them")
def test_large_sorts_spill_to_no_disk(budi: DataFile, places: Path) -> None:
    """SQLite unlinks its temporary files at once, so they are looked for among the open ones while it works."""
    seen: list[str] = []

    def look() -> int:
        for handle in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                target = str(handle.readlink())
                if "etilqs" in target or str(places / "TMPDIR") in target or str(places / "SQLITE_TMPDIR") in target:
                    seen.append(target)
        return 0

    budi.execute("PRAGMA cache_size = 10")
    budi.execute("CREATE TEMP TABLE banyak AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                 f"WHERE i < 20000) SELECT hex(randomblob(200)) || '{NAME}' AS x FROM n")
    budi.raw.set_progress_handler(look, 20_000)
    assert len(budi.execute("SELECT x FROM temp.banyak ORDER BY x").fetchall()) == 20_000
    budi.execute("CREATE INDEX temp.urut ON banyak (x)")
    with budi.write():
        budi.execute("SAVEPOINT dalam")
        for _ in range(3):
            budi.execute("UPDATE temp.banyak SET x = x || ?", (NIK,))
        budi.execute("RELEASE dalam")
    budi.raw.set_progress_handler(None, 0)
    look()
    assert seen == []
    options = {row[0] for row in driver.memory().execute("PRAGMA compile_options")}
    assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at open files as Linux shows them")
def test_a_set_of_changes_is_opened_in_memory_alone(places: Path) -> None:
    dice = random.Random(7)
    changes = [(n, "peserta", f"r{dice.random()}", n, 1, None, None, None, 1, n % 1_500, 1, None, f'["{NAME}"]')
               for n in range(30_000)]
    before = opened()
    data = changeset.pack(changes, {1: "d"}, {("peserta", n): '["nama"]' for n in range(1_500)})
    found = changeset.unpack(data)
    assert found.connection.execute("PRAGMA temp_store").fetchone() == (2,)
    assert len(found.numbered({1: 2})) == 30_000
    assert opened() == before
    assert looked_through(places) == 0
    found.close()


def opened() -> set[str]:
    """The files this process holds open."""
    found = set()
    for handle in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # the look itself
            found.add(str(handle.readlink()))
    return {one for one in found if not one.startswith("/proc/")}


@pytest.fixture
def fault() -> Iterator[BaseException]:
    """A bug that quotes a person, raised where her data lie in variables."""
    def deep(nama: str) -> None:
        record = {"nama": nama, "nik": NIK}
        raise ValueError(f"cannot store {record}") from KeyError(PHONE)

    try:
        deep(NAME)
    except ValueError as error:
        yield error


def test_a_crash_report_tells_nothing_of_her(fault: BaseException, tmp_path: Path) -> None:
    from ftd_desktop.ui import errors

    text = errors.report(fault)
    assert "ValueError" in text and "KeyError" in text and "test_canaries.py" in text
    errors.keep(tmp_path / "pilihan.json", text)
    assert looked_through(tmp_path) == 1
    assert traces(text.encode()) == []
    assert str(Path.home()) not in text


def test_refusals_quote_no_content(master: DataFile, budi: DataFile, stick: Path) -> None:
    """The sentences about a file that is not accepted may land on a screen others see, or in a message."""
    plant(budi, photo())
    path = world.send(budi, stick)
    said = []
    for length in (10, 200, path.stat().st_size - 3):
        torn = stick / f"{length}.ftd"
        torn.write_bytes(path.read_bytes()[:length])
        said += [str(inbox.inspect(master, [torn])[0].refusal), _said(budi, torn)]
    said.append(_said(budi, path))
    assert all(said) and traces(" ".join(said).encode()) == []


def _said(file: DataFile, path: Path) -> str:
    with pytest.raises(UserError) as caught:
        returns.accept_any(file, path)
    return str(caught.value)
