"""Writes every paper on one made-up file into a folder: ``python -m tests.evaluation.every_paper FOLDER``.

A process of its own, so that a test can give it another hash seed, time zone and locale.
"""

from __future__ import annotations

import locale
import sys
from datetime import date, datetime, time
from pathlib import Path

from ftd_desktop.evaluation import dossier, letter, pdf, research_files, story, word
from ftd_desktop.evaluation.codebook import variables
from ftd_desktop.evaluation.data import pair
from ftd_desktop.evaluation.figures import all_figures
from ftd_desktop.evaluation.research import anonymise
from ftd_desktop.evaluation.research_answers import Allowed
from ftd_desktop.evaluation.story import Setting
from ftd_desktop.exchange import lists, spreadsheet
from ftd_desktop.forms import media
from ftd_desktop.forms.definition import load
from ftd_desktop.forms.workbook import convert
from ftd_desktop.resources import path
from tests.evaluation.people import survey

DAY = date(2026, 11, 24)


def write(folder: Path) -> None:
    """PDF, Word, workbook and research file of sixty people."""
    records, who, names = survey(60)
    data, setting = pair(records, "baseline", "endline", who), Setting("Kantor rekaan", DAY, names, {"12.71": 60})
    for name, told in (("laporan", story.tell(data, setting)), ("dossier", dossier.tell(data, setting)),
                       ("surat", letter.tell(data, "12.71", setting))):
        (folder / f"{name}.pdf").write_bytes(pdf.render(told))
        (folder / f"{name}.docx").write_bytes(word.render(told))
    sheets = lists.figures(all_figures(data, names))
    spreadsheet.write(folder / "angka.xlsx", sheets, made=datetime.combine(DAY, time()))
    for i, facts in enumerate(who.values()):
        facts |= {"setuju_bagi": "ya", "tgl_lahir": f"{1960 + i % 40}-03-04"}
    asked = [v for v in variables(load(convert(path("forms", "ftd_survei.xlsx")).xform, media.shipped()), frozenset())
             if v.name in records[0]]
    made = anonymise(records, who, answers=[v.name for v in asked if v.name != "tahap"], salt=b"x", day=DAY,
                     allowed=Allowed({"omzet_bulan"}, {"tk_l"}, {"bayar": {"qris", "tunai"}}))
    research_files.write(folder / "riset.zip", made, [v for v in asked if v.name != "tahap"])


if __name__ == "__main__":
    locale.setlocale(locale.LC_ALL, "")
    write(Path(sys.argv[1]))
