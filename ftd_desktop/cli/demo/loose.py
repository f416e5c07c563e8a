"""What the story leaves on the tables, so that whoever opens the window finds work to try."""

from __future__ import annotations

from datetime import date

from ftd_desktop.cli.demo import carry
from ftd_desktop.cli.demo.people import people
from ftd_desktop.cli.demo.world import World, key_in
from ftd_desktop.i18n import tr
from ftd_desktop.programme.participants import PROFILE
from ftd_desktop.store import backup

BEGUN = {
    "/data/g_setuju/setuju_data": "ya", "/data/g_setuju/setuju_metode": "lisan", "/data/g_setuju/setuju_bagi": "ya",
    "/data/g_setuju/setuju_publikasi": "ya", "/data/g_orang/nama": "Maruli Sinaga",
}


def leave_work(world: World) -> None:
    """A record open when the battery died, a bundle not merged yet with a conflict in it, and a backup of each file."""
    world.clock.set(date(2022, 10, 25))
    _battery_dies(world)
    _waiting_bundle(world)
    folder = world.folder / "cadangan"
    folder.mkdir()
    for file in (world.province, *world.officers.values()):
        backup.set_places(file, [folder.resolve()])
        assert all(one.backup for one in backup.back_up_everywhere(file))
    world.tell(tr("Cadangan: {n} berkas, masing-masing terbukti dapat dibuka.").format(n=1 + len(world.officers)))


def _battery_dies(world: World) -> None:
    record = world.desks["rina"].start(PROFILE)
    for ref, value in BEGUN.items():
        record.answer(ref, value)
    record.write(record.pending())
    assert any(draft.recovered for draft in world.desks["rina"].drafts())
    world.tell(tr("Rina: baterai habis di tengah pendaftaran {name}; jendelanya akan membuka lagi di situ.").format(
        name=BEGUN["/data/g_orang/nama"]))


def _waiting_bundle(world: World) -> None:
    person = next(person for person in people() if person.officer == "agus")
    for where, phone in (("agus", "081200009911"), ("provinsi", "081200009912")):
        record = world.desks[where].resume(world.participants[person.name])
        key_in(record, {"hp": phone})
    carry.write_bundle(world, "agus", "kiriman-baru")
    world.tell(tr("Berkas itu belum digabungkan: coba di jendela provinsi, halaman Data Induk."))
