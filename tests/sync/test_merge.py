"""What officers carry to the master: all of it arrives, once, whatever the order, and nothing bad gets in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, inbox, machine, merge, package, union
from tests.sync import world
from tests.sync.world import FORM, child, insert, receive, send, table


def content(master: DataFile) -> bytes:
    """Everything in the file's log, tables and lists, as text."""
    tables = [name for (name,) in master.execute("SELECT name FROM sqlite_master WHERE type = 'table' "
                                                 "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'participant_%'")]
    return repr([(name, sorted(map(repr, master.execute(f"SELECT * FROM \"{name}\"")))) for name in tables]).encode()


def test_new_records_arrive_as_they_are(master: DataFile, budi: DataFile, stick: Path) -> None:
    parent = insert(budi, "Siti (rekaan)", lat=0.30000000000000004)
    child(budi, parent, "Ani (rekaan)")
    report = receive(master, send(budi, stick))
    assert table(master) == table(budi)
    assert table(master, f"{FORM}__anak") == table(budi, f"{FORM}__anak")
    assert (report.new_rows, report.changed_rows, report.conflicts, report.arrived) == (1, 0, 0, 2)


def test_file_name_says_nothing_about_people(budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    path = send(budi, stick)
    assert path.name.startswith("FTD-up-")
    assert "budi" not in path.name.lower()
    assert [p.name for p in stick.iterdir()] == [path.name]


def test_nothing_to_send(budi: DataFile, stick: Path) -> None:
    with pytest.raises(UserError, match="sudah diterima"):
        bundle.write(budi, stick)
    assert not list(stick.iterdir())


def test_preview_writes_nothing_and_tells_the_truth(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    path = send(budi, stick)
    before = content(master)
    (seen,) = inbox.inspect(master, [path])
    assert content(master) == before
    assert (seen.state, seen.officer) == ("ready", "Budi Contoh")
    assert seen.taken is not None
    assert seen.taken.effect.new_rows == 1
    assert merge.merge(master, [seen]).arrived == 1


def test_same_file_twice_changes_nothing(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    budi.update(FORM, row, {"hp": "0813"})
    path = send(budi, stick)
    receive(master, path)
    rows, log = table(master), master.value("SELECT count(*) FROM _chg")
    (seen,) = inbox.inspect(master, [path])
    assert seen.state == "known"
    assert merge.merge(master, [seen]).arrived == 0
    assert (table(master), master.value("SELECT count(*) FROM _chg")) == (rows, log)


def test_the_same_file_under_two_names_at_once(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    path = send(budi, stick)
    copy = stick / "Salinan FTD (1).ftd"
    copy.write_bytes(path.read_bytes())
    assert [one.state for one in inbox.inspect(master, [path, copy])] == ["ready", "known"]
    assert receive(master, path, copy).new_rows == 1


def test_files_in_reverse(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    first = send(budi, stick)
    budi.update(FORM, row, {"hp": "0813"})
    second = send(budi, stick)
    receive(master, second)
    receive(master, first)
    assert table(master) == table(budi)
    assert master.value("SELECT count(*) FROM _conflict") == 0


def test_later_edits_follow_by_the_fast_path(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    world.answer(master, budi, stick)
    budi.update(FORM, row, {"hp": "0813"})
    budi.update(FORM, row, {"nama": "Siti A. (rekaan)", "lat": 3.5})
    report = receive(master, send(budi, stick))
    (_, taken), = report.bundles
    assert (taken.effect.changes, taken.effect.changed_rows, taken.effect.folded) == (2, 1, 0)
    assert table(master) == table(budi)


def test_deleted_records_go(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    child(budi, row, "Ani (rekaan)")
    receive(master, send(budi, stick))
    budi.delete(FORM, row)
    receive(master, send(budi, stick))
    assert table(master) == table(master, f"{FORM}__anak") == []


def test_repeat_rows_wait_for_their_record(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    first = send(budi, stick)
    receive(master, first)
    world.answer(master, budi, stick)
    child(budi, row, "Ani (rekaan)")
    second = send(budi, stick)
    other = world.found(stick, "lain", with_form=True)
    other.close()
    master.execute("UPDATE _st SET applying = 1")
    master.execute("DELETE FROM _chg WHERE row = ?", (row,))
    master.execute(f"DELETE FROM {FORM} WHERE _id = ?", (row,))
    master.execute("UPDATE _st SET applying = 0")
    receive(master, second)
    assert table(master, f"{FORM}__anak") == []
    receive(master, first)
    assert table(master, f"{FORM}__anak") == table(budi, f"{FORM}__anak")


def test_rows_that_waited_stand_as_soon_as_their_record_does(master: DataFile, budi: DataFile) -> None:
    """Within the same write: the count check of a return file looks before it is committed."""
    child(budi, insert(budi, "Siti (rekaan)"), "Ani (rekaan)")
    device, changes = machine.person(budi).device_id, list(log.since(budi, 0))
    below = [change for change in changes if change[log.COLUMNS.index("t")] == f"{FORM}__anak"]
    with master.write():
        for some in (below, [change for change in changes if change not in below]):
            union.bring_in(master, package.unpack(package.pack(budi, some), "contoh"), device)
        assert table(master, f"{FORM}__anak") == table(budi, f"{FORM}__anak") != []


def test_two_officers_disagree_and_both_values_stay(master: DataFile, budi: DataFile, sari: DataFile,
                                                     stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    with_row(sari, budi)
    budi.update(FORM, row, {"hp": "0811"})
    sari.update(FORM, row, {"hp": "0822"})
    (first, second) = inbox.inspect(master, [send(budi, stick), send(sari, stick)])
    assert {first.state, second.state} == {"ready", "conflicts"}
    assert merge.merge(master, [first, second]).conflicts == 1
    assert master.value("SELECT hp FROM ftd_profil") in ("0811", "0822")


def with_row(to: DataFile, source: DataFile) -> None:
    """As a return file would: the changes of `source` in the log of `to`."""
    from ftd_desktop.store.changes import log
    from ftd_desktop.sync import package, union

    changes = package.unpack(package.pack(source, list(log.own(source, 0))), "x")
    with to.write():
        effect = union.bring_in(to, changes, source.setting("identity")["device_id"])
        to.execute("INSERT INTO _bundle (file_id, kind, lsn_first, lsn_last, at) VALUES ('x', 'return', ?, ?, '')",
                   (effect.lsn_first, effect.lsn_last))
    changes.close()


def test_cancel_leaves_the_master_as_it_was(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    insert(sari, "Rina (rekaan)")
    previews = inbox.inspect(master, [send(budi, stick), send(sari, stick)])
    before = content(master)
    calls = iter([False, False, False, False, False, True])
    with pytest.raises(Cancelled):
        merge.merge(master, previews, cancelled=lambda: next(calls, True))
    assert content(master) == before


@pytest.mark.parametrize("damage", ["flip", "torn", "empty", "foreign office", "unknown laptop", "revoked"])
def test_bad_files_are_refused_and_change_nothing(master: DataFile, budi: DataFile, stick: Path, damage: str) -> None:
    insert(budi, "Siti (rekaan)")
    path = send(budi, stick)
    data = bytearray(path.read_bytes())
    if damage == "flip":
        data[len(data) // 2] ^= 1
    elif damage == "torn":
        del data[-20:]
    elif damage == "empty":
        data.clear()
    elif damage == "unknown laptop":
        master.execute("DELETE FROM _dev WHERE dev > 1")
    elif damage == "revoked":
        master.execute("UPDATE _dev SET status = 'revoked' WHERE dev > 1")
    path.write_bytes(data)
    target = world.found(stick, "lain") if damage == "foreign office" else master
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before, main = content(target), target.path.read_bytes()
    (seen,) = inbox.inspect(target, [path])
    assert seen.state == "refused"
    assert path.name in str(seen.refusal)
    with pytest.raises(UserError):
        merge.merge(target, [seen])
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (content(target), target.path.read_bytes()) == (before, main)
    if target is not master:
        target.close()


def test_good_files_beside_a_bad_one_are_taken(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    insert(sari, "Rina (rekaan)")
    good, bad = send(budi, stick), send(sari, stick)
    bad.write_bytes(bad.read_bytes()[:-1])
    previews = inbox.inspect(master, [bad, good])
    assert [one.state for one in previews] == ["ready", "refused"]
    assert merge.merge(master, previews).new_rows == 1


def test_a_forged_change_with_a_known_id_is_refused(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    budi.execute("UPDATE _st SET applying = 1")
    budi.execute("UPDATE _chg SET body = replace(body, 'Siti', 'Sita') WHERE row = ?", (row,))
    budi.execute("UPDATE _st SET applying = 0")
    (seen,) = inbox.inspect(master, [send(budi, stick)])
    assert "isi lain" in str(seen.refusal)
    assert master.value("SELECT nama FROM ftd_profil") == "Siti (rekaan)"


def test_odd_clocks_are_said_and_taken(master: DataFile, budi: DataFile, stick: Path) -> None:
    budi.execute("INSERT INTO _chg (t, row, hlc, rnd, op, sv, dev, body) "
                 "SELECT 'programme', 'p1', 4000000000000, 7, 1, sv, 1, "
                 "'[\"X\",\"Y\",2022,null]' FROM _sync WHERE t = 'programme'")
    (seen,) = inbox.inspect(master, [send(budi, stick)])
    assert seen.state == "clock"
    assert "Jam laptop Budi Contoh" in seen.words()[0]
    assert merge.merge(master, [seen]).arrived == 1


def test_old_and_new_form_versions_converge(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> None:
    """Neither nulls what the other has; the field unknown here comes out when the form comes."""
    world.add_form(budi, "2", "omzet")
    old, new = insert(sari, "Rina (rekaan)"), insert(budi, "Siti (rekaan)", omzet=5_000_000)
    with_row(sari, budi)
    sari.update(FORM, new, {"hp": "0899"})
    budi.update(FORM, new, {"omzet": 6_000_000})
    receive(master, send(sari, stick), send(budi, stick))
    assert {row["hp"] for row in table(master)} == {"0812", "0899"}
    world.add_form(master, "2", "omzet")
    assert {row["_id"]: row["omzet"] for row in table(master)} == {old: None, new: 6_000_000}
    assert master.value("SELECT count(*) FROM _conflict") == 0


def test_form_the_master_keeps_but_never_set_up(tmp_path: Path, stick: Path) -> None:
    """Its tables are made when the first bundle brings rows for them."""
    with world.found(tmp_path) as master, world.enrol(master, tmp_path, "budi") as budi:
        insert(budi, "Siti (rekaan)")
        kept = master.row("SELECT * FROM _form")
        assert kept is not None
        master.execute("UPDATE _st SET applying = 1")
        for name in (f"{FORM}__anak", FORM):
            master.execute(f"DROP TABLE {name}")
            master.execute("DELETE FROM _sync WHERE t = ?", (name,))
        master.execute("UPDATE _st SET applying = 0")
        receive(master, send(budi, stick))
        assert table(master) == table(budi)


def test_form_nobody_here_knows_waits_in_the_log(tmp_path: Path, stick: Path) -> None:
    with world.found(tmp_path, with_form=False) as master, world.enrol(master, tmp_path, "budi") as budi:
        world.add_form(budi)
        insert(budi, "Siti (rekaan)")
        receive(master, send(budi, stick))
        world.add_form(master)
        assert table(master) == table(budi)
