"""``ftd audit DATA.ftdb``: whether the file is whole and its change log says all that its tables hold."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.i18n import tr
from ftd_desktop.store.changes import audit, capture, chain, log
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import seals
from ftd_desktop.wording import number

WHOLE, AMISS = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd audit``."""
    parser.add_argument("file", type=Path, metavar="DATA.ftdb")


def run(arguments: argparse.Namespace) -> int:
    """Check pages, tables, log and hash chain, and count; 1 when something is amiss or was, before it was opened.

    Unseen changes are logged, never undone.
    """
    with open_file(arguments.file) as file:
        opening = file.found
        faults = list(_page_faults(file))
        found = audit.run(file)
        for sentence in counts(file):
            print(sentence)
        for sentence in faults:
            print(tr("Kerusakan: {fault}").format(fault=sentence))
        arrivals = seals.broken(file)
        for one in arrivals:
            print(tr("Yang diterima lewat {nama} dari {petugas} ({at}) diubah sesudahnya di berkas ini.").format(
                nama=one.name, petugas=one.sender, at=one.at))
        if opening:
            print(tr("Saat dibuka: {finding}").format(finding=told(opening)))
        if found:
            print(tr("Saat diperiksa: {finding}").format(finding=told(found)))
        if faults or arrivals or opening or found:
            return AMISS
        print(tr("Berkas utuh: {changes} perubahan, semuanya tercatat, rantai catatan tidak putus.").format(
            changes=number(file.value("SELECT count(*) FROM _chg"))))
        return WHOLE


def _page_faults(file: DataFile) -> Iterator[str]:
    """What SQLCipher and SQLite find wrong with the pages and what refers to nothing."""
    yield from (str(row[0]) for row in file.execute("PRAGMA cipher_integrity_check").fetchall())
    yield from (str(row[0]) for row in file.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok")
    for table, _, parent, _ in file.execute("PRAGMA foreign_key_check").fetchall():
        yield tr("baris {table} tanpa induk di {parent}").format(table=table, parent=parent)


def counts(file: DataFile) -> Iterator[str]:
    """How much there is of everything, a sentence each."""
    for table in capture.tables(file):
        rows = file.value(f"SELECT count(*) FROM {quote(table)}")
        changes = file.value("SELECT count(*) FROM _chg WHERE t = ?", (table,))
        if rows or changes:
            sentence = tr("{table}: {rows} baris, {changes} perubahan")
            yield sentence.format(table=table, rows=number(rows), changes=number(changes))
    epoch, last = chain.current(file), log.last_lsn(file)
    yield tr("Rantai catatan: zaman {epoch} sejak perubahan {after}, sampai {last}, sidik {digest}").format(
        epoch=f"{epoch.number:016x}", after=number(epoch.after), last=number(last),
        digest=chain.digest(file, last).hex()[:16])
    waiting = file.value("SELECT count(*) FROM _orphan")
    disputes = file.value("SELECT count(*) FROM (SELECT DISTINCT row, field FROM _conflict)")
    yield tr("Bentrok terbuka: {n}; baris yang menunggu induknya: {m}").format(n=number(disputes), m=number(waiting))


def told(found: audit.Report) -> str:
    """What an audit found, in one sentence."""
    sentence = tr("{rows} baris diubah alat lain (sudah dicatat), {triggers} pencatat dipasang kembali, {breaks} putus "
                  "di rantai catatan.").format(rows=number(found.rows), triggers=number(len(found.triggers)),
                                               breaks=number(len(found.breaks)))
    if found.tables:
        sentence += " " + tr("Tabel yang dikembalikan: {tables}.").format(tables=", ".join(found.tables))
    for one in found.breaks:
        sentence += " " + tr("Putus sebelum perubahan {lsn}, disegel {at}.").format(lsn=number(one.lsn), at=one.sealed)
    return sentence
