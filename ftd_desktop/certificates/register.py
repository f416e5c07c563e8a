"""The register of certificates: every number that was taken and what became of it. Rows are never deleted.

Status: issued (in force), signed (in force, a PDF with an electronic signature came back), void (never valid or
withdrawn), replaced (a newer one stands in its place).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ftd_desktop.certificates import numbers
from ftd_desktop.certificates.numbers import Taken
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import day
from ftd_desktop.programme.overrides import Override, overrides
from ftd_desktop.store.file import DataFile
from ftd_desktop.wording import long_date

ISSUED, SIGNED, VOID, REPLACED = "issued", "signed", "void", "replaced"
IN_FORCE = (ISSUED, SIGNED)
_REPRINTED = "certificate reprint"


@dataclass(frozen=True)
class Entry:
    """One number of the register; `replaces` is the number it stands in for, `reprints` how often this machine printed
    it again, `exception` in whose name the rule was lifted for its holder ("": it was not)."""

    id: str
    number: str
    sequence: int
    block_id: str
    participant_id: str
    name: str
    issued_on: str
    status: str
    reason: str
    replaces: str
    reprints: int = 0
    exception: str = ""

    @property
    def in_force(self) -> bool:
        """Whether it is a certificate that holds."""
        return self.status in IN_FORCE

    @property
    def words(self) -> str:
        """What became of this number, in words."""
        again = tr("dicetak ulang {n} kali di laptop ini").format(n=self.reprints) if self.reprints else ""
        return "; ".join(filter(None, (self._fate, again, self.exception)))

    @property
    def _fate(self) -> str:
        if self.status == VOID:
            return tr("Batal: {reason}").format(reason=self.reason)
        if self.status == REPLACED:
            return tr("Sudah diganti: {reason}").format(reason=self.reason)
        if self.status == SIGNED:
            return self.reason
        if self.replaces:
            return tr("Berlaku, mengganti {number}").format(number=self.replaces)
        return tr("Berlaku, terbit {day}").format(day=long_date(day(self.issued_on)))


def entries(file: DataFile, cohort_id: str | None = None) -> list[Entry]:
    """The register by number, or a cohort's part of it with the numbers that never became a certificate."""
    sql = ("SELECT c.*, r.number AS replaced FROM certificate c LEFT JOIN certificate r ON r._id = c.replaces_id "
           "WHERE ? IS NULL OR c.cohort_id = ? OR c.cohort_id IS NULL ORDER BY c.issued_on, c.sequence, c._id")
    rows, reprints = file.rows(sql, (cohort_id, cohort_id)), _reprints(file)
    granted = {cohort: overrides(file, cohort) for cohort in {row["cohort_id"] for row in rows} if cohort}
    return [_entry(row, reprints.get(row["_id"], 0), granted.get(row["cohort_id"], {}).get(row["participant_id"]))
            for row in rows]


def _reprints(file: DataFile) -> dict[str, int]:
    """certificate id -> how often this machine's audit log says that it was printed again."""
    sql = "SELECT json_extract(detail, '$.certificate') AS id, count(*) AS n FROM _journal WHERE event = ? GROUP BY 1"
    return {row["id"]: row["n"] for row in file.rows(sql, (_REPRINTED,))}


def enter(file: DataFile, taken: Taken, values: dict[str, Any]) -> str:
    """Register a number in the open write; `values` are the other columns. Returns the row's id.

    UserError when the number was taken meanwhile; then nothing of this write happens.
    """
    known = file.value("SELECT 1 FROM certificate WHERE number = ? OR (block_id = ? AND sequence >= ?)",
                       (taken.number, taken.block_id, taken.sequence))
    if known:
        raise UserError("Nomor {number} sudah terpakai. Buka halaman sertifikat lagi, lalu ulangi.",
                        number=taken.number)
    numbers.mark_used(file, taken)
    return file.insert("certificate", {**values, "block_id": taken.block_id, "sequence": taken.sequence,
                                       "number": taken.number})


def void(file: DataFile, certificate_id: str, reason: str) -> None:
    """Withdraw a certificate in force; the number stays taken. UserError without a reason or when not in force."""
    _end(file, certificate_id, VOID, reason)


def replace(file: DataFile, certificate_id: str, reason: str) -> None:
    """Mark a certificate as replaced by a newer one (call it in the write that registers the newer)."""
    _end(file, certificate_id, REPLACED, reason)


def note_reprint(file: DataFile, certificate_id: str, copies: int, reason: str) -> None:
    """Record that a certificate was printed again, in the local audit log."""
    file.journal(_REPRINTED, {"certificate": certificate_id, "copies": copies, "reason": reason})


def gaps(file: DataFile, block: numbers.Block) -> list[int]:
    """Sequences of a block below its next number that stand nowhere in the register: to be explained."""
    known = {row["sequence"] for row in
             file.rows("SELECT sequence FROM certificate WHERE block_id = ?", (block.id,))}
    return [sequence for sequence in range(block.first, min(block.next, block.last + 1)) if sequence not in known]


def skip(file: DataFile, block: numbers.Block, upto: int, reason: str) -> None:
    """Give up the next numbers of a block up to `upto`, each as void with the reason: they may be on paper already."""
    if not block.next <= upto <= block.last:
        raise UserError("Nomor {upto} tidak ada di sisa blok ini.", upto=upto)
    with file.write():
        for sequence in range(block.next, upto + 1):
            taken = Taken(block.id, sequence, block.number(sequence))
            enter(file, taken, {"status": VOID, "reason": needed(reason)})


def explain(file: DataFile, block: numbers.Block, sequence: int, reason: str) -> str:
    """Register an unused number of a block as void, with why; returns the row's id. UserError without a reason."""
    if sequence not in gaps(file, block):
        raise ValueError(f"{sequence} is no gap")
    values = {"block_id": block.id, "sequence": sequence, "number": block.number(sequence), "status": VOID,
              "reason": needed(reason)}
    return file.insert("certificate", values)


def _end(file: DataFile, certificate_id: str, status: str, reason: str) -> None:
    row = file.row("SELECT number, status FROM certificate WHERE _id = ?", (certificate_id,))
    if row is None or row["status"] not in IN_FORCE:
        raise UserError("Sertifikat {number} tidak sedang berlaku, jadi tidak dapat dibatalkan atau diganti.",
                        number=row["number"] if row else "?")
    file.update("certificate", certificate_id, {"status": status, "reason": needed(reason)})


def needed(reason: str) -> str:
    """The reason without blanks around it; UserError when there is none."""
    if not reason.strip():
        raise UserError("Tulis alasannya: setiap nomor yang batal atau diganti harus dapat dijelaskan.")
    return reason.strip()


def _entry(row: dict[str, Any], reprints: int, granted: Override | None) -> Entry:
    return Entry(
        id=row["_id"], number=row["number"] or "", sequence=int(row["sequence"] or 0), block_id=row["block_id"] or "",
        participant_id=row["participant_id"] or "", name=row["name_printed"] or "", issued_on=row["issued_on"] or "",
        status=row["status"] or "", reason=row["reason"] or "", replaces=row["replaced"] or "",
        reprints=reprints, exception=granted.words if granted else "",
    )
