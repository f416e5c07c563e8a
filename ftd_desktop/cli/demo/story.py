"""The 2022 pilot from registration to report, with made-up people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ftd_desktop.cli.demo import carry, field, loose, office, results
from ftd_desktop.cli.demo.world import World
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

MARK = "demo.json"


def play(folder: Path, tell: Callable[[str], None]) -> dict[str, int]:
    """Play the story into `folder`, telling each step; returns the counts.

    An earlier demo in the folder is replaced; UserError when the folder holds anything else.
    """
    clear(folder)
    world = World(folder, tell, date.today())
    try:
        _play(world)
        summary = {"made_up": True, "counts": world.counts}
        (folder / MARK).write_text(json.dumps(summary, indent=1), encoding="utf-8")
    finally:
        world.close()
    return world.counts


def clear(folder: Path) -> None:
    """Make way for the story; UserError rather than touch a folder that is not a demo's."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise UserError("Folder {folder} tidak kosong dan bukan folder demo. Pilih folder lain.", folder=folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text('{"made_up": true}', encoding="utf-8")


def _play(world: World) -> None:
    tell = world.tell
    tell(tr("FTD Desktop, rintisan 2022. Semua orang, usaha, dan kantor di sini karangan."))
    tell("\n1. " + tr("Provinsi bersiap"))
    office.found_province(world)
    office.enrol_officers(world)
    tell("\n2. " + tr("Pendaftaran dan survei awal, tanpa internet"))
    field.register(world, "rina")
    field.register(world, "agus")
    tell("\n3. " + tr("Kiriman pertama"))
    first = {name: carry.write_bundle(world, name) for name in world.officers}
    carry.take(world, first["agus"])
    carry.accept_members(world)
    tell("\n4. " + tr("Pelatihan selesai; survei akhir"))
    field.interview_again(world, "rina")
    field.interview_again(world, "agus")
    _carry_again(world, first)
    tell("\n6. " + tr("Presensi dan sertifikat"))
    results.attendance(world)
    results.certificates(world)
    tell("\n7. " + tr("Hasil"))
    results.report(world)
    tell("\n8. " + tr("Untuk dicoba di jendela"))
    loose.leave_work(world)


def _carry_again(world: World, first: dict[str, Path]) -> None:
    """Rina's second bundle arrives before her first, and twice; the master is told apart what is new."""
    world.tell("\n5. " + tr("Kiriman kedua: terbalik urutannya, dua kali, satu bentrok"))
    second = {name: carry.write_bundle(world, name) for name in world.officers}
    carry.refuse_damaged(world, second["rina"])
    carry.take(world, second["rina"], second["agus"])
    carry.accept_members(world)
    late = carry.take(world, first["rina"])
    again = carry.take(world, second["rina"])
    assert (late, again) == (0, 0), "a late or doubled bundle must change nothing"
    world.counts["doubled"] = late + again
    carry.disagree(world)
    carry.take(world, carry.write_bundle(world, "rina"))
    carry.settle(world)
    carry.send_receipts(world)
