"""``ftd bundle write|inspect|merge``: the carry without a window."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.i18n import tr
from ftd_desktop.sync import bundle, inbox, merge, parts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd bundle``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="TINDAKAN")
    write = actions.add_parser("write", help="tulis berkas kiriman ke satu folder")
    write.add_argument("file", type=Path, metavar="DATA.ftdb")
    write.add_argument("folder", type=Path)
    write.add_argument("--everything", action="store_true", help="kirim ulang semuanya")
    write.add_argument("--no-attachments", action="store_true", help="catatan saja, tanpa gambar dan lampiran lain")
    write.add_argument("--part-mb", type=float, default=parts.LARGEST / 10**6, metavar="MB",
                       help="ukuran terbesar tiap bagian lampiran (20 untuk surel)")
    looks = (("inspect", "lihat apa yang akan berubah, tanpa menulis"), ("merge", "gabungkan ke data induk"))
    for name, words in looks:
        action = actions.add_parser(name, help=words)
        action.add_argument("file", type=Path, metavar="DATA.ftdb")
        action.add_argument("bundles", nargs="+", type=Path, metavar="KIRIMAN.ftd")


def run(arguments: argparse.Namespace) -> int:
    """Write, look or merge; 1 when a bundle was refused."""
    with open_file(arguments.file) as file:
        if arguments.action == "write":
            made = bundle.write(file, arguments.folder, everything=arguments.everything,
                                attachments=not arguments.no_attachments, part_bytes=int(arguments.part_mb * 10**6))
            print(tr("{file}: {changes} perubahan, {size} byte.").format(
                file=made.path, changes=made.changes, size=made.bytes))
            for part in made.parts:
                print(tr("{file}: {n} lampiran, {size} byte.").format(file=part.path, n=part.files, size=part.bytes))
            return 0
        previews = inbox.inspect(file, arguments.bundles)
        tell(previews)
        if arguments.action == "merge":
            done = merge.merge(file, previews)
            print(merged(done))
            for lack in parts.missing(file):
                print(missing(lack))
        return int(any(preview.refusal for preview in previews))


def tell(previews: Sequence[inbox.Preview]) -> None:
    """One line a bundle: what it would do, or why it is refused."""
    for preview in previews:
        print(f"{preview.path.name}: {'; '.join(describe(preview))}")


def merged(done: merge.MergeReport) -> str:
    """What a merge did, in one sentence."""
    sentence = tr("Data Induk: {files} berkas digabungkan, {changes} perubahan baru, {records} catatan baru.")
    return sentence.format(files=len(done.bundles), changes=done.arrived, records=done.new_rows)


def missing(lack: parts.Missing) -> str:
    """Which attachments of a laptop have not come, in one sentence."""
    sentence = tr("{officer}: {n} lampiran belum datang.").format(officer=lack.officer, n=lack.files)
    if lack.numbers:
        sentence += " " + tr("Bagian {numbers} dari {of} belum diterima.").format(
            numbers=", ".join(map(str, lack.numbers)), of=lack.of)
    return sentence


def describe(preview: inbox.Preview) -> list[str]:
    """What a bundle would do, in words, and what is odd about it."""
    if preview.taken is None or preview.part is not None:
        return preview.words()
    effect = preview.taken.effect
    sentence = tr("{new} catatan baru, {changed} berubah, {conflicts} bentrok")
    counts = sentence.format(new=effect.new_rows, changed=effect.changed_rows, conflicts=effect.conflicts)
    return [counts, *preview.words()]
