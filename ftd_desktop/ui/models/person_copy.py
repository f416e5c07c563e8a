"""The copy of everything the file holds about a person, for that person (UU 27/2022 art. 7): one workbook, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ftd_desktop import wording
from ftd_desktop.exchange import spreadsheet
from ftd_desktop.exchange.spreadsheet import Column, Sheet
from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import status_words
from ftd_desktop.programme.documents import label as paper_label
from ftd_desktop.programme.participants import PROFILE, as_text
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import history_data, person_data
from ftd_desktop.ui.models.labels import Labels
from ftd_desktop.ui.models.person_data import PersonCard


def write(context: Context, participant_id: str, path: Path) -> Path:
    """Write it; that it left the file is logged. UserError when the place cannot be written."""
    card = person_data.read(context, participant_id)
    sheets = [_profile(context, card), _surveys(card), _training(card), _papers(card), _files(card),
              _history(context, participant_id)]
    made = spreadsheet.write(path, sheets, made=context.now())
    context.opened.journal("export", {"what": "person", "participant": participant_id, "file": path.name})
    return made


def _profile(context: Context, card: PersonCard) -> Sheet:
    labels, facts = Labels(context, PROFILE), card.person.facts
    rows = [(labels.label(name), labels.words(name, as_text(value))) for name, value in facts.items()
            if value is not None and labels.asks(name)]
    note = tr("Salinan data pribadi, dibuat {tanggal}. Berisi NIK lengkap: serahkan hanya kepada orangnya.").format(
        tanggal=wording.long_date(context.now().date()))
    return Sheet(tr("Profil"), _columns(tr("Pertanyaan"), tr("Jawaban")), rows, (note,))


def _surveys(card: PersonCard) -> Sheet:
    heads = (tr("Pertanyaan"), *(round_label(name) for name in card.rounds), tr("Selisih"))
    rows = [(one.question, *one.values, one.difference) for one in card.answers]
    return Sheet(tr("Survei"), _columns(*heads), rows)


def _training(card: PersonCard) -> Sheet:
    heads = (tr("Angkatan"), tr("Sesi"), tr("Tanggal"), tr("Materi"), tr("Presensi"), tr("JP"), tr("Catatan"))
    rows = [(of.cohort.title, one.session.short, wording.long_date(one.session.plan.day), one.session.plan.subject,
             status_words(one.status), as_text(one.jp), one.note) for of in card.training for one in of.sessions]
    return Sheet(tr("Pelatihan"), _columns(*heads), rows)


def _papers(card: PersonCard) -> Sheet:
    heads = (tr("Dokumen"), tr("Nomor"), tr("Berlaku sampai"), tr("Keterangan"))
    rows = [(tr("Sertifikat"), one.entry.number, "", one.entry.words) for one in card.certificates]
    rows += [(paper_label(one.paper), one.number, wording.long_date(one.expires) if one.expires else "",
              round_label(one.round) if one.round else tr("Profil")) for one in card.documents]
    return Sheet(tr("Sertifikat & dokumen"), _columns(*heads), rows)


def _files(card: PersonCard) -> Sheet:
    rows = [(one.question, one.label or one.name, "" if one.bytes is None else str(one.bytes)) for one in card.files]
    return Sheet(tr("Lampiran"), _columns(tr("Pertanyaan"), tr("Berkas"), tr("Ukuran (byte)")), rows)


def _history(context: Context, participant_id: str) -> Sheet:
    heads = (tr("Kapan"), tr("Siapa"), tr("Jenis formulir"), tr("Pertanyaan"), tr("Dari"), tr("Menjadi"), tr("Alasan"))

    def rows() -> Iterator[tuple[str, ...]]:
        for line in history_data.lines(context, participant_id):
            at = f"{wording.long_date(line.of.at.date())} {wording.clock(line.of.at)}"
            yield at, line.of.who, line.of.title, line.question, line.before, line.after, line.why

    return Sheet(tr("Riwayat"), _columns(*heads), rows())


def _columns(*heads: str) -> tuple[Column, ...]:
    return tuple(Column(head, width=44 if place == 0 else 24) for place, head in enumerate(heads))
