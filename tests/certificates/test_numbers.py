"""Leased blocks: in order, never twice, running out is said before anything is written."""

from __future__ import annotations

import pytest

from ftd_desktop.certificates import numbers, register
from ftd_desktop.errors import UserError
from tests.certificates.conftest import World


def _take(world: World, count: int = 1) -> list[numbers.Taken]:
    taken = numbers.upcoming(world.file, 2022, count)
    for one in taken:
        with world.file.write():
            register.enter(world.file, one, {"status": register.ISSUED, "cohort_id": world.cohort, "name_printed": "C",
                                             "issued_on": "2022-10-03"})
    return taken


def test_numbers_come_in_order_by_the_template(world: World) -> None:
    assert [taken.number for taken in _take(world, 2)] == ["500.3/0011/CONTOH/2022", "500.3/0012/CONTOH/2022"]
    assert _take(world)[0].sequence == 13


def test_a_voided_number_is_never_given_again(world: World) -> None:
    _take(world, 3)
    last = register.entries(world.file)[-1]
    register.void(world.file, last.id, "salah nama")
    assert numbers.upcoming(world.file, 2022, 1)[0].sequence == 14
    assert register.entries(world.file)[-1].words == "Batal: salah nama"


def test_a_row_that_left_the_file_leaves_its_number_burnt(world: World) -> None:
    _take(world, 3)
    world.file.execute("DELETE FROM certificate")
    assert numbers.upcoming(world.file, 2022, 1)[0].sequence == 14
    block = numbers.blocks(world.file, 2022)[0]
    assert register.gaps(world.file, block) == [11, 12, 13]
    register.explain(world.file, block, 12, "tercetak salah")
    assert register.gaps(world.file, block) == [11, 13]


def test_running_out_writes_nothing_and_says_what_is_left(world: World) -> None:
    _take(world, 8)
    with pytest.raises(UserError, match="perlu 3, sisa 2"):
        numbers.upcoming(world.file, 2022, 3)
    assert world.file.value("SELECT count(*) FROM certificate") == 8


def test_a_second_block_follows_the_first(world: World) -> None:
    numbers.lease(world.file, device_id="", code="500.3", unit="CONTOH", year=2022, first=101, last=102)
    assert [taken.sequence for taken in numbers.upcoming(world.file, 2022, 12)] == [*range(11, 21), 101, 102]


def test_another_year_or_machine_has_no_numbers(world: World) -> None:
    for year, device in ((2023, None), (2022, "mesin lain")):
        with pytest.raises(UserError, match="tidak cukup"):
            numbers.upcoming(world.file, year, 1, device)


def test_overlapping_leases_are_refused(world: World) -> None:
    with pytest.raises(UserError, match="bertabrakan dengan blok 11 sampai 20"):
        numbers.lease(world.file, device_id="x", code="500.3", unit="CONTOH", year=2022, first=20, last=30)


def test_a_number_known_from_another_block_stops_before_anything(world: World) -> None:
    world.file.insert("certificate", {"number": "500.3/0012/CONTOH/2022", "status": "issued", "block_id": "lain"})
    with pytest.raises(UserError, match=r"0012.*blok lain"):
        numbers.upcoming(world.file, 2022, 3)


def test_the_same_number_is_not_entered_twice(world: World) -> None:
    taken = numbers.upcoming(world.file, 2022, 1)[0]
    _take(world)
    with pytest.raises(UserError, match="sudah terpakai"):
        register.enter(world.file, taken, {"status": "issued"})
    assert world.file.value("SELECT count(*) FROM certificate") == 1


def test_numbers_that_may_be_on_paper_are_skipped_with_a_reason(world: World) -> None:
    block = numbers.blocks(world.file, 2022)[0]
    with pytest.raises(UserError, match="alasan"):
        register.skip(world.file, block, 13, " ")
    register.skip(world.file, block, 13, "tercetak sebelum cadangan dipulihkan")
    assert numbers.upcoming(world.file, 2022, 1)[0].sequence == 14
    assert [entry.status for entry in register.entries(world.file)] == ["void"] * 3


@pytest.mark.parametrize("template", ["{kode}/{unit}/{tahun}", "{urut:04}", "{urut", "{nik}/{urut}/{tahun}", "{0}",
                                      "{urut[0]}/{tahun}", "{urut.real}/{tahun}", "{urut!r}/{tahun}",
                                      "{urut:>99999999}/{tahun}", "{urut:x}/{tahun}", "{urut:4}/{tahun}",
                                      "{urut:{tahun}}/{tahun}", "{kode}{urut}/{tahun}", "{urut}/{tahun}\n", ""])
def test_a_template_that_makes_no_distinct_numbers_is_refused(template: str) -> None:
    with pytest.raises(UserError, match="Pola nomor"):
        numbers.check_template(template)


@pytest.mark.parametrize("template", [numbers.TEMPLATE, "{urut}/{tahun}", "No. {urut:06}-{kode} {{PLUT}}/{tahun}"])
def test_a_plain_template_is_taken(template: str) -> None:
    numbers.check_template(template)


def test_void_needs_a_reason_and_a_certificate_in_force(world: World) -> None:
    _take(world)
    entry = register.entries(world.file)[0]
    with pytest.raises(UserError, match="alasan"):
        register.void(world.file, entry.id, "  ")
    register.void(world.file, entry.id, "mundur")
    with pytest.raises(UserError, match="tidak sedang berlaku"):
        register.void(world.file, entry.id, "lagi")
