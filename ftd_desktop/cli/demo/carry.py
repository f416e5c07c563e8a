"""The carrying in the story: bundles out of order and twice, one true conflict, receipts, files that are refused."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from ftd_desktop.cli.bundle import describe, merged
from ftd_desktop.cli.demo.people import people
from ftd_desktop.cli.demo.world import World, key_in
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts
from ftd_desktop.sync import bundle, conflicts, inbox, merge, receipt

ACCEPTED = date(2022, 8, 15)


def write_bundle(world: World, officer: str, folder_name: str = "kiriman") -> Path:
    """One bundle with everything the province has not acknowledged."""
    folder = world.folder / folder_name
    folder.mkdir(exist_ok=True)
    made = bundle.write(world.officers[officer], folder)
    sentence = tr("{officer}: berkas kiriman {file}, {changes} perubahan, {size} byte, tersandi untuk provinsi.")
    world.tell(sentence.format(
        officer=officer.capitalize(), file=made.path.name, changes=made.changes, size=made.bytes))
    return made.path


def take(world: World, *paths: Path) -> int:
    """Preview, merge; returns how many changes were new."""
    previews = inbox.inspect(world.province, paths)
    for preview in previews:
        world.tell(f"  {preview.path.name}: " + "; ".join(describe(preview)))
    done = merge.merge(world.province, previews)
    world.tell(merged(done))
    return done.arrived


def refuse_damaged(world: World, path: Path) -> None:
    """A bundle with one flipped bit is refused, and the master stays as it was."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = path.with_name("rusak.ftd")
    damaged.write_bytes(bytes(data))
    before = fingerprint(world)
    preview = inbox.inspect(world.province, [damaged])[0]
    assert preview.refusal is not None, "a flipped bit was not noticed"
    assert fingerprint(world) == before, "a refused file changed the master"
    world.tell(tr("  {file} (satu bit dibalik): ditolak: {why}").format(file=damaged.name, why=str(preview.refusal)))
    damaged.unlink()


def fingerprint(world: World) -> str:
    """A digest of the master's change log."""
    state = hashlib.sha256()
    for row in world.province.rows("SELECT row, hlc, rnd FROM _chg ORDER BY lsn"):
        state.update(repr(row).encode())
    return state.hexdigest()


def accept_members(world: World) -> None:
    """The province takes the registered into the cohort."""
    world.clock.set(ACCEPTED)
    members = world.province.rows("SELECT _id FROM membership WHERE cohort_id = ? AND stage = 'registered'",
                                  (world.cohort_id,))
    with world.province.write():
        for member in members:
            cohorts.set_stage(world.province, member["_id"], "participant", since=ACCEPTED, reason="Lolos kurasi",
                              officer_id=world.desks["provinsi"].identity.officer_id)
    world.tell(tr("Provinsi: {n} pendaftar menjadi peserta angkatan.").format(n=len(members)))


def disagree(world: World) -> None:
    """Officer and province correct one phone number without knowing of each other."""
    person = people()[0]
    for where, phone in (("rina", "081200009901"), ("provinsi", "081200009902")):
        record = world.desks[where].resume(world.participants[person.name])
        key_in(record, {"hp": phone})
    world.tell(tr("Nomor HP {name} diubah Rina dan provinsi, tanpa saling tahu.").format(name=person.name))


def settle(world: World) -> None:
    """The one conflict: both values side by side; the officer's is taken, the other stays in the history."""
    found = conflicts.pending(world.province)
    world.counts["conflicts"] = len(found)
    for conflict in found:
        for side in conflict.sides:
            world.tell(tr("  bentrok {field}: {value} oleh {officer}").format(
                field=conflict.field, value=side.value, officer=side.officer))
    assert [conflict.field for conflict in found] == ["hp"], found
    officers_value = next(side.value for side in found[0].sides if side.value.endswith("9901"))
    conflicts.settle(world.province, found[0], officers_value, "Petugas menelepon peserta (contoh)")
    assert conflicts.count(world.province) == 0
    world.tell(tr("Bentrok diselesaikan: dipakai {value}; nilai lain tetap di riwayat.").format(value=officers_value))


def send_receipts(world: World) -> None:
    """The statement of what the master holds, carried back to each officer."""
    folder = world.folder / "tanda-terima"
    folder.mkdir(exist_ok=True)
    for name, file in world.officers.items():
        path = receipt.write(world.province, world.desks[name].identity.device_id, folder)
        told = receipt.accept(file, path)
        world.tell(tr("{officer}: tanda terima {file}, {n} perubahan dinyatakan diterima, {left} menunggu.").format(
            officer=name.capitalize(), file=path.name, n=told.confirmed, left=bundle.waiting(file)))
        assert bundle.waiting(file) == 0, "after the receipt nothing waits"
