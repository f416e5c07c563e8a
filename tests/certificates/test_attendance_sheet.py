"""The printed attendance sheet: everybody on it, in order, on pages of A4."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from ftd_desktop.certificates import absence_sheet
from ftd_desktop.certificates.attendance_sheet import Attendee, Heading, draw
from ftd_desktop.certificates.sheet_paper import ROWS_A_PAGE
from ftd_desktop.errors import UserError
from ftd_desktop.programme.absences import Absence
from ftd_desktop.programme.cohorts import Member
from ftd_desktop.programme.sessions import Plan, Session

HEADING = Heading("UPTD CONTOH", "Program Contoh 2022", "Angkatan 01", Plan(
    3, date(2022, 8, 20), "konten", "Pembuatan konten", 8.0, "luring", "08:00", "14:00", "Aula (contoh)",
    "Pelatih Karangan", makes_up=1), date(2022, 8, 19))


def _people(count: int) -> list[Attendee]:
    return [Attendee(f"FTD-2022-01-01{n:03}", f"Peserta Karangan {n}", f"Usaha Contoh {n}") for n in range(count)]


def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(842, 595)}
    return texts


def test_everybody_has_a_line(tmp_path: object) -> None:
    pages = _pages(draw(HEADING, _people(40)))
    assert len(pages) == 3
    assert all(f"Peserta Karangan {n}" in pages[n // ROWS_A_PAGE] for n in range(40))
    assert "Sesi 3 (susulan sesi 1): Pembuatan konten · 8 JP" in pages[2] and "halaman 3 dari 3" in pages[2]
    assert "08.00–14.00 WIB" in pages[0] and "20 Agustus 2022" in pages[0]


def test_the_same_sheet_has_the_same_bytes() -> None:
    assert draw(HEADING, _people(2)) == draw(HEADING, _people(2))


def test_long_and_strange_names_are_printed_all_the_same() -> None:
    names = [Attendee("K1", "Nur'aini " * 12, "Ö" * 60), Attendee("K2", "王 Contoh", ""), Attendee("", "", "")]
    assert "? Contoh" in _pages(draw(HEADING, names))[0]


def test_nobody_is_no_sheet() -> None:
    with pytest.raises(UserError, match="Belum ada peserta"):
        draw(HEADING, [])


def test_who_is_to_be_called_is_listed_with_phone_and_sessions() -> None:
    lines = [absence_sheet.Line(f"Peserta Karangan {n}", f"K{n}", "0812-0000-0000", "3 sakit; belum dicatat: 4", "16",
                                "sesi 9 (susulan 3), 12 September 2022") for n in range(20)]
    head = absence_sheet.Heading("UPTD CONTOH", "Program Contoh 2022", "Angkatan 01", date(2022, 9, 1))
    pages = _pages(absence_sheet.draw(head, lines))
    assert len(pages) == 2 and "Peserta Karangan 19" in pages[1]
    for words in ("TINDAK LANJUT PRESENSI", "0812-0000-0000", "3 sakit; belum dicatat: 4", "sesi 9 (susulan 3)"):
        assert words in pages[0]
    with pytest.raises(UserError, match="Tidak ada peserta"):
        absence_sheet.draw(head, [])


def test_what_was_missed_is_short_enough_to_be_read() -> None:
    """In words it shrank to four points on paper; the letters are those of the attendance lists."""
    held = [Session(str(n), replace(HEADING.session, number=n, makes_up=None), True, 1) for n in range(1, 6)]
    who = Member("m", "p", "K1", "Peserta Karangan", "", "", "", "participant", None, "", "")
    of = Absence(who, ((held[0], "izin"), (held[1], "alpa"), (held[2], "izin")), (held[4],), 32.0)
    assert absence_sheet.missed(of) == "I 1, 3; A 2; – 5"
    assert absence_sheet.made_up([Session("9", replace(HEADING.session, number=9), False, 0)]) == "sesi 9, 20-08-2022"
    assert absence_sheet.missed(Absence(who, (), (), 0.0)) == absence_sheet.made_up([]) == ""
