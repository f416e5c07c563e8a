"""Pictures of what an officer or the province sees when the world is wrong: a cloned laptop, an old copy, a bad clock.

Usage: ``python scripts/wrong_worlds.py DEMO FOLDER [--theme dark] [--scale 2] [--language en]``, DEMO as `ftd demo`
leaves it. Every world is played on copies; needs no display.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog

from ftd_desktop import app, i18n
from ftd_desktop.cli.demo.world import PASSPHRASE
from ftd_desktop.forms.definition import load
from ftd_desktop.store import form_tables, restored
from ftd_desktop.store.changes import capture, erasure
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, enrolment, folder, handover, inbox, merge, returns
from ftd_desktop.ui.dialogs.message import CrashDialog
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.preferences import Preferences
from scripts.screenshots import settle, wait

MASTER, RINA, AGUS = "provinsi.ftdb", "petugas-rina.ftdb", "petugas-agus.ftdb"
YEARS = 365 * 86_400_000
Act = Callable[[MainWindow], object]


@dataclass(frozen=True)
class Seen:
    """A picture to take: who sits at which file, on which page, and what is done there first."""

    name: str
    seat: Path
    page: str
    act: Act = lambda window: None


class Stage:
    """Copies of the demo's files in a folder of their own, and what can be done with them."""

    def __init__(self, demo: Path, home: Path) -> None:
        self.folder = home
        for path in demo.glob("*.ftdb*"):
            shutil.copy2(path, home)
        (home / "flashdisk").mkdir()

    @property
    def stick(self) -> Path:
        """Where files are carried."""
        return self.folder / "flashdisk"

    def open(self, name: str) -> DataFile:
        """One of the files."""
        return DataFile.open(self.folder / name, PASSPHRASE)

    def copy(self, name: str, to: str) -> None:
        """Copy a closed file with its key."""
        for suffix in ("", ".key"):
            shutil.copy2(self.folder / (name + suffix), self.folder / (to + suffix))

    def work(self, name: str, phone: str, person: int = 0) -> Path:
        """Somebody changes a phone number and makes a bundle."""
        with self.open(name) as file:
            change(file, phone, person)
            return bundle.write(file, self.stick).path

    def merge(self, *paths: Path) -> None:
        """The province takes files in."""
        with self.open(MASTER) as master:
            merge.merge(master, inbox.inspect(master, paths))

    def read(self, name: str, answer: Path) -> None:
        """Somebody takes in an answer."""
        with self.open(name) as file:
            returns.accept_any(file, answer)

    def answer(self, name: str) -> Path:
        """The province's return file for somebody."""
        with self.open(name) as file:
            device = file.setting("identity")["device_id"]
        with self.open(MASTER) as master:
            return returns.write(master, device, self.stick).path


def change(file: DataFile, phone: str, person: int = 0) -> str:
    """Write another phone number of the n-th participant that somebody here entered."""
    row: str = file.value("SELECT _id FROM ftd_profil ORDER BY _id LIMIT 1 OFFSET ?", (person,))
    file.update("ftd_profil", row, {"hp": phone})
    return row


def look_at(*paths: Path) -> Act:
    """The province drops files on its page."""
    return lambda window: window.page.look_at(list(paths))  # type: ignore[attr-defined]


def take(*paths: Path) -> Act:
    """The officer drops answers on her page."""
    return lambda window: window.page.take(list(paths))  # type: ignore[attr-defined]


# --- the worlds


def cloned(stage: Stage) -> Seen:
    """One file on two laptops, both at work."""
    stage.copy(RINA, "kembar.ftdb")
    first, second = stage.work(RINA, "081200001111"), stage.work("kembar.ftdb", "081200002222", 1)
    stage.merge(first)
    return Seen("kembar-di-provinsi", stage.folder / MASTER, "master", look_at(second))


def cloned_told(stage: Stage) -> Seen:
    """The twin reads the answer."""
    stage.copy(RINA, "kembar.ftdb")
    first = stage.work(RINA, "081200001111")
    stage.work("kembar.ftdb", "081200002222", 1)
    stage.merge(first)
    return Seen("kembar-di-laptop", stage.folder / "kembar.ftdb", "carry", take(stage.answer(RINA)))


def restored_laptop(stage: Stage) -> Seen:
    """The file was put back by hand: said when it is opened."""
    stage.copy(RINA, "lama.ftdb")
    opened = app.open_for_work(stage.folder / RINA, PASSPHRASE, marks=stage.folder / "marks").file
    change(opened, "081200001111")
    opened.close()
    app.open_for_work(stage.folder / RINA, PASSPHRASE, marks=stage.folder / "marks").file.close()
    stage.copy("lama.ftdb", RINA)
    return Seen("salinan-lama", stage.folder / RINA, "carry")


def restored_master(stage: Stage) -> Seen:
    """The master was put back: the officer reads its answer."""
    stage.copy(MASTER, "lama.ftdb")
    app.open_for_work(stage.folder / MASTER, PASSPHRASE, marks=stage.folder / "marks").file.close()
    stage.merge(stage.work(RINA, "081200001111"))
    with stage.open(MASTER) as master:
        restored.note(master, stage.folder / "marks")
    stage.read(RINA, stage.answer(RINA))
    stage.copy("lama.ftdb", MASTER)
    app.open_for_work(stage.folder / MASTER, PASSPHRASE, marks=stage.folder / "marks").file.close()
    return Seen("induk-dipulihkan", stage.folder / RINA, "carry", take(stage.answer(RINA)))


def restored_twice(stage: Stage) -> Seen:
    """The master was put back twice from one backup: an answer of its first life is read after one of its second."""
    stage.copy(MASTER, "lama.ftdb")
    answers = []
    for _ in range(2):
        stage.copy("lama.ftdb", MASTER)
        with stage.open(MASTER) as master:
            restored.begin_anew(master, "cadangan")
        answers.append(stage.answer(RINA))
    stage.read(RINA, answers[1])
    return Seen("induk-dua-kali-dipulihkan", stage.folder / RINA, "carry", take(answers[0]))


def older_answer(stage: Stage) -> Seen:
    """An answer that lay about is read after a newer one."""
    older = stage.answer(RINA)
    stage.merge(stage.work(RINA, "081200001111"))
    stage.read(RINA, stage.answer(RINA))
    return Seen("balasan-lama", stage.folder / RINA, "carry", take(older))


def revoked(stage: Stage) -> Seen:
    """A laptop that was reported lost sends a bundle."""
    path = stage.work(RINA, "081200001111")
    with stage.open(RINA) as rina:
        device = rina.setting("identity")["device_id"]
    with stage.open(MASTER) as master:
        enrolment.set_status(master, device, "revoked")
    return Seen("laptop-dicabut", stage.folder / MASTER, "master", look_at(path))


def miscounted(stage: Stage) -> Seen:
    """A record is gone from a laptop without a trace: the counts differ."""
    stage.read(RINA, stage.answer(RINA))
    stage.merge(stage.work(RINA, "081200001111"))  # by which the province knows what was read
    stage.read(RINA, stage.answer(RINA))
    with stage.open(RINA) as rina, capture.applying(rina), rina.write():
        row = rina.value("SELECT _id FROM ftd_survei ORDER BY _id LIMIT 1")
        rina.execute("DELETE FROM ftd_survei WHERE _id = ?", (row,))
        rina.execute("DELETE FROM _chg WHERE row = ?", (row,))
    return Seen("jumlah-berbeda", stage.folder / RINA, "carry", take(stage.answer(RINA)))


def ordered_to_erase(stage: Stage) -> Seen:
    """The order to erase reaches the laptop that has the person."""
    stage.read(RINA, stage.answer(RINA))
    with stage.open(MASTER) as master:
        person = master.value("SELECT _id FROM ftd_profil ORDER BY _id LIMIT 1")
        erasure.erase(master, erasure.rows_of_person(master, person))
    return Seen("perintah-hapus", stage.folder / RINA, "carry", take(stage.answer(RINA)))


def clock_off(stage: Stage) -> Seen:
    """A laptop whose clock is thirty years ahead."""
    with stage.open(RINA) as rina:
        row = rina.value("SELECT _id FROM ftd_profil ORDER BY _id LIMIT 1")
        with rina.write():  # as the trigger does it, on a machine whose clock is off
            rina.execute("INSERT INTO _chg (t, row, hlc, rnd, phlc, prnd, op, sv, dev, usr, body) SELECT c.t, c.row, "
                         "c.hlc + ?, random(), c.hlc, c.rnd, 2, c.sv, s.dev, s.usr, ? FROM _chg AS c, _st AS s "
                         "WHERE c.row = ? ORDER BY c.hlc DESC LIMIT 1",
                         (30 * YEARS, '{"hp": "081200001111"}', row))
            materialize(rina, [row])
        path = bundle.write(rina, stage.stick).path
    return Seen("jam-selisih", stage.folder / MASTER, "master", look_at(path))


def thrice(stage: Stage) -> Seen:
    """The same file three times."""
    path = stage.work(RINA, "081200001111")
    copies = [Path(shutil.copy2(path, path.with_name(f"{path.stem} ({n}).ftd"))) for n in (1, 2)]
    return Seen("tiga-kali", stage.folder / MASTER, "master", look_at(path, *copies))


def in_reverse(stage: Stage) -> Seen:
    """The later file without the earlier one, which the province had told it holds."""
    first = stage.work(RINA, "081200001111")
    stage.copy(MASTER, "lama.ftdb")
    stage.merge(first)
    stage.read(RINA, stage.answer(RINA))
    second = stage.work(RINA, "081200002222", 1)
    stage.copy("lama.ftdb", MASTER)
    return Seen("kiriman-kurang", stage.folder / MASTER, "master", look_at(second))


def for_somebody_else(stage: Stage) -> Seen:
    """Agus reads Rina's answer."""
    return Seen("berkas-orang-lain", stage.folder / AGUS, "carry", take(stage.answer(RINA)))


def damaged(stage: Stage) -> Seen:
    """A file that broke on its way, one that is nothing of ours, and a good one."""
    good = stage.work(RINA, "081200001111")
    broken = Path(shutil.copy2(good, stage.stick / "FTD-up-rusak.ftd"))
    data = bytearray(broken.read_bytes())
    data[len(data) // 2] ^= 1
    broken.write_bytes(bytes(data))
    other = stage.stick / "undangan.ftd"
    other.write_bytes(b"%PDF-1.7")
    return Seen("berkas-rusak", stage.folder / MASTER, "master", look_at(broken, other, good))


def moved(stage: Stage) -> Seen:
    """Rina's regency goes to somebody else."""
    stage.read(RINA, stage.answer(RINA))
    with stage.open(RINA) as rina:
        device = rina.setting("identity")["device_id"]
        sent = bundle.write(rina, stage.stick, everything=True).path
    stage.merge(sent)
    with stage.open(MASTER) as master:
        handover.hand_over(master, device, ["12.12"])
    return Seen("wilayah-dipindah", stage.folder / RINA, "carry", take(stage.answer(RINA)))


def erased(stage: Stage) -> Seen:
    """An erasure order was carried out; an older file brings the person again."""
    path = stage.work(RINA, "081200001111")
    with stage.open(MASTER) as master:
        person = master.value("SELECT _id FROM ftd_profil ORDER BY _id LIMIT 1")
        erasure.erase(master, erasure.rows_of_person(master, person))
    return Seen("dihapus-lalu-datang", stage.folder / MASTER, "master", look_at(path))


def old_form(stage: Stage) -> Seen:
    """The province has a newer form, with a question more."""
    path = stage.work(RINA, "081200001111")
    with stage.open(MASTER) as master:
        stored = form_tables.stored(master, "ftd_profil")
        assert stored is not None
        newer = stored.xform.replace(f'version="{stored.version}"', 'version="2026112499"', 1).replace(
            "<g_meta>", "<surel/><g_meta>", 1).replace(
            "</model>", '<bind nodeset="/data/surel" type="string"/></model>', 1).replace(
            "</h:body>", '<input ref="/data/surel"><label>Surel (contoh)</label></input></h:body>', 1)
        form_tables.install(master, load(newer, stored.media), newer, stored.media)
    return Seen("formulir-lama", stage.folder / MASTER, "master", look_at(path))


def disagreed(stage: Stage) -> Seen:
    """Two people wrote different things about one person."""
    path = stage.work(RINA, "081200001111")
    with stage.open(MASTER) as master:
        change(master, "081200002222")
        merge.merge(master, inbox.inspect(master, [path]))
    return Seen("bentrok", stage.folder / MASTER, "master")


def asked(stage: Stage) -> Seen:
    """The province asks Rina which is right."""
    disagreed(stage)
    with stage.open(RINA) as rina:
        device = rina.setting("identity")["device_id"]
    with stage.open(MASTER) as master:
        row, field = master.execute("SELECT row, field FROM _conflict").fetchone()
        returns.ask(master, device, row, field)
    return Seen("pertanyaan", stage.folder / RINA, "carry", take(stage.answer(RINA)))


def alike(stage: Stage) -> Seen:
    """The same question is open for several people."""
    with stage.open(RINA) as rina:
        for person in range(4):
            change(rina, f"08120000111{person}", person)
        path = bundle.write(rina, stage.stick).path
        rows = [row for (row,) in rina.execute("SELECT _id FROM ftd_profil ORDER BY _id LIMIT 4")]
    with stage.open(MASTER) as master:
        for person, row in enumerate(rows):
            master.update("ftd_profil", row, {"hp": f"08120000222{person}"})
        merge.merge(master, inbox.inspect(master, [path]))
    return Seen("bentrok-serupa", stage.folder / MASTER, "master", settle_alike)


def settle_alike(window: MainWindow) -> None:
    """Press S on the card."""
    page: Any = window.page
    page._disputes.card.many.emit(page._disputes.card.current())


def on_a_stick(stage: Stage) -> Seen:
    """A stick with a carry folder is plugged in at the province."""
    place = folder.prepare(stage.stick)
    with stage.open(RINA) as rina:
        change(rina, "081200001111")
        folder.send(rina, place)
    with stage.open(MASTER) as master:
        master.set_setting("carry.places", [str(stage.stick)])

    def look_again(window: MainWindow) -> None:
        page: Any = window.page
        page._place.look()

    return Seen("flashdisk", stage.folder / MASTER, "master", look_again)


WORLDS = (cloned, cloned_told, restored_laptop, restored_master, restored_twice, clock_off, thrice, in_reverse,
          older_answer, for_somebody_else, revoked, damaged, miscounted, moved, erased, ordered_to_erase, old_form,
          disagreed, asked, alike, on_a_stick)


def main() -> None:
    """Play every world and take its picture."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    qt = QApplication(sys.argv[:1])
    for world in WORLDS:
        with tempfile.TemporaryDirectory() as home:
            _picture(qt, world(Stage(arguments.demo, Path(home))), arguments, Path(home))
    print(f"{len(WORLDS)} pictures in {arguments.out}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("demo", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--language", default="id", choices=i18n.languages())
    return parser.parse_args()


def _picture(qt: QApplication, seen: Seen, chosen: argparse.Namespace, home: Path) -> None:
    window = app.build_window(Preferences(theme=chosen.theme, scale=chosen.scale, language=chosen.language))
    sys.excepthook = sys.__excepthook__
    opened: list[bool] = []
    opening = app.attach(window, seen.seat, PASSPHRASE, home)
    opening.opened.connect(lambda: opened.append(True))
    window.show()
    wait(qt, lambda: bool(opened))
    window.go(seen.page)
    settle(qt, window)
    seen.act(window)
    settle(qt, window)
    if faults := window.findChildren(CrashDialog):
        raise RuntimeError(f"{seen.name}: {faults[0].report}")
    dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
    (dialogs[0] if dialogs else window).grab().save(str(chosen.out / f"{seen.name}.png"))
    window.close()
    app.close(window)
    window.deleteLater()


if __name__ == "__main__":
    main()
