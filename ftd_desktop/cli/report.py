"""``ftd report DATA.ftdb FOLDER``: the results of one cohort (or all) on paper and as figures; a sentence checked."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.errors import UserError
from ftd_desktop.programme import cohorts, rounds
from ftd_desktop.store.file import DataFile

if TYPE_CHECKING:
    from ftd_desktop.evaluation.data import PairedData

#: The files asked for by a switch each, beside those that are always written.
MORE = {
    "word": "laporan juga sebagai Word", "dossier": "dossier penghargaan (Word)",
    "research": "berkas riset tanpa identitas (zip)",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd report``."""
    parser.add_argument("file", type=Path, metavar="DATA.ftdb")
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER",
                        help="tempat berkasnya (tanpa ini hanya ringkasan di layar)")
    parser.add_argument("--cohort", metavar="NOMOR", help="nomor angkatan (bawaan: semua)")
    names = ", ".join(rounds.ORDER)
    parser.add_argument("--before", metavar="PUTARAN", default=rounds.BASELINE, help=f"putaran awal: {names}")
    parser.add_argument("--after", metavar="PUTARAN", default=rounds.ENDLINE, help="putaran pembandingnya")
    parser.add_argument("--note", default="", help="catatan di setiap halaman")
    for kind, words in MORE.items():
        parser.add_argument(f"--{kind}", action="store_true", help=words)
    parser.add_argument("--letter", metavar="KODE", action="append", default=[],
                        help="surat untuk kabupaten/kota, misalnya 12.71; boleh berulang")
    parser.add_argument("--claim", metavar="KALIMAT", action="append", default=[],
                        help="periksa sebuah kalimat terhadap data; boleh berulang")


def run(arguments: argparse.Namespace) -> int:
    """Write what was asked for, answer the sentences, and say the headline."""
    from ftd_desktop.cli.report_papers import Papers
    from ftd_desktop.evaluation import data
    from ftd_desktop.evaluation.reading import Reader

    for name in (arguments.before, arguments.after):
        if name not in rounds.ORDER:
            raise UserError("Putaran {name} tidak dikenal. Pilihannya: {names}.", name=name,
                            names=", ".join(rounds.ORDER))
    with open_file(arguments.file) as file:
        cohort_id, reader = _cohort_id(file, arguments.cohort), Reader(file)
        pairs = data.paired(reader, cohort_id, arguments.before, arguments.after)
        if arguments.folder:
            papers = Papers(file, reader, pairs, cohort_id, arguments.folder, date.today(), arguments.note)
            kinds = ["report", "figures", *(kind for kind in MORE if getattr(arguments, kind))]
            for path in papers.write(kinds, arguments.letter):
                print(path)
        elif arguments.letter or any(getattr(arguments, kind) for kind in MORE):
            raise UserError("Sebutkan folder tempat berkasnya ditulis: ftd report DATA.ftdb FOLDER …")
        _say(pairs, arguments.claim)
    return 0


def _say(pairs: PairedData, sentences: list[str]) -> None:
    from ftd_desktop.evaluation import claim_judge, claims, income

    for sentence in sentences:
        print(f"“{sentence}”")
        print(claim_judge.judge(sentence, pairs, lambda column: income.line(pairs, column), income.PROFIT))
    if not sentences:
        line = income.line(pairs)
        for words in dict.fromkeys((claims.headline(line), *claims.caution(line))):
            print(words)


def _cohort_id(file: DataFile, number: str | None) -> str | None:
    if number is None:
        return None
    found = [cohort.id for cohort in cohorts.cohorts(file) if cohort.number == number]
    if len(found) != 1:
        raise UserError("Angkatan {number} tidak ada di berkas ini, atau ada lebih dari satu. Periksa nomornya.",
                        number=number)
    return found[0]


